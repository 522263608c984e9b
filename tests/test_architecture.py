"""Rules of the house that no linter knows: sizes, types, markup, hosts, settings. Import contracts are in pyproject."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CODE_LINES, TEST_LINES = 400, 500
#: The one place that builds markup from texts.
BUILDS_MARKUP = {"claims/highlight.py"}
#: The one place that may catch everything: a broken item never stops a batch.
CATCHES_ALL = {"sources/importing/running.py", "claims/services/recording.py"}
INLINE = re.compile(
    r"\sstyle=|\son[a-z]+=|\shx-on|<style|javascript:|hx-vals=['\"]js:|<script(?![^>]*\ssrc=)", re.IGNORECASE
)
REGISTRIES = re.compile(
    r"https?://[a-z0-9.-]*(?:pypi|pythonhosted|npmjs|debian|index-url|extra-index)", re.IGNORECASE
)


@cache
def tracked() -> tuple[str, ...]:
    """Return the files of the project: those that git knows or would take, or all but the ignored folders."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, capture_output=True, text=True, check=True,
        ).stdout.splitlines()  # fmt: skip
    except (OSError, subprocess.CalledProcessError):
        listed = [
            str(path.relative_to(ROOT))
            for path in ROOT.rglob("*")
            if not path.relative_to(ROOT).parts[0].startswith(".")
        ]
    return tuple(sorted(name for name in listed if (ROOT / name).is_file()))


def python_files() -> list[str]:
    return [name for name in tracked() if name.endswith(".py") and "/migrations/" not in name]


def code_files() -> list[str]:
    return [name for name in python_files() if not name.startswith("tests/")]


def templates() -> list[str]:
    return [name for name in tracked() if name.startswith("templates/") and name.endswith(".html")]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8", errors="replace")  # some fixtures are broken on purpose


def test_it_finds_the_files_it_is_about() -> None:
    assert len(code_files()) > 30
    assert len(templates()) > 5


def test_no_file_is_longer_than_one_can_keep_in_mind() -> None:
    limits = {name: TEST_LINES if name.startswith("tests/") else CODE_LINES for name in python_files()}
    limits |= {name: CODE_LINES for name in tracked() if name.endswith((".css", ".js", ".html"))}

    too_long = {name: lines for name, limit in limits.items() if (lines := text_of(name).count("\n")) > limit}

    assert too_long == {}


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        name
        for name in code_files()
        if text_of(name).strip() and not ast.get_docstring(ast.parse(text_of(name)))
    ]

    assert [name for name in silent if not name.endswith("apps.py")] == []


def test_every_function_of_the_product_is_typed() -> None:
    untyped = []
    for name in code_files():
        for node in ast.walk(ast.parse(text_of(name))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
                bare = [
                    arg.arg for arg in arguments if arg.annotation is None and arg.arg not in ("self", "cls")
                ]
                if bare or node.returns is None:
                    untyped.append(f"{name}:{node.lineno} {node.name}")

    assert untyped == []


def test_markup_is_built_in_one_place_only() -> None:
    unsafe = re.compile(r"mark_safe\(|format_html(_join)?\(|Safe(String|Text)\(|__html__")
    builders = {name for name in code_files() if unsafe.search(text_of(name))}
    filters = [
        name for name in templates() if re.search(r"\|\s*safe\b|autoescape\s+off|safeseq", text_of(name))
    ]

    assert builders - BUILDS_MARKUP == set()
    assert filters == []


def test_templates_carry_neither_script_nor_style() -> None:
    found = [
        f"{name}: {match.group().strip()}" for name in templates() for match in INLINE.finditer(text_of(name))
    ]

    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        '<p style="color: red">',
        '<a onclick="x()">',
        '<a hx-on:click="x()">',
        "<script>x()</script>",
        "<style>p{}</style>",
    ],
)
def test_the_search_for_inline_script_and_style_finds(line: str) -> None:
    assert INLINE.search(line)


def test_an_external_script_is_not_taken_for_an_inline_one() -> None:
    assert not INLINE.search("""<script src="{% static 'js/page.js' %}" defer></script>""")


def test_templates_ask_nobody_for_permission_and_query_nothing() -> None:
    asking = [name for name in templates() if re.search(r"\bperms\.|\.objects\b", text_of(name))]

    assert asking == []


def test_no_address_is_made_for_htmx_alone() -> None:
    assert [name for name in code_files() if name.endswith("urls.py") and "htmx/" in text_of(name)] == []


def test_no_file_names_the_host_of_a_package_registry() -> None:
    texts = [
        name
        for name in tracked()
        if name.endswith((".txt", ".toml", ".md", ".py", "Makefile", "run", ".cfg"))
    ]

    assert [name for name in texts if REGISTRIES.search(text_of(name))] == []


def test_every_locked_package_has_a_hash() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-uv.txt"):
        pins = re.findall(r"^([a-z0-9][^\s=]*)==.*?(?=^[a-z0-9]|\Z)", text_of(name), re.MULTILINE | re.DOTALL)
        blocks = re.split(r"^(?=[a-z0-9])", text_of(name), flags=re.MULTILINE)[1:]

        assert pins
        assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_nothing_catches_every_exception_but_where_a_batch_must_go_on() -> None:
    catching = {
        name for name in code_files() if re.search(r"except (?:Base)?Exception\b|except:", text_of(name))
    }

    assert catching - CATCHES_ALL == set()


def test_there_are_no_signals_and_no_save_overrides() -> None:
    hidden = re.compile(r"django\.db\.models\.signals|@receiver|def save\(self")

    assert [name for name in code_files() if hidden.search(text_of(name))] == []


def test_only_the_settings_read_the_environment() -> None:
    readers = {name for name in code_files() if re.search(r"os\.environ|getenv", text_of(name))}
    # each begins a process of its own, before there are settings or without Django's
    entry_points = {
        "manage.py",
        "config/wsgi.py",
        "config/demo.py",
        "config/localpg.py",
        "config/database.py",
    }
    entry_points |= {"claims/extraction/__main__.py", "claims/comparison/__main__.py"}

    assert {name for name in readers - entry_points if not name.startswith("bench/")} == set()
