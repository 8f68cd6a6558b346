"""The audit log: searched by its administrator, never edited."""

from django.apps import apps
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from haidian_policing.audit.choices import Action, Result
from haidian_policing.audit.filters import EventFilter
from haidian_policing.audit.models import AuditEvent
from haidian_policing.audit.words import in_words
from haidian_policing.lists.columns import Column
from haidian_policing.lists.declaration import Link, List


class EventList(List):
    code = "audit_events"
    page = "audit:event_list"
    label = _("Audit log")
    subtitle = _("Security events only; rows are added and never changed.")
    model = AuditEvent
    filterset = EventFilter
    may = "audit.view"
    fields = ("at", "actor_label", "address", "object_type", "object_key", "detail", "request_id")
    words = {"action": Action, "result": Result}
    tones = {"result": {"refused": "bad", "done": "good"}}
    columns = (
        Column("at", _("When"), "datetime", sort="pk", title=True, width=17),
        Column("actor_label", _("Who"), width=24),
        Column("address", _("Address"), "mono", width=16),
        Column("action", pgettext_lazy("audit", "What")),
        Column("thing", _("Object"), width=24),
        Column("result", pgettext_lazy("audit", "Result"), "state"),
        Column("told", _("Detail"), clip=True, width=40),
        Column("request_id", _("Request"), "mono"),
    )

    def queryset(self, person):
        return AuditEvent.objects.all()

    def told(self, rows, at):
        for row in rows:
            row["thing"] = thing(row["object_type"], row["object_key"])
            row["told"] = in_words(row["detail"])
        return rows

    def links(self, person):
        return [Link(_("Check the integrity"), reverse("audit:integrity"), "shield-check")]


def thing(kind: str, key: str) -> str:
    """The object in words: its kind and key; what it is now is asked of its own page."""
    try:
        return f"{capfirst(str(apps.get_model(kind)._meta.verbose_name))} {key}" if kind else ""
    except LookupError:
        return f"{kind} {key}"


LISTS = (EVENTS,) = (EventList(),)
