"""
Which language a text is in, so that no text of another language is read as English.

The judge is py3langid (139 languages). Its tables take most of a second to load, so a text that is plainly
English, as nearly all are, is known by its commonest words first.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH = "en"

#: The beginning of a text says its language; a longer sample changed no answer on some 1,300 English texts.
_SAMPLE = 3000
#: Fewer letters than these are too few to tell by: a name, a headline of two words.
_FEWEST_LETTERS = 40
#: Above this probability of English no other language is named: neighbours share a probability between them
#: (Spanish and Galician), so the likeliest may be far from certain though the text is surely not English.
_MAYBE_ENGLISH = 0.01
#: Creoles of English that headlines are easily taken for; a text in them is read as English.
_NEAR_ENGLISH = frozenset((ENGLISH, "pcm", "sco"))
_WORD = re.compile(r"[^\W\d_]+")
#: The commonest words of English that are no words of its neighbours, or rare ones; every eighth word at least.
_COMMONEST = frozenset(("the", "and", "to", "that", "with", "said", "by", "from", "were", "has"))
_PLAINLY = 1 / 8


def language_of(text: str) -> str:
    """
    Return the language of a text as its ISO 639 code ("en", "de", "uk"); "" where it is too short or mixed to tell.

    Never raises, whatever the text.
    """
    sample = text[:_SAMPLE]
    words = [word.casefold() for word in _WORD.findall(sample)]
    if sum(map(len, words)) < _FEWEST_LETTERS:
        return ""
    common = [word for word in words if word in _COMMONEST]
    if "the" in common and len(common) >= _PLAINLY * len(words):
        return ENGLISH
    ranked = [(str(language), float(share)) for language, share in _identifier().rank(" ".join(words))]
    likeliest, _share = ranked[0]
    if likeliest in _NEAR_ENGLISH:
        return ENGLISH
    english = sum(share for language, share in ranked if language in _NEAR_ENGLISH)
    return likeliest if english < _MAYBE_ENGLISH else ""


@cache
def _identifier() -> "LanguageIdentifier":
    # brings numpy with it, which the web server does without
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
