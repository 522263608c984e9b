"""The text that is measured on: the demo archive's articles, as many as wanted, each a little different."""

from contextlib import suppress
from functools import cache
from pathlib import Path

DEMO = Path(__file__).resolve().parents[2] / "fixtures" / "demo"


@cache
def demo_texts() -> tuple[str, ...]:
    """Return the plain texts of the demo archive in the order of their names, but for those that are not UTF-8."""
    texts = []
    for path in sorted(DEMO.glob("*.txt")):
        with suppress(UnicodeDecodeError):  # one is in another encoding on purpose
            texts.append(path.read_text(encoding="utf-8"))
    return tuple(texts)


def articles(count: int) -> list[str]:
    """Return so many texts, no two alike."""
    texts = demo_texts()
    return [
        f"{texts[n % len(texts)].rstrip()}\n\nThis is number {n + 1} of our series.\n" for n in range(count)
    ]


def words_in(texts: list[str]) -> int:
    """Return the number of words, blanks between them."""
    return sum(len(text.split()) for text in texts)
