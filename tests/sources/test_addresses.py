"""One article, one address: only what cannot change the page is dropped."""

import pytest

from sources.acquisition.addresses import canonical_url
from sources.acquisition.found import Unreadable


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("https://example.org/a", "https://example.org/a"),
        (" HTTPS://Example.ORG/A ", "https://example.org/A"),  # a path may depend on case
        ("https://example.org", "https://example.org/"),
        ("https://example.org:443/a#part", "https://example.org/a"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
        ("https://example.org/a?utm_source=x&id=7&fbclid=y", "https://example.org/a?id=7"),
        ("https://example.org/a?b=2&a=1", "https://example.org/a?b=2&a=1"),  # order may matter
        ("https://example.org/a?q=a%20b&empty=", "https://example.org/a?q=a%20b&empty="),
        ("https://example.org/été", "https://example.org/%C3%A9t%C3%A9"),
        ("https://example.org/%C3%A9t%C3%A9", "https://example.org/%C3%A9t%C3%A9"),
        ("https://bücher.example/a b", "https://xn--bcher-kva.example/a%20b"),
        ("http://[2001:db8::1]/a", "http://[2001:db8::1]/a"),
        (
            "https://user:secret@example.org/a",
            "https://example.org/a",
        ),  # a password is no part of the article
        ("https://example.org./a", "https://example.org/a"),
    ],
)
def test_it_writes_an_address_in_one_way(address: str, canonical: str) -> None:
    assert canonical_url(address) == canonical
    assert canonical_url(canonical) == canonical


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org/a",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://",
        "https:///a",
        "http://[broken",
        "http://exa mple.org/",
        "http://example.org:99999/",
        "http://<script>/",
        "https://example.org/" + "a" * 2000,
        "https://" + "ü" * 300 + ".example/",
        "\0",
    ],
)
def test_what_is_no_web_address_is_refused(address: str) -> None:
    with pytest.raises(Unreadable, match="no web address"):
        canonical_url(address)
