"""An edit that another edit overtook is refused, and both versions are shown; the row's history, or its own counter, is the version."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import Max
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from haidian_policing.audit.stories import event_model_of, history_of, label_of, words_of
from haidian_policing.files.aside import NAME, set_aside
from haidian_policing.pages.responses import answer

NOT_SENT_AGAIN = {"csrfmiddlewaretoken", "once", "version", NAME}
COUNTERS = ("version", "revision")  # a row's own, where it has one


class Overtaken(Exception):
    """Somebody wrote the row after the reader's form was drawn. differences: (label, as stored now, as sent)."""

    def __init__(self, row: models.Model, version: int, differences: list[tuple[str, str, str]]):
        super().__init__(str(row))
        self.row, self.version, self.differences = row, version, differences

    def page(self, request, back: str) -> HttpResponse:
        """Both versions; the reader keeps the other one, or sends his own again in full knowledge, with the files that he chose."""
        sent = [(name, value) for name, values in request.POST.lists() if name not in NOT_SENT_AGAIN for value in values]
        files, (who, at) = set_aside(request, timezone.now()), _writer(self.row)
        told = {"who": who, "at": at, "sent": [*sent, *((NAME, word) for word in files)], "files": len(files)}
        context = {"overtaken": self, **told, "back": back, "breadcrumbs": [(_("Changed meanwhile"), None)]}
        return answer(request, "pages/overtaken.html", context, status=409)


def versions_of(rows) -> dict[int, int]:
    """The version of each of these rows of one model, for the hidden field `version` of their forms; one statement."""
    rows = list(rows)
    counter = next((name for name in COUNTERS if rows and isinstance(getattr(rows[0], name, None), int)), "")
    if counter or not rows:
        return {row.pk: getattr(row, counter) for row in rows}
    events = event_model_of(type(rows[0])).objects.filter(pgh_obj__in=[row.pk for row in rows]).order_by()
    return dict(events.values_list("pgh_obj").annotate(Max("pgh_id")))


def hold(queryset, seen: str | None, sent: Mapping[str, Any]) -> None:
    """Lock one row for the transaction of its edit; raises Overtaken where its version is not the one that the form was drawn from.

    seen: what the form carried, None or "" from a caller that holds no version; sent: the new values by field.
    """
    row = queryset.select_for_update(of=("self",)).get()
    version = versions_of([row]).get(row.pk, 0)
    if seen and str(version) != seen:
        fields = {field.name: field for field in row._meta.concrete_fields}
        pairs = [(fields[name], getattr(row, name), value) for name, value in sent.items() if name in fields and name not in COUNTERS]
        raise Overtaken(row, version, [(label_of(field), words_of(field, now), words_of(field, new)) for field, now, new in pairs])


def _writer(row) -> tuple[str, Any]:
    """Who wrote the row last, and when: by its ledger of events, otherwise by its history."""
    if hasattr(row, "events") and hasattr(row, "lifecycle"):
        event = row.events.select_related("actor").order_by("-pk").first()
        return (event.actor.name if event and event.actor else _("The system")), event and event.at
    newest = history_of(row)[0]
    return newest.who, newest.at
