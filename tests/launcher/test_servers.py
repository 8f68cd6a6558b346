"""The embedded servers: in any folder, for any user, after any end."""

import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest
import redis

from haidian_policing.launcher import keys, places, postgres
from haidian_policing.launcher.bootstrap import ROOT
from haidian_policing.launcher.servers import Servers
from haidian_policing.launcher.trouble import Trouble
from tests.launcher.household import clean_environment, gone

pytestmark = pytest.mark.usefixtures("outside")


def ask(address: str, statement: str) -> list[tuple]:
    connection = psycopg2.connect(address)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
        rows = cursor.fetchall() if cursor.description else []
    connection.close()
    return rows


def servers_in(data: Path) -> Servers:
    prepared = places.prepare(data)
    return Servers(prepared, keys.load(data, database_exists=(prepared.postgres / "PG_VERSION").exists()))


@pytest.fixture
def started(folder: Path) -> Iterator[tuple[Servers, dict[str, str]]]:
    servers = servers_in(folder / "var")
    given = servers.start()
    yield servers, given
    servers.stop()


def modes(top: Path) -> dict[Path, int]:
    """Permissions of a folder, its parents and everything in it."""
    return {path: stat.S_IMODE(path.lstat().st_mode) for path in (top, *top.parents, *top.rglob("*"))}


def test_chinese_is_searched_and_the_app_role_cannot_change_tables(started):
    _, given = started
    owner, app = given["DATABASE_OWNER_URL"], given["DATABASE_URL"]
    assert ask(app, "SELECT cardinality(show_trgm('派出所')) > 0, '治安' ILIKE '%安', 'Ａ' = 'ａ'::citext") == [(True, True, True)]
    ask(owner, "CREATE TABLE note (id int GENERATED ALWAYS AS IDENTITY, words text)")
    ask(app, "INSERT INTO note (words) VALUES ('记录')")
    assert ask(app, "SELECT words FROM note") == [("记录",)]
    for forbidden in ("DROP TABLE note", "ALTER TABLE note ADD x int", "CREATE TABLE other (x int)", "TRUNCATE note"):
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            ask(app, forbidden)
    assert redis.from_url(given["REDIS_URL"]).ping()


def test_only_sockets_are_open_and_only_to_this_user(started):
    servers, given = started
    assert ask(given["DATABASE_URL"], "SELECT current_setting('listen_addresses')") == [("",)]
    assert stat.S_IMODE(servers.places.run.stat().st_mode) == 0o700
    assert len(os.fsencode(servers.valkey.socket)) < 108


def test_secrets_are_for_their_owner(started):
    servers, _ = started
    assert stat.S_IMODE((servers.places.data / keys.FILE).stat().st_mode) == 0o600


def test_committed_rows_outlive_kill_9(folder):
    servers = servers_in(folder / "var")
    given = servers.start()
    ask(given["DATABASE_OWNER_URL"], "CREATE TABLE kept AS SELECT 42 AS number")
    for server in servers.running:
        server.process.kill()
        server.process.wait()
    again = servers_in(folder / "var")
    given = again.start()
    try:
        assert ask(given["DATABASE_URL"], "SELECT number FROM kept") == [(42,)]
        assert redis.from_url(given["REDIS_URL"]).ping()
    finally:
        again.stop()


def test_a_stranger_with_the_old_pid_does_not_keep_it_from_starting(folder):
    first = servers_in(folder / "var")
    first.start()
    lock = first.places.postgres / "postmaster.pid"
    first.postgres.process.kill()
    first.postgres.process.wait()
    first.stop()
    lines = lock.read_text().splitlines()
    lock.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    again = servers_in(folder / "var")
    given = again.start()
    again.stop()
    assert given["DATABASE_URL"]


def test_nothing_outlives_a_killed_parent(folder):
    code = f"""
import sys, time, pathlib
from haidian_policing.launcher import keys, places
from haidian_policing.launcher.servers import Servers
data = pathlib.Path({str(folder / "var")!r})
Servers(places.prepare(data), keys.load(data)).start()
print("up", flush=True)
time.sleep(600)
"""
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=clean_environment(), stdout=subprocess.PIPE, text=True)
    assert parent.stdout.readline() == "up\n"
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    assert gone(folder)


def test_no_permission_is_loosened(folder):
    private = folder / "private"
    private.mkdir(mode=0o700)
    data = private / "var"
    before = modes(private)
    servers = servers_in(data)
    servers.start()
    servers.stop()
    try:
        after = modes(private)
        assert {path: after[path] for path in before} == before
        assert not [path for path, mode in after.items() if path not in before and mode & 0o022 and not path.is_symlink()]
    finally:
        if (link := data / "servers").is_symlink():
            shutil.rmtree(link.resolve())


def test_where_the_servers_user_cannot_enter_their_files_lie_elsewhere(folder):
    """Started by root below a closed folder; an ordinary user runs the servers himself and keeps them in the data folder."""
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    prepared = places.prepare(closed / "var")
    try:
        assert (closed / "var" / "servers").is_symlink() == (os.geteuid() == 0)
        assert prepared.servers.stat().st_uid == (prepared.servant.uid if prepared.servant else os.geteuid()) != 0
        assert places.prepare(closed / "var").servers == prepared.servers
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    finally:
        shutil.rmtree(prepared.servers)


def test_another_version_is_refused_untouched(folder):
    data = folder / "var"
    database = places.prepare(data).postgres
    database.mkdir()
    (database / "PG_VERSION").write_text("9\n")
    keys.load(data)
    with pytest.raises(Trouble, match="made by PostgreSQL 9"):
        servers_in(data).start()
    assert [path.name for path in database.iterdir()] == ["PG_VERSION"]


def test_a_folder_of_something_else_is_refused(folder):
    data = folder / "var"
    database = places.prepare(data).postgres
    database.mkdir()
    (database / "照片.jpg").touch()
    with pytest.raises(Trouble, match="holds files but no PostgreSQL"):
        servers_in(data).start()


def test_lost_secrets_are_named(started):
    servers, _ = started
    (servers.places.data / keys.FILE).unlink()
    with pytest.raises(Trouble, match=r"secrets\.json is missing"):
        servers_in(servers.places.data)


def test_broken_secrets_are_named(folder):
    (folder / keys.FILE).write_text("{")
    with pytest.raises(Trouble, match="cannot be read as the portal's secrets"):
        keys.load(folder)


def test_a_database_that_does_not_hear_chinese_is_refused(started):
    servers, _ = started
    admin = postgres.url(servers.places.run, "postgres", servers.secrets["postgres"], "template1")
    provider = "LOCALE_PROVIDER libc" if servers.postgres.programs.major >= 15 else ""
    ask(admin, f"CREATE DATABASE deaf TEMPLATE template0 {provider} LC_COLLATE 'C' LC_CTYPE 'C'")
    deaf = postgres.url(servers.places.run, "postgres", servers.secrets["postgres"], "deaf")
    with pytest.raises(Trouble, match="LC_CTYPE=C"):
        postgres.refuse_unfit(deaf)


@pytest.mark.parametrize(
    ("name", "address", "words"),
    [
        ("DATABASE_URL", "postgres://x:y@127.0.0.1:1/z", "DATABASE_URL cannot be used"),
        ("REDIS_URL", "redis://127.0.0.1:1/0", "REDIS_URL cannot be reached"),
    ],
)
def test_a_named_server_that_is_away_is_named(folder, monkeypatch, name, address, words):
    monkeypatch.setenv(name, address)
    with pytest.raises(Trouble, match=words):
        servers_in(folder / "var").start()
    assert gone(folder)


def test_long_paths_get_short_sockets(folder):
    prepared = places.prepare(folder / ("very-long-name-" * 8) / "var")
    assert len(os.fsencode(prepared.run / ".s.PGSQL.5432")) < 108


def test_no_room_is_said_before_anything_starts(folder, monkeypatch):
    monkeypatch.setattr(places, "_NEEDED_MB", 10**9)
    with pytest.raises(Trouble, match=r"is full \(\d+ MB free\)"):
        places.prepare(folder / "var")


def test_a_full_disk_is_told_apart_from_a_missing_permission(folder):
    full = places.trouble_of(OSError(28, "No space left on device"), folder)
    forbidden = places.trouble_of(PermissionError(13, "Permission denied", "/x"), folder)
    assert "full" in str(full)
    assert "may not write in /x" in str(forbidden)
