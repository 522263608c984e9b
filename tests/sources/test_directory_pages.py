"""The directory of sources: the tree, one source, what a reviewer says of it; by role, and who saves second."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.policies import Role
from config.seen import mark_of
from sources.models import Article, Source, SourceAlias, SourceKind, text_key
from sources.queries.tree import tree_under

pytestmark = pytest.mark.django_db

LIST = {"HX-Request": "true", "HX-Target": "source-list"}


@pytest.fixture
def client(client_as: Callable[[Role], Client]) -> Client:
    return client_as(Role.REVIEWER)


def source(name: str, parent: Source | None = None, **fields: Any) -> Source:
    return Source.objects.create(**{"name": name, "kind": SourceKind.OUTLET, "parent": parent, **fields})


#: Those of the page itself and the four or five that every page has: session, person, roles, tasks that wait.
MOST_QUERIES = 12


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def names(response: Any) -> list[str]:
    return [row.source.name for row in response.context["rows"]]


# -- who may ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", Role)
def test_everyone_reads_the_directory(client_as: Callable[[Role], Client], role: Role) -> None:
    one = source("Example Post")

    for address in ("/sources/", f"/sources/{one.pk}/"):
        assert client_as(role).get(address).status_code == 200


@pytest.mark.parametrize("role", [Role.ANALYST, Role.ADMIN])
@pytest.mark.parametrize(
    "name", ["source_new", "source_edit", "source_confirm", "source_aliases", "source_alias"]
)
def test_only_reviewers_and_adjudicators_change_it(
    client_as: Callable[[Role], Client], role: Role, name: str
) -> None:
    one = source("Example Post", suggested=True)
    alias = SourceAlias.objects.create(source=one, name="ExPost")
    keys = {"source_new": [], "source_alias": [one.pk, alias.pk]}.get(name, [one.pk])

    response = client_as(role).post(
        reverse(name, args=keys), {"name": "Changed", "kind": "outlet", "action": "remove"}
    )

    assert response.status_code == 403
    assert Source.objects.get().suggested
    assert SourceAlias.objects.count() == 1


def test_an_analyst_sees_no_buttons_that_would_refuse(client_as: Callable[[Role], Client]) -> None:
    one = source("Example Post", suggested=True)

    page = client_as(Role.ANALYST).get(f"/sources/{one.pk}/").content.decode()

    assert 'method="post"' not in page.partition("<main")[2]
    assert "suggested: not confirmed by a person" in page


# -- the tree ------------------------------------------------------------------------------------------------------


def test_the_tree_shows_what_is_part_of_what() -> None:
    state = source("Ruritania", kind=SourceKind.STATE)
    army = source("Ruritanian army", state, kind=SourceKind.ARMED_FORCE)
    source("2nd Brigade", army, kind=SourceKind.UNIT)
    source("1st Brigade", army, kind=SourceKind.UNIT)
    source("Ministry of War", state, kind=SourceKind.OFFICE)

    rows = tree_under([state])

    assert [(row.depth, row.source.name) for row in rows] == [
        (0, "Ruritania"),
        (1, "Ministry of War"),
        (1, "Ruritanian army"),
        (2, "1st Brigade"),
        (2, "2nd Brigade"),
    ]


def test_the_list_is_ordered_by_name_whatever_the_case(client: Client) -> None:
    for name in ("beta", "Alpha", "Gamma", "émile"):
        source(name)

    assert names(client.get("/sources/")) == ["Alpha", "beta", "Gamma", "émile"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "POST"}, ["Example Post"]),
        ({"q": "the wire"}, ["Example Agency"]),  # an alias
        ({"q": "nobody"}, []),
        ({"q": "%"}, []),  # no pattern, only a sign
        ({"kind": "agency"}, ["Example Agency"]),
        ({"kind": "nonsense"}, ["Example Agency", "Example Post", "Example Ministry"]),
        ({"suggested": "1"}, ["Example Ministry"]),
    ],
)
def test_it_finds_by_name_alias_kind_and_what_is_suggested(
    client: Client, query: dict[str, str], found: list[str]
) -> None:
    agency = source("Example Agency", kind=SourceKind.AGENCY)
    SourceAlias.objects.create(source=agency, name="The Wire")
    post = source("Example Post", agency)
    source("Example Ministry", post, kind=SourceKind.OFFICE, suggested=True)

    assert names(client.get("/sources/", query)) == found


def test_the_list_is_served_alone_to_htmx(client: Client) -> None:
    source("Example Post")

    body = client.get("/sources/?q=post", headers=LIST).content.decode()

    assert body.lstrip().startswith('<section class="panel" id="source-list"')
    assert "Example Post" in body


def test_pages_go_on_after_the_last_name_and_end(client: Client) -> None:
    for n in range(120):
        source(f"Outlet {n:03d}")

    shown: list[str] = []
    address = "/sources/"
    while address:
        response = client.get(address)
        shown += names(response)
        address = response.context["page"].next_url

    assert shown == [f"Outlet {n:03d}" for n in range(120)]
    assert names(client.get("/sources/?after=999999999"))[0] == "Outlet 000"  # an unknown key: from the start


@pytest.mark.parametrize("query", ["", "?q=outlet"])
def test_the_list_asks_as_much_for_twenty_as_for_one(client: Client, query: str) -> None:
    owner = source("Owner of an outlet")

    def add(rows: range) -> None:
        for n in rows:
            source(f"Part of an outlet {n}", owner)
            source(f"Outlet {n}")

    add(range(1))
    one = queries_of(client, f"/sources/{query}")
    add(range(1, 20))

    assert queries_of(client, f"/sources/{query}") == one <= MOST_QUERIES


# -- one source ----------------------------------------------------------------------------------------------------


def test_a_source_shows_its_place_names_parts_and_articles(client: Client) -> None:
    owner = source("Owner")
    one = source("Example Post", owner, side="Ruritania", note="Daily.")
    source("Example Post Online", one)
    SourceAlias.objects.create(source=one, name="ExPost", suggested=True)
    for n in range(12):
        Article.objects.create(
            outlet=one, text_key=text_key(outlet="Example Post", text=str(n)), title=f"Title {n}"
        )

    response = client.get(f"/sources/{one.pk}/")

    page = response.content.decode()
    assert [above.name for above in response.context["path"]] == ["Owner"]
    for words in ("ExPost", "Example Post Online", "Ruritania", "Daily.", "Title 11", "All its articles"):
        assert words in page
    assert "Title 1<" not in page  # the eleventh


def test_a_source_asks_as_much_for_twenty_as_for_one(client: Client) -> None:
    post = source("Example Post", source("Owner"))

    def add(rows: range) -> None:
        for n in rows:
            source(f"Part {n}", post)
            SourceAlias.objects.create(source=post, name=f"Alias {n}")
            Article.objects.create(outlet=post, text_key=text_key(outlet="", text=str(n)))

    add(range(1))
    one = queries_of(client, f"/sources/{post.pk}/")
    add(range(1, 20))

    assert queries_of(client, f"/sources/{post.pk}/") == one <= MOST_QUERIES


def test_a_suggested_source_is_confirmed(client: Client) -> None:
    one = source("Example Post", suggested=True)

    seen = {"seen": mark_of(one)}
    assert client.post(f"/sources/{one.pk}/confirm/", seen).status_code == 303
    assert client.post(f"/sources/{one.pk}/confirm/", seen).status_code == 409  # it is confirmed already

    one.refresh_from_db()
    assert not one.suggested


def test_a_source_is_added_with_its_parent_by_alias(client: Client) -> None:
    owner = source("Owner")
    SourceAlias.objects.create(source=owner, name="The Owner Group")

    response = client.post(
        "/sources/new/",
        {"name": " Example  Post ", "kind": "outlet", "parent": "the owner GROUP", "side": "", "note": ""},
    )

    made = Source.objects.get(name="Example Post")
    assert (response.status_code, response["Location"]) == (303, f"/sources/{made.pk}/")
    assert made.parent == owner
    assert not made.suggested


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": ""}, "This field is required"),
        ({"name": "x" * 301}, "at most 300 characters"),
        ({"name": "OWNER"}, "This is a name of Owner already."),
        ({"name": "the group"}, "This is a name of Owner already."),  # an alias of another
        ({"kind": "blog"}, "not one of the available choices"),
        ({"parent": "Nobody"}, "No source of this name is recorded"),
        ({"name": "a\0b"}, "Null characters are not allowed"),
    ],
)
def test_what_cannot_be_saved_says_why_beside_the_field(
    client: Client, fields: dict[str, str], words: str
) -> None:
    owner = source("Owner")
    SourceAlias.objects.create(source=owner, name="The Group")

    response = client.post("/sources/new/", {"name": "Example Post", "kind": "outlet", **fields})

    assert response.status_code == 422
    assert words in response.content.decode()
    assert Source.objects.count() == 1


def edit(client: Client, one: Source, **fields: str) -> Any:
    address = f"/sources/{one.pk}/edit/"
    seen = client.get(address).context["form"]["seen"].value()
    return client.post(address, {"name": one.name, "kind": one.kind, "seen": seen, **fields})


def test_editing_confirms_the_source(client: Client) -> None:
    one = source("Example Post", suggested=True)

    assert edit(client, one, side="Ruritania").status_code == 303

    one.refresh_from_db()
    assert (one.side, one.suggested) == ("Ruritania", False)


def test_a_source_cannot_become_a_part_of_its_part(client: Client) -> None:
    owner = source("Owner")
    one = source("Example Post", owner)

    response = edit(client, owner, parent="Example Post")

    assert response.status_code == 422
    assert "cannot be a part of itself" in response.content.decode()
    owner.refresh_from_db()
    assert owner.parent is None
    assert one.parent == owner


def test_who_saves_second_sees_both_and_may_save_again(client: Client) -> None:
    one = source("Example Post")
    address = f"/sources/{one.pk}/edit/"
    seen = client.get(address).context["form"]["seen"].value()
    Source.objects.filter(pk=one.pk).update(side="Ruritania", note="by somebody else")

    response = client.post(address, {"name": "Example Post", "kind": "agency", "seen": seen})

    page = response.content.decode()
    assert response.status_code == 409
    assert "Somebody else saved this first" in page
    assert "by somebody else" in page
    assert response.context["form"]["kind"].value() == "agency"  # what was written is still there

    again = client.post(
        address, {"name": "Example Post", "kind": "agency", "seen": response.context["form"]["seen"].value()}
    )
    assert again.status_code == 303
    one.refresh_from_db()
    assert one.kind == "agency"


def marked(alias: SourceAlias) -> str:
    alias.refresh_from_db()
    return mark_of(alias)


def test_a_name_is_added_confirmed_and_removed(client: Client) -> None:
    one = source("Example Post")
    here = f"/sources/{one.pk}/"

    assert client.post(f"{here}aliases/", {"name": " ExPost "}).status_code == 303
    alias = SourceAlias.objects.get()
    assert (alias.name, alias.suggested) == ("ExPost", False)

    SourceAlias.objects.update(suggested=True)
    client.post(f"{here}aliases/{alias.pk}/", {"action": "confirm", "seen": marked(alias)})
    alias.refresh_from_db()
    assert not alias.suggested

    client.post(f"{here}aliases/{alias.pk}/", {"action": "nonsense"})
    assert SourceAlias.objects.exists()

    client.post(f"{here}aliases/{alias.pk}/", {"action": "remove", "seen": marked(alias)})
    assert not SourceAlias.objects.exists()


def test_a_name_that_anybody_has_is_refused(client: Client) -> None:
    one, other = source("Example Post"), source("Other Post")

    for name, words in (
        ("other post", "This is a name of Other Post already."),
        ("EXAMPLE POST", "It is a name of this source already."),
        ("", "This field is required"),
    ):
        response = client.post(f"/sources/{one.pk}/aliases/", {"name": name})

        assert response.status_code == 422
        assert words in response.content.decode()
    assert other.aliases.count() == 0


def test_unknown_sources_and_strangers_aliases_are_not_found(client: Client) -> None:
    one, other = source("Example Post"), source("Other Post")
    alias = SourceAlias.objects.create(source=other, name="OP")

    assert client.get("/sources/999999/").status_code == 404
    assert client.post("/sources/999999/confirm/").status_code == 404
    assert client.post(f"/sources/{one.pk}/aliases/{alias.pk}/", {"action": "remove"}).status_code == 404
    assert SourceAlias.objects.exists()


def test_hostile_names_are_only_shown(client: Client) -> None:
    one = source('<script>alert("1")</script>', note="<img src=x onerror=alert(2)>")

    for address in ("/sources/", f"/sources/{one.pk}/", f"/sources/{one.pk}/edit/"):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
