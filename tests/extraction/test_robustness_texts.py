"""Pages that break readers of news: each must be read, keep the contract, and where it has plain words, yield them."""

import pytest

from claims.extraction.pipeline import Extractor
from tests.extraction.invariants import check

CLAUSE = "The ministry said at least 12 people were killed in Varnholm on Tuesday"

TEXTS = {
    "nothing": "",
    "blanks": " \t\r\n\u00a0\u2003\u200b\u2028 ",
    "numbers only": " ".join(str(number * 7) for number in range(500)),
    "number words only": "hundred twenty thousand and a half " * 300,
    "opening marks": "“‘«" * 1500,
    "straight marks": "\"'" * 2001,
    "one quote mark": f'"{CLAUSE}.',
    "never closed": f"“{CLAUSE}. " * 80,
    "never opened": f"{CLAUSE}.” " * 80,
    "nested deep": "“‘" * 500 + CLAUSE + "’”" * 500,
    "brackets": "(" * 3000 + CLAUSE + "]" * 3000,
    "full stops": "." * 20_000,
    "line ends": "\n" * 20_000,
    "one word": "x" * 60_000,
    "one number": "9" * 20_000,
    "one number of groups": "1," * 20_000,
    "no blanks": CLAUSE.replace(" ", "") * 300,
    "words of 390 letters": ("k" * 390 + " ") * 50,
    "a line of 100,000 characters": f"{CLAUSE}. " * 1_370,
    "capitals": f"{CLAUSE}. ".upper() * 100,
    "cues only": "said " * 1000,
    "cues and that": "Kim said that " * 800,
    "sources only": "according to " * 600,
    "quoted cues": "“it” said Kim " * 600,
    "denials of denials": "denied that " * 1000,
    "relatives": CLAUSE + ", which he denied" * 500,
    "figures in one sentence": "They held " + ", ".join(f"{n} men" for n in range(500)) + ".",
    "ranges without end": "between 1 and " * 1000,
    "dashes": "5-6-" * 500,
    "dates only": "5 May 2020 " * 1000,
    "months only": "May March " * 1000,
    "impossible dates": "on 31 February 2025, 0 May 0000, 99/99/9999 and 12 Octember " * 50,
    "windows": "since May until June " * 500,
    "names": "Anna Maria " * 2000,
    "initials": "J. " * 2000,
    "bidi": "\u202e".join(CLAUSE) + "\u2066" + CLAUSE,
    "zero width": "\u200b".join(f"{CLAUSE}. " * 20),
    "decomposed": "Mira e\u0301 said 9 me\u0301n die\u0301d. " * 100,
    "marks on marks": "a" + "\u0301" * 10_000,
    "control": "\x00".join(CLAUSE.split(" ")) + "\x07\x1b[0m",
    "halves of characters": "\ud800" * 500 + CLAUSE + "\udfff" * 500,
    "emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467\U0001f3fd 12 \U0001f1fa\U0001f1e6 " * 300,
    "right to left": "قال الوزير إن ١٢ شخصا قتلوا. " * 100 + CLAUSE,
    "no spaces between words": "国防部说十二人死亡，30人受伤。" * 200,
    "mixed scripts": "Ким сказал, что 9 человек погибли, said Kim. " * 100,
    "left-over markup": f"<p class='x'>{CLAUSE}</p>&nbsp;<br/>&#8217; " * 100,
    "carriage returns": f"{CLAUSE}.\r\n" * 100,
    "old carriage returns": f"{CLAUSE}.\r" * 100,
    "tabs": CLAUSE.replace(" ", "\t") + ".",
}


@pytest.mark.parametrize("name", TEXTS)
def test_it_reads_any_page(extractor: Extractor, name: str) -> None:
    check(extractor.extract(TEXTS[name]), TEXTS[name])


@pytest.mark.parametrize(
    "text",
    [
        f"{CLAUSE}.",
        f"“{CLAUSE}.",
        f"{CLAUSE}.”",
        f"\ufeff{CLAUSE}",
        f"{CLAUSE}.".replace(" ", "\u00a0"),
        f"{CLAUSE}.".replace(" ", "\t"),
        f"{CLAUSE}\r\n",
        f"\ud800{CLAUSE}. \udfff",
        f"\U0001f468\u200d\U0001f469\u200d\U0001f467 {CLAUSE} \U0001f44d\U0001f3fd",
        f"قال الوزير. {CLAUSE}.",
        f"\u202a{CLAUSE}\u202c.",
    ],
)
def test_it_still_finds_what_stands_in_plain_words(extractor: Extractor, text: str) -> None:
    found = extractor.extract(text)

    assert [(q.low, q.unit) for q in found.quantities] == [(12, "person")]
    (said,) = found.attributions
    assert said.source is not None
    assert said.source.exact.endswith("ministry")
    assert said.cue is not None
    assert said.cue.exact == "said"
    assert [c.measure for c in found.claims if c.quantity is not None] == ["killed"]


def test_every_figure_is_a_claim_or_has_a_reason_why_not(extractor: Extractor) -> None:
    text = "Nine men died. Two nations met. It took 5 hours. He sold 40 chairs. About 7% left. A sum of $5 was paid."

    found = extractor.extract(text)

    read = {c.quantity for c in found.claims} | {
        n for n, q in enumerate(found.quantities) for u in found.unread if u.start == q.start
    }
    assert read == set(range(len(found.quantities)))
