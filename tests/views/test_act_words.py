"""How the acts of a page of changes are written."""

from datetime import datetime, timedelta, timezone

from claims.templatetags.act_words import VALUE_SHOWN, clock, cut, stamp


def test_long_values_are_cut() -> None:
    assert cut("x" * VALUE_SHOWN) == "x" * VALUE_SHOWN
    assert cut("x" * (VALUE_SHOWN + 1)) == "x" * (VALUE_SHOWN - 1) + "…"


def test_a_time_is_written_in_utc() -> None:
    at = datetime(2026, 5, 1, 1, 30, tzinfo=timezone(timedelta(hours=2)))

    assert (stamp(at), clock(at)) == ("2026-04-30T23:30:00+00:00", "30 Apr 2026, 23:30:00")
