"""What cannot be seen in a name does not make another one."""

import pytest
from django.forms import ValidationError

from config.names import NameField, plain_name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Meridian \t Wire\n", "Meridian Wire"),
        ("Meridian\u200bWire", "MeridianWire"),
        ("\ufeffMeridian Wire\u2060", "Meridian Wire"),
        ("Me\u00adridian Wire", "Meridian Wire"),
        ("\u202eeriW\u202c", "eriW"),
        ("Meridian Wire\u200d", "Meridian Wire"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # Persian needs its non-joiner
        ("👩\u200d🚒 News", "👩\u200d🚒 News"),
        ("\u200b", ""),
    ],
)
def test_a_name_is_what_can_be_seen_of_it(typed: str, name: str) -> None:
    assert plain_name(typed) == name


def test_a_name_of_which_nothing_can_be_seen_is_none() -> None:
    with pytest.raises(ValidationError, match="required"):
        NameField().clean("\u200b\u202e")
