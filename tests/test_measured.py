"""Every page is measured: `make bench` asks for each address that answers a GET."""

import pytest
from django.test import Client

from config.policies import Role
from tests.bench.addresses import PAGES
from tests.test_roles import ADDRESSES, MATRIX, ClientAs, address


def measured() -> set[str]:
    """The names of the addresses; what follows a comma or "of a" says what is asked of one."""
    return {name.split(",")[0].split(" of ")[0] for name in PAGES}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_a_page_is_measured(name: str, client_as: ClientAs) -> None:
    role = next(one for one in Role if one in MATRIX[ADDRESSES[name]])
    client: Client = client_as(role)

    takes_get = client.get(address(name)).status_code != 405

    assert (name in measured()) == takes_get
