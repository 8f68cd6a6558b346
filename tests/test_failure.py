"""What a reader is told while PostgreSQL is away, and how soon the portal is itself again."""

import time

import psycopg2
import pytest
from django.db import close_old_connections, connection
from django.test import Client
from django.urls import reverse

from tests.cast import assemble


def end_our_session() -> None:
    """PostgreSQL ends the session of this test, as it does with all of them when it is restarted."""
    key = connection.connection.info.backend_pid
    other = psycopg2.connect(**connection.get_connection_params())
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [key])
    other.close()
    time.sleep(0.1)


def served(client: Client, address: str):
    """One answer, and what the server does after each: drop the connection that failed."""
    answer = client.get(address)
    close_old_connections()
    return answer


@pytest.fixture
def officer(transactional_db) -> Client:
    cast = assemble()
    return cast.client(cast.officer, raise_request_exception=False)


@pytest.mark.requirement("R47")
def test_a_lost_session_costs_one_answer_in_plain_words(officer):
    address = reverse("grids:grid_list")
    assert officer.get(address).status_code == 200
    end_our_session()
    answers = [served(officer, address) for _ in range(3)]
    lost = [answer for answer in answers if answer.status_code != 200]
    assert all(answer.status_code == 503 and answer.headers["Retry-After"] for answer in lost)
    assert answers[-1].status_code == 200


@pytest.mark.requirement("R47")
def test_while_the_server_is_away_every_page_says_so_and_asks_to_return(officer, tmp_path, monkeypatch):
    address = reverse("grids:grid_list")
    connection.close()
    with monkeypatch.context() as away:
        away.setitem(connection.settings_dict, "HOST", str(tmp_path))
        answer = served(officer, address)
        ready = Client().get(reverse("readyz"))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "数据库" in answer.content.decode() or "稍后" in answer.content.decode()
    assert ready.status_code == 503
    connection.close()
    assert officer.get(address).status_code == 200
