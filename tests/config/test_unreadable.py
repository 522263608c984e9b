"""An address that no text can hold is refused with a page, never with a fault."""

from collections.abc import Callable

import pytest
from django.test import Client

from config.policies import Role


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/terms/?q=%00", "/?q=a%00b", "/articles/?outlet=1&outlet=%00"])
def test_a_nul_in_an_address_is_refused(address: str, client_as: Callable[[Role], Client]) -> None:
    assert client_as(Role.REVIEWER).get(address).status_code == 400


@pytest.mark.django_db
def test_any_other_odd_character_is_only_text(client_as: Callable[[Role], Client]) -> None:
    assert client_as(Role.REVIEWER).get("/terms/", {"q": "\u202e‮é😀"}).status_code == 200
