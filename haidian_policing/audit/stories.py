"""The history of rows as a story: who changed what, when, from which value to which; read from the row-history triggers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

import pghistory.models
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

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

    @property
    def note(self) -> str:
        return "；".join(f"{row.label}: {row.before} → {row.after}" if row.before else f"{row.label}: {row.after}" for row in self.changes)


def history_of(*things: models.Model, hidden: frozenset[str] = frozenset()) -> list[Entry]:
    """The story of these rows, newest first; `hidden` names columns whose values the reader may not see.

    As many statements for many rows of a kind as for two.
    """
    entries = [entry for kind, rows in _by_kind(things) for entry in _Story(kind, rows, hidden).entries()]
    placed = sorted(enumerate(entries), key=lambda pair: (pair[1].at, pair[0]), reverse=True)  # one transaction has one time
    return [entry for _place, entry in placed]


def _by_kind(things) -> Iterator[tuple[type[models.Model], list]]:
    def label(thing):
        return thing._meta.label

    return ((rows[0].__class__, rows) for rows in (list(group) for _label, group in groupby(sorted(things, key=label), label)))


def event_model_of(kind: type[models.Model]) -> type[models.Model]:
    """The history table of a tracked model."""
    for model in apps.get_models():
        if issubclass(model, pghistory.models.Event) and getattr(model, "pgh_tracked_model", None) is kind:
            return model
    raise LookupError(f"{kind._meta.label} keeps no history")


class _Story:
    """The story of several rows of one model."""

    def __init__(self, kind: type[models.Model], rows: list, hidden: frozenset[str]):
        self.kind, self.rows, self.hidden = kind, {row.pk: row for row in rows}, hidden

    @cached_property
    def events(self) -> list:
        model = event_model_of(self.kind)
        return list(model.objects.filter(pgh_obj__in=self.rows).select_related("pgh_context").order_by("pgh_id"))

    @cached_property
    def columns(self) -> list[models.Field]:
        tracked = {column.name for column in event_model_of(self.kind)._meta.fields}
        return [column for column in self.kind._meta.fields if column.name in tracked and column.name not in MINOR]

    @cached_property
    def people(self) -> dict[str, str]:
        keys = {self._actor(event) for event in self.events} - {None}
        return {str(row.pk): row.name for row in get_user_model().objects.filter(pk__in=keys)}

    @cached_property
    def linked(self) -> dict[str, dict]:
        """For each foreign key the rows that its values name."""
        found = {}
        for column in self.columns:
            if column.many_to_one:
                keys = {getattr(event, column.attname) for event in self.events} - {None}
                found[column.name] = column.related_model._default_manager.in_bulk(keys)
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
            old, new = (getattr(row, column.attname) if row else None for row in (before, event))
            if old != new and not (before is None and new in ("", False, None)):
                shown = ("***", "***") if column.name in self.hidden or isinstance(column, models.BinaryField) else None
                words = shown or (self._words(column, old), self._words(column, new))
                yield Change(capfirst(str(column.verbose_name)), words[0] if before else "", words[1])

    def _words(self, column, value) -> str:
        if value is None or value == "":
            return "-"
        if column.many_to_one:
            return str(self.linked[column.name].get(value, value))
        if column.choices:
            return str(dict(column.flatchoices).get(value, value))
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        return str(value)
