"""Who is asking is planned once for each connection, whichever thread and however often it was lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from haidian_policing.organisation.sets import asking

pytestmark = pytest.mark.django_db(transaction=True)


def test_threads_ask_in_turn_and_a_lost_connection_asks_anew(cast):
    with ThreadPoolExecutor(1) as other:
        ask = lambda: asking(cast.officer.pk, timezone.now())  # noqa: E731
        for _ in range(3):
            assert ask() == other.submit(ask).result() == cast.officer
        connection.close()
        assert ask() == other.submit(ask).result() == cast.officer
        other.submit(lambda: connection.close()).result()  # its own
