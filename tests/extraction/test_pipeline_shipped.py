"""The pipeline in the repository: what it is, what it may weigh, and that the program works without it."""

import json
from collections.abc import Iterator

import pytest

from claims.extraction import load
from claims.extraction.pipeline import SHIPPED, Extractor, load_extractor
from claims.extraction.syntax.reading import Reader
from claims.extraction.syntax.sentences import Sentence
from claims.extraction.syntax.words import Words

MOST_BYTES = 20_000_000


def _read(extractor: Extractor, text: str) -> Words:
    words = Words(extractor.nlp.make_doc(text), text)
    components = [extractor.nlp.get_pipe(name) for name in ("tok2vec", "morphologizer", "parser", "ner")]
    Reader(extractor.nlp.vocab, components).read(words, [Sentence(0, len(text), 0, 0, False)])
    return words


def test_it_is_small_and_holds_no_word_of_the_texts_that_it_learnt_from() -> None:
    size = sum(path.stat().st_size for path in SHIPPED.rglob("*") if path.is_file())
    strings = json.loads((SHIPPED / "vocab" / "strings.json").read_text(encoding="utf-8"))

    assert size < MOST_BYTES
    assert len(strings) < 500  # labels; the treebanks have 45,000 words


def test_its_model_card_says_where_it_comes_from() -> None:
    card = (SHIPPED.parent / "MODEL_CARD.md").read_text(encoding="utf-8")

    for said in ("CC BY-SA 4.0", "make train", "EWT", "GUM", "wikigold", "seeds", "PUD"):
        assert said in card


@pytest.mark.parametrize(
    ("text", "word", "tag", "relation", "head"),
    [
        ("The minister said that nine soldiers died.", "minister", "NOUN", "nsubj", "said"),
        ("The minister said that nine soldiers died.", "died", "VERB", "ccomp", "said"),
        ("The minister said that nine soldiers died.", "nine", "NUM", "nummod", "soldiers"),
        ("Two bridges were destroyed by the storm.", "bridges", "NOUN", "nsubj:pass", "destroyed"),
        ("She reads.", "reads", "VERB", "root", "reads"),
    ],
)
def test_it_tags_and_parses_plain_sentences(
    extractor: Extractor, text: str, word: str, tag: str, relation: str, head: str
) -> None:
    words = _read(extractor, text)
    at = words.shown.index(word)

    assert (words.tag[at], words.dep[at], words.shown[words.head[at]]) == (tag, relation, head)
    assert at in words.below(words.head[at]) or relation == "root"


def test_no_head_lies_outside_the_sentence(extractor: Extractor) -> None:
    words = _read(extractor, "Nine men " + "and women " * 400 + "fled.")

    assert all(
        abs(head - i) < 160 for i, head in enumerate(words.head)
    )  # the pieces of a sentence without end


def test_odd_texts_do_not_stop_it(extractor: Extractor) -> None:
    for text in ("", " ", "\n\n", "\ufeff", "\ud800", "…" * 50, "\u202eabc", "a" * 5000, "💥 9 💥"):
        extractor.extract(text)


@pytest.fixture
def fresh() -> Iterator[None]:
    load_extractor.cache_clear()
    yield
    load_extractor.cache_clear()


def test_without_it_the_rules_go_on_alone_and_say_so(
    fresh: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("claims.extraction.pipeline.SHIPPED", SHIPPED / "nothing here")

    found = load().extract("Nine men died, the ministry said.")

    assert [q.best for q in found.quantities] == [9]
    assert len(found.attributions) == 1
    assert found.extractor.endswith("+blank")
    assert "cannot be loaded" in capsys.readouterr().err


def test_rules_alone_can_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert load("blank").extract("Nine men died.").quantities[0].best == 9
    assert capsys.readouterr().err == ""
