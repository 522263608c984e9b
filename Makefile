# Everything that one does here. `make help` lists the targets.
SHELL := /bin/sh
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
UV := $(VENV)/bin/uv
TRAIN_VENV := .venv-train
TRAIN_PY := $(TRAIN_VENV)/bin/python
INSTALL := $(UV) pip install -q --python $(PY) --compile-bytecode --require-hashes
LOCK := $(UV) pip compile -q --generate-hashes --universal --python-version 3.11 --no-header --no-annotate
PARALLEL := -n auto --dist loadfile --no-loadscope-reorder
SOURCES := config sources claims tests manage.py
# Settings of a real installation, for `check --deploy`; nothing is connected to.
PRODUCTION := DEBUG=false HTTPS=true ALLOWED_HOSTS=counterclaim.example DATABASE_URL=postgresql://app@db.example/app

# Containers set it to stay small; here each of the processes that share the work would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help install install-dev demo test test-fast check lint types contracts migrations templates deploy locks bench benchmark lock stop clean

help: ## list these targets
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /|/' | awk -F'|' '{printf "  make %-12s %s\n", $$1, $$2}'

$(UV): requirements-uv.txt
	@$(PYTHON) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' || { echo 'Python 3.11 or newer with venv is needed (Debian: python3-venv). Name one with PYTHON=…'; exit 1; }
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements-uv.txt
	@touch $(UV)

$(VENV)/.installed: $(UV) requirements.txt
	@echo 'Installing the packages (about a minute the first time) …'
	@$(INSTALL) -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.txt
	@$(INSTALL) -r requirements-dev.txt
	@touch $@

install: $(VENV)/.installed ## make the environment in .venv, nothing else

install-dev: $(VENV)/.installed-dev

# Training has an environment of its own: torch and what it needs are no part of the program.
$(TRAIN_VENV)/.installed: $(UV) requirements-train.txt
	@test -x $(TRAIN_PY) || $(PYTHON) -m venv $(TRAIN_VENV)
	@$(UV) pip install -q --python $(TRAIN_PY) --require-hashes -r requirements-train.txt
	@touch $@

demo: install ## start everything with the demo archive; PORT=8000, EMPTY=1 without the archive, Ctrl-C stops it
	@$(PY) -m config.demo --port $(PORT) $(if $(EMPTY),--empty)

test: install-dev ## run all tests; those in a browser only where there is Chromium
	@$(PY) -m pytest $(PARALLEL)

test-fast: install-dev ## run the tests without the browser
	@$(PY) -m pytest $(PARALLEL) -m 'not browser'

check: install-dev lint types contracts migrations templates deploy locks ## everything that can be checked without running it

lint:
	@$(VENV)/bin/ruff check
	@$(VENV)/bin/ruff format --check

types:
	@$(VENV)/bin/mypy

contracts:
	@$(VENV)/bin/lint-imports --no-logo

migrations:
	@$(PY) manage.py makemigrations --check --dry-run

templates:
	@find templates -name '*.html' -exec $(VENV)/bin/djade --check --target-version 5.2 {} +
	@$(VENV)/bin/djlint --lint --quiet templates

deploy:
	@$(PRODUCTION) SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))') $(PY) manage.py check --deploy --fail-level WARNING

locks:
	@! grep -nE '://|^--|@ ' requirements*.txt || { echo 'a lock file names a host'; exit 1; }

bench: install-dev ## measure speed and memory, JSON lines; CLAIMS=1000 for a short run
	@$(PY) -m tests.bench $(if $(CLAIMS),--claims $(CLAIMS))

benchmark: install-dev ## measure how right extraction and comparison are; UPDATE=1 lands the figures
	@$(PY) -m tests.accuracy $(if $(UPDATE),--land)

train: $(TRAIN_VENV)/.installed ## train the shipped pipeline anew: CORPUS=path/to/corpus; TEXT=, OUT=, STEPS= see its module
	@OMP_NUM_THREADS=1 $(TRAIN_PY) -m claims.extraction.training $(CORPUS) $(if $(TEXT),--text $(TEXT)) $(if $(OUT),--out $(OUT)) $(if $(STEPS),--steps $(STEPS))

lock: $(UV) ## resolve the dependencies of pyproject.toml anew
	@$(LOCK) pyproject.toml -o requirements.txt --upgrade
	@$(LOCK) --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt --upgrade
	@$(LOCK) --extra train -c requirements.txt pyproject.toml -o requirements-train.txt --upgrade
	@sed -n 's/^\(uv==[^ ]*\).*/\1/p' requirements-uv.txt | $(LOCK) - -o requirements-uv.txt

stop: ## stop an embedded database that was left running
	@$(PY) -m config.localpg stop

clean: ## remove the environment and the embedded database WITH ITS DATA
	@test ! -x $(PY) || $(PY) -m config.localpg destroy --yes
	@rm -rf $(VENV) $(TRAIN_VENV) .data .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
