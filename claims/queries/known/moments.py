"""
Moments of the past: a whole day, known as at its end (UTC), or an instant, known up to and with it.

As written in addresses: 2026-05-01, or 2026-05-01T12:34:56.123456Z.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z", re.ASCII)
_TICK = timedelta(microseconds=1)  # what the database tells apart


@dataclass(frozen=True, slots=True)
class Moment:
    """text: as in the address. before: the first instant that is no longer part of it, None where time has no more."""

    text: str
    day: date
    before: datetime

    @property
    def is_day(self) -> bool:
        return len(self.text) == len("2026-05-01")

    @property
    def words(self) -> str:
        """ "at the end of 1 May 2026"."""
        day = f"{self.day.day} {self.day:%B %Y}"
        return f"at the end of {day}" if self.is_day else f"on {day} at {self.text[11:-1]}"

    @property
    def yesterday(self) -> str:
        return (self.day - timedelta(days=1)).isoformat()

    @property
    def tomorrow(self) -> str:
        return (self.day + timedelta(days=1)).isoformat()

    def is_over(self, now: datetime) -> bool:
        """Return whether nothing more can become known within it."""
        return self.before <= now


def moment_of(text: str) -> Moment | None:
    """Return the moment that an address names, None when it names none (or the first or last day of all time)."""
    try:
        if _DAY.fullmatch(text):
            day = date.fromisoformat(text)
            if date.min < day < date.max:
                return Moment(text, day, datetime.combine(day, time.min, UTC) + timedelta(days=1))
        elif _INSTANT.fullmatch(text):
            at = datetime.fromisoformat(text)
            if date.min < at.date() < date.max:
                return Moment(text, at.date(), at + _TICK)
    except ValueError:
        pass
    return None


def at(instant: datetime) -> str:
    """Write an instant for an address: known up to and with it."""
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}Z"


def just_before(instant: datetime) -> str:
    """Write the instant before this one for an address."""
    return at(instant - _TICK)
