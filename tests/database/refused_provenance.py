"""For each rule of the tables of provenance (utterances) a row that the database must refuse."""

from collections.abc import Callable
from typing import Any

from claims.models import Utterance
from tests import factories as make
from tests.factories import NOW


def _utterance(**fields: Any) -> Utterance:
    values = {
        "speaker": make.source(),
        "venue": "a ceremony",
        "recorded_by": make.person(),
        "recorded_at": NOW,
    }
    return Utterance.objects.create(**values | fields)


REFUSED: dict[str, Callable[[], object]] = {
    "utterance_said_on_precision_known": lambda: _utterance(
        said_on=make.days("2025-12-12", "2025-12-12"), said_on_precision="hour"
    ),
    "utterance_said_on_with_precision": lambda: _utterance(said_on=make.days("2025-12-12", "2025-12-12")),
    "utterance_can_be_told_apart": lambda: _utterance(venue=" "),
}
