"""Every finding from texts, through the whole program: it fires on an invented case, and stays silent on its neighbour."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from claims.models import Finding, Mention, Task
from claims.services.noticing import RULE
from claims.services.recording import read_version
from claims.vocabulary import FindingKind
from config.policies import Role
from sources.models import ArticleVersion, text_sha256
from tests import factories as make

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Text:
    """One article. again: another version of the first one."""

    text: str
    day: str = "2025-06-02"
    outlet: str = ""
    again: bool = False


SAID = "The Defence Ministry of Ruritania said that"
KILLED = f"{SAID} 31 soldiers were killed in Varnholm in May 2025."
SENT = "it had sent engineers to Varnholm."
COURIER, TODAY = "Varnholm Courier", "Varnholm Today"


def toll(number: int, day: str) -> str:
    return (
        f"As of {day}, {number} soldiers had been killed in Varnholm, the Defence Ministry of Ruritania said."
    )


#: For each kind the texts that it notices, and texts like them in which there is nothing to notice.
CASES: dict[FindingKind, tuple[list[Text], list[Text]]] = {
    FindingKind.CONTAINMENT: (
        [Text(KILLED), Text(KILLED.replace("31 soldiers were killed", "27 soldiers were killed or wounded"))],
        [Text(KILLED), Text(KILLED.replace("31 soldiers were killed", "40 soldiers were killed or wounded"))],
    ),
    FindingKind.SUM: (
        [Text(f"{SAID} there were 20 casualties among its soldiers, 12 killed and 9 wounded.")],
        [Text(f"{SAID} there were 21 casualties among its soldiers, 12 killed and 9 wounded.")],
    ),
    FindingKind.DRIFT: (
        [Text(f"{SAID} it had suffered 31 losses. The 31 deaths, the ministry said, were in Varnholm.")],
        [Text(f"{SAID} it had suffered 31 losses. The 12 deaths, the ministry said, were in Varnholm.")],
    ),
    FindingKind.SWAP: (
        [Text(KILLED), Text(KILLED.replace("The Defence Ministry of Ruritania", "The mayor of Varnholm"))],
        [Text(KILLED), Text(f"On Monday, {KILLED[0].lower()}{KILLED[1:]}")],
    ),
    FindingKind.CIRCULAR: (
        [
            Text("31 soldiers were killed in Varnholm in May 2025, the Varnholm Courier reported.", outlet=TODAY),
            Text("31 soldiers were killed in Varnholm in May 2025, Varnholm Today reported.", outlet=COURIER),
        ],
        [
            Text("31 soldiers were killed in Varnholm in May 2025, the Varnholm Courier reported.", outlet=TODAY),
            Text("31 soldiers were killed in Varnholm in May 2025, the mayor said.", outlet=COURIER),
        ],
    ),
    FindingKind.STALE: ([Text(toll(31, "1 March 2025"), "2026-06-02")], [Text(toll(31, "1 March 2025"), "2025-03-02")]),
    FindingKind.SILENT_EDIT: (
        [Text(KILLED), Text(KILLED.replace("31", "27"), again=True)],
        [Text(KILLED), Text(KILLED.replace("31", "27") + " This article was corrected.", again=True)],
    ),
    FindingKind.FIRSTNESS: (
        [Text(f"{SAID} {SENT}"), Text(f"{SAID[:-5]} for the first time that {SENT}", "2025-12-14")],
        [Text(f"{SAID[:-5]} for the first time that {SENT}"), Text(f"{SAID} {SENT}", "2025-12-14")],
    ),
    FindingKind.DECREASE: (
        [Text(toll(31, "1 March 2025"), "2025-03-02"), Text(toll(27, "1 May 2025"), "2025-05-02")],
        [Text(toll(27, "1 March 2025"), "2025-03-02"), Text(toll(31, "1 May 2025"), "2025-05-02")],
    ),
    FindingKind.ADMISSION: (
        [
            Text(f"The Defence Ministry of Ruritania denied that {SENT}"),
            Text(f"The Defence Ministry of Ruritania admitted that {SENT}", "2025-12-14"),
        ],
        [Text(f"{SAID} {SENT}"), Text(f"The Defence Ministry of Ruritania admitted that {SENT}", "2025-12-14")],
    ),
}  # fmt: skip


def read(texts: list[Text]) -> None:
    first: ArticleVersion | None = None
    for outlet in {one.outlet for one in texts if one.outlet}:
        make.source(outlet, kind="outlet")
    for one in texts:
        if one.again and first is not None:
            version = ArticleVersion.objects.create(
                article=first.article, number=2, previous=first, text=one.text, sha256=text_sha256(one.text),
                title="Changed", published_on=first.published_on,
            )  # fmt: skip
        else:
            outlet = make.source(one.outlet, kind="outlet") if one.outlet else None
            version = make.version(one.text, outlet=outlet, published_on=date.fromisoformat(one.day))
        first = first or version
        assert read_version(version).failure == ""


@pytest.mark.parametrize("kind", FindingKind)
def test_the_rule_fires_and_shows_its_words_to_everybody(
    kind: FindingKind, client_as: Callable[[Role], Client]
) -> None:
    read(CASES[kind][0])

    found = Finding.objects.get(kind=kind)
    assert found.rule == RULE
    for place in found.evidence:
        mention = Mention.objects.select_related("version").get(pk=place["mention"])
        assert mention.version.text[place["start"] : place["end"]] == mention.exact
    assert Task.objects.filter(finding=found).exists()
    page = client_as(Role.ANALYST).get(reverse("claim", args=[found.about.first().claim_id]))
    assert found.pk in {one.finding.pk for one in page.context["findings"]}
    assert escape(found.detail) in page.content.decode()
    task = client_as(Role.REVIEWER).get(reverse("queue"), {"kind": "finding", "at": found.pk})
    assert escape(found.detail) in task.content.decode()


@pytest.mark.parametrize("kind", FindingKind)
def test_the_rule_passes_over_its_neighbour(kind: FindingKind) -> None:
    read(CASES[kind][1])

    assert not Finding.objects.filter(kind=kind).exists()
