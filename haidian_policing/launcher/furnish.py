"""Run by `up` before anything is served: tables, translations, starting content and, in an empty database, the demonstration."""

import argparse
import gc
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import checks
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from haidian_policing.bulk.owner import as_owner
from haidian_policing.launcher.progress import Progress
from haidian_policing.launcher.trouble import Trouble
from haidian_policing.launcher.words import say


def main(arguments: list[str]) -> int:
    """Furnish the database named by the environment; 0 when the portal can be served."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--empty", action="store_true")
    parser.add_argument("--scale", default="")
    chosen = parser.parse_args(arguments)
    django.setup()
    try:
        _furnish(empty=chosen.empty or settings.PROFILE == "production", scale=chosen.scale)
    except CommandError as error:
        print(error, file=sys.stderr)
        return 1
    except OperationalError as error:
        print(f"✗ {Trouble('database_away', words=error)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _furnish(*, empty: bool, scale: str) -> None:
    with Progress(say("translating")):
        call_command("messages", "--compile", stdout=io.StringIO())
    with as_owner():
        _migrate()
        call_command("grants", stdout=io.StringIO())
    with Progress(say("seeding")), transaction.atomic():
        call_command("seed", stdout=io.StringIO())
    if not get_user_model().objects.exists():
        _first_people(empty=empty, scale=scale)
    _refuse_unsound()
    if settings.PROFILE == "production":
        call_command("collectstatic", interactive=False, verbosity=0)
    if settings.PROFILE == "demonstration":
        call_command("accounts")


def _first_people(*, empty: bool, scale: str) -> None:
    """Either one administrator or a whole district; all of it or nothing, so that an interrupted start begins again."""
    if empty:
        asks = sys.stdin.isatty()
        print(say("first_administrator" if asks else "first_administrator_later"), flush=True)
        if asks:
            call_command("first_admin")
        return
    print(say("demonstrating"), flush=True)
    call_command("demo", *(["--scale", scale] if scale else []))
    if not scale or float(scale) < 1:
        print(say("part_of_district"), flush=True)


def _refuse_unsound() -> None:
    """What Django's checks call an error, the database's among them; warnings are for `manage.py check`."""
    errors = [message for message in checks.run_checks(databases=["default"]) if message.is_serious() and not message.is_silenced()]
    if errors:
        raise CommandError("\n".join(map(str, errors)))


def _migrate() -> None:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not waiting:
        return
    weights = [len(migration.operations) + 1 for migration, _ in waiting]
    with Progress(say("migrating"), sum(weights)) as progress, _rarely_collecting():
        call_command("migrate", interactive=False, verbosity=1, stdout=_Counter(progress, weights))


@contextmanager
def _rarely_collecting() -> Iterator[None]:
    """Django renders all models anew after every operation, knots that the collector would look through thousands of times."""
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


class _Counter(io.StringIO):
    """Django says OK once for every migration; every eighth time what it left behind is taken away."""

    def __init__(self, progress: Progress, weights: list[int]) -> None:
        super().__init__()
        self.progress, self.weights, self.done = progress, iter(weights), 0

    def write(self, text: str) -> int:
        for _ in range(text.count(" OK")):
            self.progress.step(next(self.weights, 0))
            self.done += 1
            if self.done % 8 == 0:
                gc.collect()
        return len(text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
