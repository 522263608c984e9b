"""The words of a document as plain lists: quicker to walk than spaCy's token objects, and the rules read better."""

from bisect import bisect_left, bisect_right

from spacy.tokens import Doc


class Words:
    """
    Parallel lists over the tokens that are not blank: `lower` (matching form, lower case), `shown`
    (matching form), `start`, `end` (characters, half-open).

    A trained pipeline fills the others (see `reading`), else they keep what stands in brackets: `tag`, universal
    part of speech (""); `head`, number of the word above, a root's own number (-1); `dep`, universal relation to
    it, "root" for a root (""); `kind`, PER, ORG or LOC inside a name (""); and `named`, (first word, end, kind)
    of every name in order (none). Heads never leave the sentence.
    """

    __slots__ = ("_below", "dep", "end", "head", "kind", "lower", "named", "plain", "shown", "start", "tag")

    def __init__(self, doc: Doc, plain: str) -> None:
        self.plain = plain
        self.start: list[int] = []
        self.end: list[int] = []
        self.shown: list[str] = []
        offset = 0
        for token in doc:
            length = len(token.text)
            word = plain[offset : offset + length]
            if word.strip():
                self.start.append(offset)
                self.end.append(offset + length)
                self.shown.append(word)
            offset += length + len(token.whitespace_)
        self.lower = [word.lower() for word in self.shown]
        count = len(self.shown)
        self.tag = [""] * count
        self.head = [-1] * count
        self.dep = [""] * count
        self.kind = [""] * count
        self.named: list[tuple[int, int, str]] = []
        self._below: list[list[int]] | None = None

    def __len__(self) -> int:
        return len(self.start)

    def at(self, offset: int) -> int:
        """Return the number of the first word that ends after the offset (len() if there is none)."""
        return bisect_right(self.end, offset)

    def before(self, offset: int) -> int:
        """Return the number of the first word that starts at or after the offset."""
        return bisect_left(self.start, offset)

    def within(self, start: int, end: int) -> range:
        """Return the numbers of the words that lie between two offsets."""
        return range(bisect_left(self.start, start), bisect_right(self.end, end))

    def joined(self, left: int) -> bool:
        """Whether word `left` and the next one touch ("Jong" and "-")."""
        return left + 1 < len(self.start) and self.end[left] == self.start[left + 1]

    def is_capital(self, i: int) -> bool:
        return self.shown[i][:1].isupper()

    def below(self, i: int) -> list[int]:
        """Return the words that hang on word `i` in the parse, in order of the text; none without a parse."""
        if self._below is None:
            self._below = [[] for _ in self.head]
            for word, head in enumerate(self.head):
                if head not in (-1, word):
                    self._below[head].append(word)
        return self._below[i]
