"""Names of speakers: one name for one speaker throughout a text."""

import pytest

from tests.extraction.conftest import Read


def _names(read: Read, text: str) -> list[str]:
    return [a.source.name for a in read(text).attributions if a.source]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Anna Reed said it was over. Reed said she would go.", ["Anna Reed", "Anna Reed"]),
        ("North Korean leader Kim Jong Un spoke. Kim said it was over.", ["Kim Jong Un"]),
        # two spellings of one name
        ("DPRK leader Kim Jong-un said it was over.", ["Kim Jong Un"]),
        ("President Volodymyr Zelensky said it was over.", ["Volodymyr Zelensky"]),
        ("Anna Reed said it was over. She said more would follow.", ["Anna Reed", "Anna Reed"]),
        ("North Korean leader Kim Jong Un spoke. Later the leader said it was over.", ["Kim Jong Un"]),
        # a capital speaks for its government, and so does "the regime"
        ("Pyongyang denied that it had lost men.", ["North Korean government"]),
        (
            "Pyongyang said it was over. The regime denied that it had lost men.",
            ["North Korean government"] * 2,
        ),
        (
            "The Central News Agency of Korea (CPTAK) reported that it was over.",
            ["Korean Central News Agency"],
        ),
        # unnamed groups stay as printed
        ("Ukrainian officials said it was over.", ["Ukrainian officials"]),
        # an aside is no part of the name
        ("A dock worker, who lives nearby, said it was over.", ["dock worker"]),
        ("An engineer, speaking on condition of anonymity, said it was over.", ["engineer"]),
        ("Western officials spoke to reporters. By May, they said, 40 men had died.", ["Western officials"]),
    ],
)
def test_it_gives_a_speaker_one_name(read: Read, text: str, names: list[str]) -> None:
    assert _names(read, text) == names


def test_a_shorter_name_is_the_organisation_named_before(read: Read) -> None:
    text = "South Korea’s Joint Chiefs of Staff said it was over. The Joint Chiefs said more would follow."

    assert len(set(_names(read, text))) == 1
