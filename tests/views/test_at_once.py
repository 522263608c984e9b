"""
Two people save the same at the same moment: what the second one saw is compared once the first one has let go.

The first saves and has not yet committed when the post of the second comes in, over a connection of its own. The second
has to wait at the row that both change: a mark compared before the lock would let it save over the first.
"""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from config.policies import Role
from tests.views.second_savers import Stale
from tests.views.test_second_saver import OVERWRITES, both

pytestmark = pytest.mark.django_db(transaction=True)
ClientAs = Callable[[Role], Client]

#: Longest that the second one is waited for, in seconds, on a machine that does other things as well.
PATIENCE = 60.0

WAITING = """SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"""


def meanwhile(stale: Stale, client: Client) -> HttpResponse:
    """Answer the second post, sent while the first save is made and not yet committed."""
    answers: list[HttpResponse] = []

    def second() -> None:
        try:
            answers.append(client.post(stale.url, stale.data))
        finally:
            connection.close()

    thread = threading.Thread(target=second)
    with transaction.atomic():
        stale.first()
        thread.start()
        _until_it_waits(thread)
    thread.join(PATIENCE)
    return answers[0]


def _until_it_waits(thread: threading.Thread) -> None:
    """Go on once the second one waits for a lock, or is through without having waited for any."""
    deadline = time.monotonic() + PATIENCE
    while thread.is_alive() and time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")  # within a transaction the view is read once
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)


#: These are about one and the same pair of claims: one to a test. The others are shared out among them.
PAIRS = ["relation_decide", "claims_relate", "pair_axes", "pair_sense", "pair_terms"]
OTHERS = sorted(OVERWRITES.keys() - set(PAIRS))


@pytest.mark.parametrize("names", [[pair, *OTHERS[start :: len(PAIRS)]] for start, pair in enumerate(PAIRS)])
def test_of_two_who_save_at_once_the_second_is_shown_both_versions(
    client_as: ClientAs, names: list[str]
) -> None:
    lost: dict[str, Any] = {}
    for name in names:
        with transaction.atomic():
            stale = OVERWRITES[name]()

        response = meanwhile(stale, client_as(stale.role))

        if response.status_code != 409:
            lost[name] = response.status_code
        elif stale.theirs not in both(response) or stale.yours not in both(response):
            lost[name] = both(response)
    assert lost == {}
