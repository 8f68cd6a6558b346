"""The history of things as one story: who did or changed what, when, from what to what, why.

A noun with an event ledger is told by its events, master data by the row-history triggers.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from itertools import groupby
from typing import Any

import pghistory.models
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from haidian_policing.phrasing import clauses, told
from haidian_policing.replay import replayed

MINOR = frozenset(
    {"id", "session_epoch", "password_changed_at", "password_expires_at", "must_change_password", "phone_hash", "is_superuser", "initials"}
)


@dataclass(frozen=True)
class Change:
    """One column of one row: its label, and both values in words."""

    label: str
    before: str
    after: str


@dataclass
class Entry:
    """One write of one row, as `ui.timeline` draws it."""

    at: datetime
    who: str
    what: str
    changes: list[Change] = field(default_factory=list)
    tone: str = "neutral"
    why: str = ""
    marks: list[str] = field(default_factory=list)

    @property
    def note(self) -> str:
        changed = (told(row.label, f"{row.before} → {row.after}" if row.before else row.after) for row in self.changes)
        return "\n".join(filter(None, (clauses(changed), self.why)))


def history_of(*things: models.Model, hidden: frozenset[str] = frozenset()) -> list[Entry]:
    """The story of these things, newest first; `hidden` names columns whose values the reader may not see.

    As many statements for many rows of a kind as for two.
    """
    entries = [entry for kind, rows in _by_kind(things) for entry in _teller(kind, rows, hidden).entries()]
    placed = sorted(enumerate(entries), key=lambda pair: (pair[1].at, pair[0]), reverse=True)  # one transaction has one time
    return [entry for _place, entry in placed]


FEWEST = 3  # things that somebody treated alike at one moment, from which on they are one line


def label_of(column: models.Field) -> str:
    return _("Last day") if _lasts(column) else capfirst(str(column.verbose_name))


def words_of(column: models.Field, value) -> str:
    """What a column holds, as people say it: the end of something dated is told by its last day."""
    if value is None or value == "":
        return "-"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, date) and _lasts(column):
        return str(value - timedelta(days=1))
    return str(dict(column.flatchoices).get(value, value))


def _lasts(column: models.Field) -> bool:
    """Whether it holds the day after the last, as `ends` of every dated row does."""
    return column.name == "ends" and column.get_internal_type() == "DateField"


def by_day(events) -> list[tuple[date, list[tuple[Any, list]]]]:
    """[(day, [(event, those told with it)])] in the order given: what was done to many things at once is one line."""
    lines: list[tuple[Any, list]] = []
    for _same, group in groupby(events, key=lambda event: [_of(event, name) for name in ("at", "who", "what")]):
        first, *rest = group
        lines += [(first, rest)] if len(rest) + 1 >= FEWEST else [(event, []) for event in (first, *rest)]
    return [(day, list(group)) for day, group in groupby(lines, key=lambda line: timezone.localdate(_of(line[0], "at")))]


def _of(event, name: str):
    return event[name] if isinstance(event, dict) else getattr(event, name)


def _teller(kind: type[models.Model], rows: list, hidden: frozenset[str]):
    return _Ledger(kind, rows) if hasattr(kind, "lifecycle") else _Story(kind, rows, hidden)


def _by_kind(things) -> Iterator[tuple[type[models.Model], list]]:
    def label(thing):
        return thing._meta.label

    return ((rows[0].__class__, rows) for rows in (list(group) for _label, group in groupby(sorted(things, key=label), label)))


def event_model_of(kind: type[models.Model]) -> type[models.Model]:
    """The history table of a tracked model."""
    if kind not in _histories():
        raise LookupError(f"{kind._meta.label} keeps no history")
    return _histories()[kind]


@cache
def _histories() -> dict[type[models.Model], type[models.Model]]:
    events = (model for model in apps.get_models() if issubclass(model, pghistory.models.Event))
    return {tracked: model for model in events if (tracked := getattr(model, "pgh_tracked_model", None))}


@replayed
def _steps(kind: type[models.Model], *, things: list[int]):
    ledger = kind._meta.get_field("events").related_model
    return ledger._default_manager.filter(subject__in=things).select_related("actor", "on_behalf").order_by("pk")


@replayed
def _writes(kind: type[models.Model], *, things: list[int]):
    return event_model_of(kind)._default_manager.filter(pgh_obj__in=things).select_related("pgh_context").order_by("pgh_id")


@replayed
def _named(kind: type[models.Model], *, keys: list[int]):
    return kind._default_manager.filter(pk__in=keys)


class _Ledger:
    """The story of several things of one model with an event ledger."""

    def __init__(self, kind: type[models.Model], rows: list):
        self.kind, self.rows = kind, rows

    def entries(self) -> Iterator[Entry]:
        return (self._entry(event) for event in _steps(self.kind, things=[row.pk for row in self.rows]))

    def _entry(self, event) -> Entry:
        lifecycle = self.kind.lifecycle
        step, label = lifecycle.get(event.verb), lifecycle.states
        moved = event.from_state and event.from_state != event.to_state
        changes = [Change(_("State"), str(label(event.from_state).label), str(label(event.to_state).label))] if moved else []
        marks = [_("entered for %(name)s") % {"name": event.on_behalf.name}] if event.on_behalf else []
        what = step.label if step else lifecycle.begins.get(event.verb, event.verb)
        who = event.actor.name if event.actor else _("The system")
        return Entry(event.at, who, str(what), changes, step.tone if step else "active", event.note, marks)


def compared(row, column: models.Field):
    """What tells whether a value changed: the same text sealed anew has other bytes, but the hash that it had."""
    hashed = column.attname.replace("_sealed", "_hash")
    return getattr(row, hashed if hasattr(row, hashed) else column.attname)


class _Story:
    """The story of several rows of one model."""

    def __init__(self, kind: type[models.Model], rows: list, hidden: frozenset[str]):
        self.kind, self.rows, self.hidden = kind, {row.pk: row for row in rows}, hidden

    @cached_property
    def events(self) -> list:
        return _writes(self.kind, things=list(self.rows))

    @cached_property
    def columns(self) -> list[models.Field]:
        tracked = {column.name for column in event_model_of(self.kind)._meta.fields}
        return [column for column in self.kind._meta.fields if column.name in tracked and column.name not in MINOR]

    @cached_property
    def people(self) -> dict[str, str]:
        keys = {self._actor(event) for event in self.events} - {None}
        return {str(row.pk): row.name for row in _named(get_user_model(), keys=sorted(keys))}

    @cached_property
    def linked(self) -> dict[str, dict]:
        """For each foreign key the rows that its values name."""
        found = {}
        for column in self.columns:
            if column.many_to_one:
                keys = {getattr(event, column.attname) for event in self.events} - {None}
                found[column.name] = {row.pk: row for row in _named(column.related_model, keys=sorted(keys))}
        return found

    def _actor(self, event):
        return event.pgh_context.metadata.get("user") if event.pgh_context else None

    def entries(self) -> Iterator[Entry]:
        last: dict[Any, Any] = {}
        for event in self.events:
            before = last.get(event.pgh_obj_id)
            last[event.pgh_obj_id] = event
            changes = list(self._changes(before, event))
            if changes or before is None:
                yield self._entry(event, before, changes)

    def _entry(self, event, before, changes: list[Change]) -> Entry:
        what = _("%(thing)s changed") if before else _("%(thing)s entered")
        thing = capfirst(str(self.kind._meta.verbose_name))
        who = self.people.get(str(self._actor(event)), _("The system"))
        return Entry(event.pgh_created_at, who, what % {"thing": thing}, changes, "info" if before else "good")

    def _changes(self, before, event) -> Iterator[Change]:
        for column in self.columns:
            old, new = (compared(row, column) if row else None for row in (before, event))
            if old != new and not (before is None and new in ("", False, None)):
                shown = ("***", "***") if column.name in self.hidden or isinstance(column, models.BinaryField) else None
                words = shown or (self._words(column, old), self._words(column, new))
                yield Change(label_of(column), words[0] if before else "", words[1])

    def _words(self, column, value) -> str:
        return str(self.linked[column.name].get(value, value)) if column.many_to_one and value is not None else words_of(column, value)
