"""Imports spaCy without its command line, which it would bring along: a fifth of the time that loading takes."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

_PACKAGE, _MODULE = "spacy.cli", "spacy.cli.info"


@contextmanager
def without_command_line() -> Iterator[None]:
    """
    While this lasts, `import spacy` finds empty modules in place of its commands (project templates, downloads and
    an HTTP client: 0.28 s). Afterwards `import spacy.cli` works as ever; only the shortcut `spacy.info` is missing.
    """
    if "spacy" in sys.modules:
        yield
        return
    package, module = ModuleType(_PACKAGE), ModuleType(_MODULE)
    package.__path__ = []
    module.__dict__["info"] = None  # the one name that spaCy's own __init__ takes from there
    sys.modules |= {_PACKAGE: package, _MODULE: module}
    try:
        yield
    finally:
        for name, empty in ((_PACKAGE, package), (_MODULE, module)):
            if sys.modules.get(name) is empty:
                del sys.modules[name]
