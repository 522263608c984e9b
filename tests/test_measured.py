"""Every page is measured: `make bench` asks for each address that answers a GET."""

import pytest

from config.policies import Role
from tests.bench.addresses import PAGES
from tests.conftest import undone
from tests.test_roles import ADDRESSES, ClientAs, address, first_allowed


def measured() -> set[str]:
    """The names of the addresses; what follows a comma or "of a" says what is asked of one."""
    return {name.split(",")[0].split(" of ")[0] for name in PAGES}


@pytest.mark.django_db
def test_every_page_is_measured(client_as: ClientAs) -> None:
    clients = {role: client_as(role) for role in Role}
    taking_get = set()
    for name in ADDRESSES:
        with undone():
            if clients[first_allowed(name)].get(address(name)).status_code != 405:
                taking_get.add(name)

    assert measured() & ADDRESSES.keys() == taking_get
