"""What is read anew in words that people decided on: suggested, kept beside the decision, or nothing."""

from collections.abc import Sequence

import pytest

from claims.models import Claim, Mention
from claims.services.settling import Read, sort_readings

TEN = (10, 20)


def settled(
    pk: int, meaning: str, *, state: str = "accepted", by: str = "x/1", at: tuple[int, int] = TEN
) -> Mention:
    return Mention(
        pk=pk, claim=Claim(meaning=meaning), state=state, extractor=by, start=at[0], end=at[1]
    )  # fmt: skip


def read(*meanings: str, at: tuple[int, int] = TEN) -> list[Read]:
    return [Read(number, *at, meaning) for number, meaning in enumerate(meanings)]


def sort(
    found: Sequence[Read], mentions: Sequence[Mention], extractor: str = "x/2"
) -> tuple[list[int], dict[int, str]]:
    """Return the suggested numbers, and for each confirmed mention what stands beside it ("" for not found)."""
    sorting = sort_readings(found, mentions, extractor=extractor)
    return sorted(sorting.suggested), {
        mention.pk: one.meaning if one else "" for mention, one in sorting.beside
    }


@pytest.mark.parametrize(
    ("found", "mentions", "suggested", "beside"),
    [
        # words that nobody decided on
        (read("a"), [], [0], {}),
        (read("a"), [settled(1, "b", at=(30, 40))], [0], {1: ""}),
        # confirmed: the same, another reading, found no more
        (read("a"), [settled(1, "a")], [], {}),
        (read("b"), [settled(1, "a")], [], {1: "b"}),
        (read("b", at=(8, 20)), [settled(1, "a")], [], {1: "b"}),
        ([], [settled(1, "a")], [], {1: ""}),
        ([], [settled(1, "a", by="")], [], {}),  # marked by hand: no program found it before either
        (read("b"), [settled(1, "a", by="")], [], {1: "b"}),
        # two claims in the same words
        (read("b", "a"), [settled(1, "a")], [0], {}),
        (read("a", "b"), [settled(1, "b"), settled(2, "a")], [], {}),
        (read("a", "c"), [settled(1, "b"), settled(2, "a")], [], {1: "c"}),
        (read("a", "a"), [settled(1, "a")], [], {}),
        (read("b", "b"), [settled(1, "a")], [], {1: "b"}),
        # rejected: the same reading never, another one by another program
        (read("a"), [settled(1, "a", state="rejected")], [], {}),
        (read("b"), [settled(1, "a", state="rejected")], [0], {}),
        (read("b", "c"), [settled(1, "a"), settled(2, "c", state="rejected")], [], {1: "b"}),
        # a suggestion that waits again after an undoing
        (read("b"), [settled(1, "a", state="suggested")], [], {}),
    ],
)  # fmt: skip
def test_what_becomes_of_a_reading_by_another_program(
    found: list[Read], mentions: list[Mention], suggested: list[int], beside: dict[int, str]
) -> None:
    assert sort(found, mentions) == (suggested, beside)


def test_the_same_program_suggests_nothing_where_it_was_rejected_whatever_it_was_taught() -> None:
    rejected = settled(1, "a", state="rejected")

    assert sort(read("b"), [rejected], extractor="x/1") == ([], {})
    assert sort(read("b", at=(0, 60)), [rejected], extractor="x/1") == ([0], {})  # the sentence around it
