"""What holds for any text whatever: offsets, references, order, and that nothing makes the extraction fail."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction import load
from claims.extraction.results import Extraction
from claims.extraction.text import matching_form

#: Pieces that break naive rules: odd quotes, mixed scripts, control and bidi characters, numbers in odd places.
PIECES = [
    "“",
    "”",
    "‘",
    "’",
    '"',
    "'",
    "''",
    "„",
    "»",
    "\u202e",
    "\u200b",
    "\x00",
    "\r\n",
    "\n\n",
    "\u2028",
    "\ufeff",
    "é",
    "e\u0301",
    "Ким",
    "金",
    "قال",
    "\U0001f600",
    "½",
    "٣",
    "²",
    "4,000",
    "1,2,3",
    "$",
    "€1.2bn",
    "5-",
    "-",
    "—",
    "...",
    "?!",
    "U.S.",
    "a.m.",
    "said",
    "says",
    "according to",
    "by",
    "that",
    "Kim",
    "Kim Jong-un",
    "the 528th Regiment",
    "in early August",
    "on 31 February",
    "of",
    "and",
    "nine losses",
    "killed",
    "as of January 2025",
    "dozens of",
    "between",
    "no",
    "(",
    ")",
    "[",
    "1",
    "3",
    "12:30",
    "May",
    "lasted",
    "days",
    "put it at",
]

texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
)
days = st.none() | st.dates(min_value=date.min, max_value=date.max)
EXTRACTOR = load()


def _spans(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        own = [value] if "exact" in value and "start" in value else []
        return own + [span for item in value.values() for span in _spans(item)]
    if isinstance(value, list):
        return [span for item in value for span in _spans(item)]
    return []


def _check(found: Extraction, text: str) -> None:
    line = found.to_json()
    assert all(text[s["start"] : s["end"]] == s["exact"] for s in _spans(line))
    for quantity in found.quantities:
        assert quantity.start <= quantity.value_start < quantity.value_end <= quantity.end
        ends = [x for x in (quantity.low, quantity.best, quantity.high) if x is not None]
        assert ends == sorted(ends)
    assert all(x.from_day is None or x.to_day is None or x.from_day <= x.to_day for x in found.dates)
    assert [a.id for a in found.attributions] == list(range(len(found.attributions)))
    assert [c.id for c in found.claims] == list(range(len(found.claims)))
    for attribution in found.attributions:
        assert 0 <= attribution.content[0] < attribution.content[1] <= len(text)
        assert attribution.inside != attribution.id
    for claim in found.claims:
        assert 0 <= claim.score <= 1
        assert all(number < len(found.attributions) for number in claim.chain)
        assert len(set(claim.chain)) == len(claim.chain)
        assert claim.quantity is None or claim.quantity < len(found.quantities)


@settings(derandomize=True, max_examples=400, deadline=None)
@given(text=texts, published=days)
def test_any_text_is_read_and_every_offset_holds(text: str, published: date | None) -> None:
    _check(EXTRACTOR.extract(text, published=published), text)


@settings(derandomize=True, max_examples=50, deadline=None)
@given(text=texts)
def test_the_same_text_is_read_the_same_way_twice(text: str) -> None:
    assert EXTRACTOR.extract(text) == EXTRACTOR.extract(text)


@settings(derandomize=True, max_examples=200)
@given(text=st.text())
def test_the_matching_form_has_the_length_of_the_text(text: str) -> None:
    assert len(matching_form(text)) == len(text)


def test_half_a_character_is_read_around() -> None:
    found = EXTRACTOR.extract("Nine \ud800 men died. Kim said 40 had died.")

    assert [q.best for q in found.quantities] == [9, 40]


def test_every_figure_is_a_claim_or_has_a_reason_why_not() -> None:
    text = "Nine men died. Two nations met. It took 5 hours. He sold 40 chairs. About 7% left. A sum of $5 was paid."

    found = EXTRACTOR.extract(text)

    read = {c.quantity for c in found.claims} | {
        n for n, q in enumerate(found.quantities) for u in found.unread if u.start == q.start
    }
    assert read == set(range(len(found.quantities)))
    assert all(u.reason for u in found.unread)


def test_the_time_grows_with_the_length_of_the_text_and_no_faster() -> None:
    import time

    def seconds(text: str) -> float:
        started = time.process_time()
        EXTRACTOR.extract(text)
        return time.process_time() - started

    line = "Kim said 40 men “had died” in May, and he denied that 5 more were lost. "
    seconds(line)
    short, long = seconds(line * 300), seconds(line * 2400)

    # eight times the text; twice that allows for noise, and is far from the 64 times of quadratic work
    assert long < 16 * short
