"""
The spaCy pipeline: a tokenizer, the components of a trained pipeline (see `reading`), ours in order.

Each of our components is a plain function over a Draft, wrapped as a spaCy component that reads and
fills `doc._.draft`; rules never need tags, parse or entities, but use them where they are there.
"""

import re
import sys
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from claims.extraction import EXTRACTOR_NAME, EXTRACTOR_VERSION
from claims.extraction.attributing.attributions import find_attributions
from claims.extraction.calendar.dates import find_dates
from claims.extraction.claiming.claimed import find_claims
from claims.extraction.draft import Draft
from claims.extraction.knowledge import Knowledge
from claims.extraction.naming.cast import Cast
from claims.extraction.naming.kinds import settle
from claims.extraction.naming.names import name_runs
from claims.extraction.naming.places import find_places
from claims.extraction.naming.populations import find_populations
from claims.extraction.numerals.quantities import find_quantities
from claims.extraction.results import Extraction
from claims.extraction.syntax.quotes import find_quotes
from claims.extraction.syntax.reading import Reader
from claims.extraction.syntax.sentences import split_sentences
from claims.extraction.syntax.text import matching_form, paragraphs
from claims.extraction.syntax.words import Words
from sources.acquisition.languages import ENGLISH, language_of

#: A run without a blank that is longer is no prose; spaCy's tokenizer is slower than linear on it.
_LONGEST_RUN = 400
_LONG_RUN = re.compile(rf"\S{{{_LONGEST_RUN}}}")
_ROUGH_TOKEN = re.compile(r"\w+|[^\w\s]|\s+")
_SURROGATE = re.compile("[\ud800-\udfff]")
#: Languages whose texts are read; "" is a text too short to tell, and read all the same.
_READ = frozenset((ENGLISH, ""))
#: The trained components read sentence by sentence, so they come after the step that finds the sentences.
_BEFORE_THE_READER = "counterclaim_sentences"
#: The pipeline that this program trains and ships (see its MODEL_CARD.md), and the name for none at all.
SHIPPED = Path(__file__).parent / "trained" / "model"
BLANK = "blank"


def _quotes(draft: Draft) -> None:
    draft.paragraphs = paragraphs(draft.plain)
    draft.quotes = find_quotes(draft.text, draft.paragraphs)


def _sentences(draft: Draft) -> None:
    draft.sentences = split_sentences(draft.plain, draft.paragraphs, draft.quotes)


def _dates(draft: Draft) -> None:
    draft.dates = find_dates(draft.text, draft.plain, draft.published)


def _quantities(draft: Draft) -> None:
    draft.quantities = find_quantities(
        draft.text, draft.plain, draft.words, draft.dates, [s.end for s in draft.sentences]
    )


def _names(draft: Draft) -> None:
    draft.names = name_runs(draft.words, draft.plain)
    draft.places = find_places(draft.plain, draft.words, draft.names)
    draft.populations = find_populations(draft.plain, draft.words)
    draft.cast = Cast(draft.plain, draft.words, draft.names, draft.knowledge)


def _attributions(draft: Draft) -> None:
    draft.attributions = find_attributions(draft)


def _claims(draft: Draft) -> None:
    draft.claims, draft.unread = find_claims(draft)


STEPS: dict[str, Callable[[Draft], None]] = {
    "counterclaim_quotes": _quotes,
    "counterclaim_sentences": _sentences,
    "counterclaim_dates": _dates,
    "counterclaim_quantities": _quantities,
    "counterclaim_names": _names,
    "counterclaim_attributions": _attributions,
    "counterclaim_claims": _claims,
}


def _register() -> None:
    """Register the components with spaCy under their names; done once, at import."""
    for name, step in STEPS.items():

        def component(doc: Doc, step: Callable[[Draft], None] = step) -> Doc:
            step(doc._.draft)
            return doc

        Language.component(name, func=component)
    Doc.set_extension("draft", default=None, force=True)


_register()


class Extractor:
    """Holds one pipeline. Not safe for threads; make one per process."""

    def __init__(self, nlp: Language, *, model: str | None = None) -> None:
        self.nlp = nlp
        self._reader = Reader(nlp.vocab, [component for name, component in nlp.pipeline if name not in STEPS])
        self.name = f"{EXTRACTOR_NAME}/{EXTRACTOR_VERSION}" + (f"+{model}" if model else "")

    def extract(
        self, text: str, *, id: str = "", published: date | None = None, knowledge: Knowledge | None = None
    ) -> Extraction:
        """
        Return everything found in the text. Offsets: code points into `text`. No text makes it raise.

        A text in another language than English gives nothing but its `language`.
        knowledge: what people taught; names, offices and senses of words are read as they say.
        """
        language = language_of(text)
        if language not in _READ:
            return Extraction(id, self.name, published, (), (), (), (), language=language)
        readable = _SURROGATE.sub("\ufffd", text)  # spaCy refuses halves of characters; the length stays
        plain = matching_form(readable)
        doc = self._tokens(plain)
        doc._.draft = draft = Draft(
            text=text, plain=plain, published=published, words=Words(doc, plain), knowledge=knowledge or Knowledge()
        )  # fmt: skip
        for name, component in self.nlp.pipeline:
            if name in STEPS:
                doc = component(doc)
            if name == _BEFORE_THE_READER and self._reader:
                self._reader.read(draft.words, draft.sentences)
                settle(draft.words)
        return Extraction(
            id=id,
            extractor=self.name,
            published=published,
            quantities=tuple(draft.quantities),
            dates=tuple(draft.dates),
            attributions=tuple(draft.attributions),
            claims=tuple(draft.claims),
            unread=tuple(draft.unread),
            language=language,
        )

    def _tokens(self, text: str) -> Doc:
        if len(text) < _LONGEST_RUN or not _LONG_RUN.search(text):
            return self.nlp.tokenizer(text)
        tokens = _ROUGH_TOKEN.findall(text)
        return Doc(self.nlp.vocab, words=tokens, spaces=[False] * len(tokens))


def with_rules(nlp: Language) -> Language:
    """Add our components at the end of a pipeline and return it."""
    for name in STEPS:
        nlp.add_pipe(name)
    return nlp


@lru_cache(maxsize=4)
def load_extractor(model: str | None) -> Extractor:
    """See `claims.extraction.load`."""
    for name in (model, None) if model else (None,):
        if name == BLANK:
            break
        try:
            return Extractor(with_rules(spacy.load(name or SHIPPED)), model=name)
        except (OSError, ValueError, ImportError) as error:
            shown = repr(name) if name else "that ships with the program"
            print(f"extraction: the pipeline {shown} cannot be loaded: {error}", file=sys.stderr)
    return Extractor(with_rules(spacy.blank("en")), model=BLANK)
