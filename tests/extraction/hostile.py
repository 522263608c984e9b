"""Texts for the property tests: news-like enough that the rules fire, and broken the way that real pages are."""

from datetime import date

from hypothesis import strategies as st

#: Whole clauses, so that attributions, figures, dates, scopes and assertions are really read …
CLAUSES = [
    "The ministry said at least 12 people were killed in Varnholm on Tuesday",
    "Mira Holt, the mayor, told reporters that “nine men had died”",
    "according to the Courier, citing police, around 4,000 took part",
    "“We lost nobody,” he said. “Not one.”",
    "as of 31 January 2025 some 1.2 million had fled",
    "the governor denied that the dam had failed",
    "the figure applies only to the 528th Engineer Regiment",
    "it was the first time that Aldane had admitted losses",
    "the toll rose to 45 from 38, including seven children",
    "another 40 were wounded, she added",
    "between 5 and 7 August the river rose by 3.5 metres",
    "Aldane, which has long denied it, confirmed on Friday that 30 to 40 soldiers were missing",
    "the court heard that the contract was worth €1.62bn, up 4% on the year before",
    "it was reported that the mission lasted 120 days",
    "the army will send 3,000 more next month, Kim told state television",
    "earlier we reported that 14 had died. This is wrong",
    "Reuben Asari (67) and two others",
    "see page 14, tel. 555-0147, flight AX 318, section 4(2)",
    "2-1, 6-4, 7-6 (7/5)",
]
#: … and what stands between and inside them on hostile pages.
SHARDS = [
    *"“”‘’\"'`´„‚«»‹›「」()[]{}<>",
    "''", "``", "“‘", "’”", "'s", "s'", "--", "—", "–", "...", "…", "?!", ".", ",", ";", ":", " ", "\t",
    "\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029",
    "\u202e", "\u202c", "\u2066", "\u2069", "\u200e", "\u200f",  # bidi controls
    "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad",  # of no width
    "\x00", "\x07", "\x1b[31m", "\x7f", "\ufffd", "\ufffe",  # control characters and no characters
    "\u0301", "e\u0301", "n\u0303", "\u0336", "é", "ﬁ", "İ", "ß", "ſ",  # marks, decomposed, odd cases
    "\ud800", "\udc00", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f44d\U0001f3fd", "\U0001f1fa\U0001f1e6",
    "Ким сказал", "金正恩", "قال", "שלום", "ไทย", "\U00010348",
    "½", "٣", "²", "Ⅷ", "⑨", "１２", "௧௦", "1,2,3", "1.000.000,50", "0", "-0", "-5", "5-", "1e9", "∞", "%", "$", "€", "№ 5",
    "99999999999999999999999999", "31 February", "0/0/0000", "24:61", "30 May 9999", "year 0", "May", "the 1900s",
    "no", "none of", "both", "a million million", "zero", "dozens of hundreds of", "said", "that", "by", "according to",
    "&nbsp;", "&#8217;", "<p>", "</p>", "<br/>", "<script>alert(1)</script>", "\\u201c", "{{ x }}", "%s",
]  # fmt: skip

_pieces = st.one_of(st.sampled_from(CLAUSES), st.sampled_from(SHARDS), st.sampled_from(SHARDS))
_prose = st.builds(
    lambda pieces, ends: "".join(piece + end for piece, end in zip(pieces, ends, strict=True)),
    st.lists(st.sampled_from(CLAUSES), min_size=8, max_size=8),
    st.lists(
        st.sampled_from([". ", ", ", "; ", " and ", "\n\n", "\n", "? ", " ", ".” ", " – "]),
        min_size=8,
        max_size=8,
    ),
)


@st.composite
def _torn(draw: st.DrawFn) -> str:
    """Prose with shards put in at any character: inside words, numbers and quotes."""
    text = draw(_prose)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(text)))
        cut = draw(st.sampled_from([0, 0, 1, 7]))
        text = text[:at] + draw(st.sampled_from(SHARDS)) + text[at + cut :]
    return text


#: Any text: prose, torn prose, heaps of pieces with and without blanks, and raw characters, halves included.
texts = st.one_of(
    _prose,
    _torn(),
    st.lists(_pieces, max_size=30).map(" ".join),
    st.lists(_pieces, max_size=30).map("".join),
    st.text(max_size=200),
    st.text(st.characters(), max_size=80),
)
#: Days of publication, the first and last that there are included: rules count days back and forward from it.
days = st.none() | st.sampled_from([date.min, date(2024, 2, 29), date.max]) | st.dates()
