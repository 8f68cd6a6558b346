"""What kinds of job and of message exist: the apps declare them as JOBS and TOPICS in their rooms."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils.functional import SimpleLazyObject

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class JobKind:
    """A kind of long work: `run(job, progress)` returns a JSON result; `may` is asked again when it runs (None: the system's own)."""

    code: str
    label: "StrOrPromise"
    run: Callable
    may: str | None = None


@dataclass(frozen=True)
class Topic:
    """A kind of outbox message: `deliver(message)` must have its effect once however often it is called."""

    code: str
    deliver: Callable


def _declared(name: str) -> dict:
    """Collect a tuple named JOBS or TOPICS from the `notices` and `tasks` rooms of the installed apps."""
    found: dict[str, Any] = {}
    for config in apps.get_app_configs():
        for room in ("notices", "tasks"):
            if _exists(config.path, room):
                found |= {row.code: row for row in getattr(import_module(f"{config.name}.{room}"), name, ())}
    return found


def _exists(root: str, room: str) -> bool:
    return (Path(root) / f"{room}.py").exists() or (Path(root) / room / "__init__.py").exists()


JOB_KINDS: Any = SimpleLazyObject(lambda: _declared("JOBS"))
TOPICS: Any = SimpleLazyObject(lambda: _declared("TOPICS"))
