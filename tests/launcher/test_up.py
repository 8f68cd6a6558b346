"""`manage.py up` as a person meets it: started, interrupted, killed, started again. The tests share one data folder."""

import signal
import socket
import urllib.request
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg2
import pytest

from haidian_policing.launcher import instance
from tests.launcher.household import Up, gone

pytestmark = pytest.mark.xdist_group("up")


def count(up: Up, statement: str) -> int:
    connection = psycopg2.connect(up.environment()["DATABASE_OWNER_URL"])
    with connection, connection.cursor() as cursor:
        cursor.execute(statement)
        number = cursor.fetchone()[0] if cursor.description else 0
    connection.close()
    return number


def test_a_first_start_serves_and_ctrl_c_leaves_nothing(up):
    up.start()
    assert up.ready, up.output
    assert f"http://127.0.0.1:{up.port}/" in up.output
    with urllib.request.urlopen(f"http://127.0.0.1:{up.port}/readyz") as answer:
        assert answer.status == 200
    second = Up(up.data).start()
    assert second.ends() == 1
    assert f"Another copy of the portal runs on the data folder {up.data} (process {up.process.pid})" in second.output
    sockets = Path(parse_qs(urlsplit(up.environment()["DATABASE_URL"]).query)["host"][0])
    assert sockets.is_dir()
    assert up.interrupt() == 0
    assert gone(up.data.parent)
    assert instance.read(up.data) is None
    assert not sockets.exists() or sockets.parent.name == "servers"


def test_a_taken_port_is_named_before_anything_starts(up):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        up.port = taken.getsockname()[1]
        assert up.start().ends() == 1
    assert f"Port {up.port} is taken by another program" in up.output
    assert gone(up.data.parent, 1)


def test_kill_9_of_the_parent_leaves_nothing_and_loses_nothing(up):
    assert up.start().ready, up.output
    count(up, "CREATE TABLE IF NOT EXISTS kept (n int)")
    count(up, "INSERT INTO kept VALUES (1)")
    up.process.kill()
    up.process.communicate()
    up.start()  # at once: it waits for what is still ending
    assert up.ready, up.output
    assert count(up, "SELECT count(*) FROM kept") == 1
    assert up.interrupt() == 0


@pytest.mark.parametrize(("word", "name"), [("bin/postgres", "PostgreSQL"), ("launcher.worker", "worker"), ("granian", "web")])
def test_a_dead_child_ends_the_rest_and_is_named(up, word, name):
    assert up.start().ready, up.output
    instance_folder = up.data.parent
    signalled = up.child(word)
    Up.end(signalled, signal.SIGKILL)
    assert up.ends() == 1
    assert f"{name} ended unexpectedly (signal 9)" in up.output
    assert gone(instance_folder)


def test_a_bad_scale_is_a_mistake_of_usage(up):
    assert up.start("--scale", "7").ends() == 2
