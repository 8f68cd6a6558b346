"""The embedded servers of one data folder: what the environment does not name is started here."""

import contextlib
import os
from collections.abc import Mapping

from haidian_policing.launcher import postgres, valkey
from haidian_policing.launcher.binaries import find_postgres, find_valkey
from haidian_policing.launcher.places import Places


class Servers:
    """PostgreSQL and Valkey of one data folder; those that the environment names by URL are used as they are."""

    def __init__(self, places: Places, secrets: Mapping[str, str], *, for_tests: bool = False) -> None:
        self.places, self.secrets, self.for_tests = places, dict(secrets), for_tests
        self.postgres: postgres.Server | None = None
        self.valkey: valkey.Server | None = None

    def start(self) -> dict[str, str]:
        """Start what is missing; returns the environment by which it is reached."""
        try:
            return {**self._start_postgres(), **self._start_valkey()}
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Valkey first: PostgreSQL holds the truth and goes last."""
        for server in (self.valkey, self.postgres):
            if server:
                server.stop()
        self.tidy()

    def tidy(self) -> None:
        """Take away a folder for sockets that had to lie elsewhere; when a killed server left its socket there, the next start needs it."""
        if self.places.run.parent != self.places.servers:
            with contextlib.suppress(OSError):
                self.places.run.rmdir()

    def _start_postgres(self) -> dict[str, str]:
        if given := os.environ.get("DATABASE_URL"):
            postgres.refuse_unfit(given)
            return {"DATABASE_URL": given, "DATABASE_OWNER_URL": os.environ.get("DATABASE_OWNER_URL", given)}
        settings = postgres.UNSAFE if self.for_tests else None
        self.postgres = postgres.Server(self.places, find_postgres(self.places.servant), self.secrets, settings)
        self.postgres.start(may_create_databases=self.for_tests)
        app, owner = (postgres.url(self.places.run, role, self.secrets[role]) for role in ("portal_app", "portal_owner"))
        return {"DATABASE_URL": owner if self.for_tests else app, "DATABASE_OWNER_URL": owner}

    def _start_valkey(self) -> dict[str, str]:
        if given := os.environ.get("REDIS_URL"):
            valkey.refuse_unfit(given)
            return {"REDIS_URL": given}
        self.valkey = valkey.Server(self.places, find_valkey(self.places.servant), durable=not self.for_tests)
        self.valkey.start()
        return {"REDIS_URL": self.valkey.url}

    @property
    def running(self) -> tuple[postgres.Server | valkey.Server, ...]:
        """Those that were started here, oldest first."""
        return tuple(server for server in (self.postgres, self.valkey) if server)
