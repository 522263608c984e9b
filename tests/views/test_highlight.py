"""The only place that builds markup, asked with hostile text and with spans that overlap."""

from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.highlight import Highlight, Mark, SpanOutsideText, marked, paragraphs

#: Pieces of markup, controls, astral and right-to-left characters, put together at random.
HOSTILE = st.lists(
    st.sampled_from([*"<>&\"'/= \n\tabé“”😀\u202e\u2028", "<script>", "onload=", "</a>", "&lt;"])
    | st.characters(),
    max_size=40,
).map(lambda parts: "".join(parts).replace("\r", "").replace("\x00", ""))


@st.composite
def texts_and_spans(draw: st.DrawFn) -> tuple[str, list[Highlight]]:
    text = draw(HOSTILE)
    if not text:
        return text, []
    pairs = draw(
        st.lists(
            st.tuples(
                st.integers(0, len(text) - 1),
                st.integers(1, len(text)),
                st.sampled_from(Mark),
            ),
            max_size=6,
        )
    )
    return text, [
        Highlight(start, end, mark, number=number, mention=number * 10)
        for number, (start, end, mark) in enumerate(pairs, 1)
        if start < end
    ]


class Reader(HTMLParser):
    """Collects the text and the tags as a browser would see them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(texts_and_spans())
def test_it_gives_the_text_back_and_no_tag_of_the_text(
    case: tuple[str, list[Highlight]],
) -> None:
    text, spans = case

    reader = read(marked(text, spans))

    assert reader.words == text
    for tag, attributes in reader.tags:
        assert tag in {"a", "span"}
        assert set(attributes) <= {"class", "id", "href", "data-mention", "data-number"}
        assert (attributes.get("href") or "#note-").startswith("#note-")


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(texts_and_spans())
def test_it_marks_exactly_the_characters_of_the_spans(
    case: tuple[str, list[Highlight]],
) -> None:
    text, spans = case

    reader = read(marked(text, spans))

    covered = {position for span in spans for position in range(span.start, span.end)}
    shown = 0
    assert len(reader.tags) <= max(0, 2 * len(spans) - 1)
    for span in spans:
        shown += sum(f"mark--{span.mark}" in (attributes["class"] or "") for _, attributes in reader.tags) > 0
    assert shown == len(spans)
    assert bool(covered) == bool(reader.tags)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(texts_and_spans())
def test_the_paragraphs_together_hold_every_line_that_is_not_blank(
    case: tuple[str, list[Highlight]],
) -> None:
    text, spans = case

    found = paragraphs(text, spans)

    assert [text[one.start : one.end] for one in found] == [line for line in text.split("\n") if line.strip()]
    assert all(read(one.html).words == text[one.start : one.end] for one in found)


def test_it_cuts_crossing_spans_into_pieces_that_carry_both() -> None:
    spans = [
        Highlight(0, 6, Mark.ACCEPTED, number=1, mention=7),
        Highlight(4, 10, Mark.SUGGESTED, number=2, mention=8),
    ]

    html = marked("nine losses", spans)

    assert html == (
        '<a class="mark mark--accepted mark--opens" id="m-7" href="#note-7" data-mention="7">nine</a>'
        '<a class="mark mark--accepted mark--suggested mark--opens mark--closes" data-number="1" id="m-8" '
        'href="#note-8" data-mention="8"> l</a>'
        '<a class="mark mark--suggested mark--closes" data-number="2" href="#note-8" data-mention="8">osse</a>s'
    )


def test_a_short_line_without_a_full_stop_is_a_heading() -> None:
    found = paragraphs("What it means\nIt means “this.”\n\n" + "long " * 30, [])

    assert [one.is_heading for one in found] == [True, False, False]


def test_a_mention_is_listed_with_the_paragraph_where_it_begins() -> None:
    text = "One line.\nAnother line."
    crossing = Highlight(4, 14, Mark.SUGGESTED, number=1, mention=1)
    second = Highlight(18, 22, Mark.SUGGESTED, number=2, mention=2)

    found = paragraphs(text, [second, crossing])

    assert [one.opening for one in found] == [(crossing,), (second,)]


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 6)])
def test_a_span_that_is_no_stretch_of_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(SpanOutsideText):
        marked("hello", [Highlight(start, end, Mark.ACCEPTED)])
