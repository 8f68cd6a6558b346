"""One embedded PostgreSQL: made, started, given its two roles and its database, stopped."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import quote

import psycopg2

from haidian_policing.launcher.binaries import OLDEST, Postgres
from haidian_policing.launcher.places import Places, check_room, make
from haidian_policing.launcher.processes import alive, spawn, stop, tail, wait_until
from haidian_policing.launcher.trouble import Trouble

DATABASE = "portal"
EXTENSIONS = ("pg_trgm", "btree_gist", "unaccent", "citext")
UNSAFE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}  # for tests: quick, and lost with the machine
_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "shared_buffers": "256MB",
    # a folder of its own that is never replicated: little log is kept beside the data, and what is built anew is not logged at all
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "wal_compression": "on",
    "min_wal_size": "32MB",
    "max_wal_size": "80MB",
    "checkpoint_warning": "0",
    "random_page_cost": "1.1",
    "log_timezone": "Asia/Shanghai",
    "timezone": "Asia/Shanghai",
    "log_line_prefix": "%m [%p] %u@%d ",
}


def url(run: Path, role: str, password: str, database: str = DATABASE) -> str:
    """A libpq address over the socket; the folder is a parameter because a host name would be lower-cased."""
    return f"postgres://{role}:{quote(password, safe='')}@/{database}?host={quote(str(run))}"


def refuse_unfit(address: str) -> None:
    """Whether a PostgreSQL that was named by its address will do: it answers, is new enough and hears Chinese."""
    try:
        with _connected(address) as run:
            [(number, version)] = run("SELECT current_setting('server_version_num')::int / 10000, current_setting('server_version')")
            if number < OLDEST:
                raise Trouble("old_postgres", version=version, folder="DATABASE_URL")
            refuse_deaf_locale(run)
    except psycopg2.OperationalError as error:
        raise Trouble("database_away", words=str(error).strip()) from error


class Server:
    """A PostgreSQL process on `places.postgres`."""

    name = "PostgreSQL"

    def __init__(self, places: Places, programs: Postgres, passwords: dict[str, str], settings: dict[str, str] | None = None) -> None:
        self.places, self.programs, self.passwords = places, programs, passwords
        self.settings = {**_SETTINGS, **_shared_memory(), **(settings or {})}
        self.log = places.logs / "postgres.log"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, *, may_create_databases: bool = False) -> None:
        """Make the data folder if need be, start, and make roles and database if need be."""
        self._check_version()
        if not self._version_file.exists():
            self._make()
        self._clear_stale_lock()
        self._launch()
        self._furnish(may_create_databases)

    def stop(self) -> None:
        """Fast shutdown; every committed row is on disk before it ends."""
        if self.process:
            stop(self.process, (signal.SIGINT, 60), (signal.SIGQUIT, 10))

    @property
    def _version_file(self) -> Path:
        return self.places.postgres / "PG_VERSION"

    def _check_version(self) -> None:
        folder = self.places.postgres
        with contextlib.suppress(FileNotFoundError):
            found = self._version_file.read_text("ascii").strip()
            if found != str(self.programs.major):
                raise Trouble("other_version", folder=folder, found=found, ours=self.programs.major)
            return
        if folder.is_dir() and any(folder.iterdir()):
            raise Trouble("not_a_database", folder=folder)

    def _make(self) -> None:
        """Run initdb in a folder beside the wanted one and rename it: a data folder is complete or not there."""
        half = Path(tempfile.mkdtemp(prefix="initdb-", dir=self.places.servers))
        secret = half / "password"
        cluster = half / "postgres"
        secret.write_text(self.passwords["postgres"] + "\n", "utf-8")
        if servant := self.places.servant:
            for path in (half, secret):
                os.chown(path, servant.uid, servant.gid)
        provider = ["--locale-provider=builtin"] if self.programs.major >= 17 else []
        command: list[str | Path] = [
            *(self.programs.folder / "initdb", "--pgdata", cluster, "--username=postgres", f"--pwfile={secret}"),
            *("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions", *provider),
        ]
        try:
            if self._run(command).wait() != 0:
                raise self._failed()
            with contextlib.suppress(FileNotFoundError):
                self.places.postgres.rmdir()
            cluster.rename(self.places.postgres)
        finally:
            shutil.rmtree(half, ignore_errors=True)

    def _run(self, command: list[str | Path]) -> subprocess.Popen[bytes]:
        env = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "HOME": "/"}
        return spawn(command, log=self.log, env=env, cwd=self.places.servers, servant=self.places.servant, when_orphaned=signal.SIGINT)

    def _clear_stale_lock(self) -> None:
        """After kill -9 of everything the pid in postmaster.pid may belong to a stranger, for whom PostgreSQL would wait for ever."""
        lock = self.places.postgres / "postmaster.pid"
        with contextlib.suppress(FileNotFoundError, ValueError, IndexError):
            pid = int(lock.read_text().splitlines()[0])
            if not wait_until(lambda: not self._is_ours(pid), 30):
                raise Trouble("another_copy", folder=self.places.data, pid=pid)
            if alive(pid):
                lock.unlink()

    def _is_ours(self, pid: int) -> bool:
        """Whether the process is a postmaster of this folder: PostgreSQL works inside its data folder."""
        with contextlib.suppress(OSError):
            return Path(f"/proc/{pid}/cwd").readlink() == self.places.postgres
        return alive(pid) and not Path("/proc/self").exists()

    def _launch(self) -> None:
        make(self.places.run, 0o700, self.places.servant)
        options = [f"--{name}={value}" for name, value in self.settings.items()]
        self.process = self._run([self.programs.folder / "postgres", "-D", self.places.postgres, "-k", self.places.run, *options])
        if not wait_until(lambda: self._ready() or self._ended(), 600) or not self._ready():
            self.stop()
            raise self._failed()

    def _ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def _ready(self) -> bool:
        """PostgreSQL writes its state into the eighth line of postmaster.pid."""
        with contextlib.suppress(OSError, IndexError):
            lines = (self.places.postgres / "postmaster.pid").read_text().splitlines()
            return self.process is not None and lines[0] == str(self.process.pid) and lines[7].strip() == "ready"
        return False

    def _failed(self) -> Trouble:
        check_room(self.places.servers)
        words = tail(self.log)
        if "No space left on device" in words:
            return Trouble("disk_full", folder=self.places.servers, free=0)
        return Trouble("server_failed", server="PostgreSQL", log=self.log, words=words)

    def _furnish(self, may_create_databases: bool) -> None:
        """Roles, template and database; every statement may run again."""
        try:
            with _connected(self._url("postgres", "template1")) as run:
                have = {name for (name,) in run("SELECT rolname FROM pg_roles")}
                for role in ("portal_owner", "portal_app"):
                    verb = "ALTER" if role in have else "CREATE"
                    run(f"{verb} ROLE {role} LOGIN PASSWORD %s", [self.passwords[role]])
                run(f"ALTER ROLE portal_owner {'CREATEDB' if may_create_databases else 'NOCREATEDB'}")
                for statement in _TEMPLATE:
                    run(statement)
                if not run("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]):
                    run(f"CREATE DATABASE {DATABASE} OWNER portal_owner")
            with _connected(self._url("postgres")) as run:
                refuse_deaf_locale(run)
        except psycopg2.OperationalError as error:
            self.stop()
            raise Trouble("server_failed", server="PostgreSQL", log=self.log, words=error) from error
        except Trouble:
            self.stop()
            raise

    def _url(self, role: str, database: str = DATABASE) -> str:
        return url(self.places.run, role, self.passwords[role], database)


# The template carries what every database made from it needs: pytest's and the portal's own. The app role reads and
# writes rows of tables that the owner makes; it can neither alter nor drop them.
_TEMPLATE = (
    *(f"CREATE EXTENSION IF NOT EXISTS {name}" for name in EXTENSIONS),
    "GRANT USAGE ON SCHEMA public TO portal_app",
    "ALTER DEFAULT PRIVILEGES FOR ROLE portal_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO portal_app",
    "ALTER DEFAULT PRIVILEGES FOR ROLE portal_owner GRANT USAGE, SELECT ON SEQUENCES TO portal_app",
)


@contextlib.contextmanager
def _connected(address: str):
    """A function that runs one statement and returns its rows; every statement commits by itself."""
    connection = psycopg2.connect(address)
    connection.autocommit = True

    def run(statement: str, given: list[str] | None = None) -> list[tuple]:
        with connection.cursor() as cursor:
            cursor.execute(statement, given)
            return cursor.fetchall() if cursor.description else []

    try:
        yield run
    finally:
        connection.close()


def refuse_deaf_locale(run) -> None:
    """Refuse a database in which Chinese letters are no letters (LC_CTYPE=C): trigram search would find nothing, silently."""
    [(hears, locale)] = run("SELECT '派出所' ~ '^[[:alpha:]]+$', datctype FROM pg_database WHERE datname = current_database()")
    if not hears:
        raise Trouble("unclean_locale", locale=locale)


def _shared_memory() -> dict[str, str]:
    """Containers often have a /dev/shm of 64 MB, too small for parallel queries: then memory is shared through files."""
    with contextlib.suppress(OSError):
        return {"dynamic_shared_memory_type": "mmap"} if shutil.disk_usage("/dev/shm").free < 256 * 2**20 else {}
    return {}
