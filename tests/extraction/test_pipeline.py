"""The pipeline: blank or named, and what importing it costs."""

import subprocess
import sys

import pytest
import spacy

from claims.extraction import load
from claims.extraction.pipeline import STEPS, Extractor, with_rules


def test_a_model_that_is_missing_is_said_on_stderr_and_replaced_by_rules(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = load("no_such_pipeline").extract("Nine men died.")

    assert len(found.quantities) == 1
    assert "no_such_pipeline" in capsys.readouterr().err


def test_the_rules_are_components_at_the_end_of_a_pipeline() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")

    names = with_rules(nlp).pipe_names

    assert names == ["sentencizer", *STEPS]


def test_a_pipeline_with_tags_runs_before_the_rules() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("attribute_ruler").add(patterns=[[{"LOWER": "warns"}]], attrs={"POS": "NOUN"})

    found = Extractor(with_rules(nlp)).extract("The ministry warns that nine men died.")

    assert found.attributions == ()  # the tagger says that "warns" is a noun here


def test_importing_the_results_loads_neither_spacy_nor_django() -> None:
    code = (
        "import sys, claims.extraction.results, claims.extraction.lexicon; print({'spacy', 'django'} "
        "& sys.modules.keys())"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert done.stdout.strip() == "set()"


def test_the_extractor_names_itself_and_its_version() -> None:
    name, _, version = load().extract("x").extractor.partition("/")

    assert name
    assert version


def test_loading_leaves_out_spacys_commands_and_they_can_still_be_imported() -> None:
    code = (
        "import sys; from claims.extraction import load; load('blank'); print('spacy.cli' in sys.modules);"
        "from spacy.cli import download; print(callable(download))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert done.stdout.split() == ["False", "True"]
