"""Names as people type or paste them: what cannot be seen in a name does not make another one."""

import re
import unicodedata
from typing import Any

from django import forms

#: Joiners shape letters of some scripts and hold emoji together; beside a Latin letter or at an end they do nothing.
_IDLE_JOINERS = re.compile(r"(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])")
_JOINERS = "\u200c\u200d"


def plain_name(text: str) -> str:
    """
    Return a name in one line with single spaces, composed letters, and without characters that cannot be seen.

    Such are marks that turn the direction of writing, which make a name read as another one, soft hyphens and
    spaces of no width (Unicode category Cf, https://www.unicode.org/reports/tr36/ 2.10.2 and 2.5).
    """
    composed = unicodedata.normalize("NFC", text)
    seen = "".join(one for one in composed if one in _JOINERS or unicodedata.category(one) != "Cf")
    return " ".join(_IDLE_JOINERS.sub("", seen).split())


class NameField(forms.CharField):
    """A name of something, or the name by which something recorded is found."""

    def to_python(self, value: Any) -> str:
        """Return the plain name; "" for none."""
        return plain_name(super().to_python(value) or "")
