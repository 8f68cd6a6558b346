"""The audit log: searched by its administrator, verified, never edited."""

import json

from django.apps import apps
from django.http import HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from haidian_policing.audit import sets
from haidian_policing.audit.filters import EventFilter
from haidian_policing.audit.models import AuditEvent
from haidian_policing.pages.pagination import page_of
from haidian_policing.pages.responses import answer


def event_list(request) -> HttpResponse:
    form = EventFilter(request.GET)
    page = page_of(request, form.apply(AuditEvent.objects.all()))
    rows = [(event, _thing(event), json.dumps(event.detail, ensure_ascii=False) if event.detail else "") for event in page.object_list]
    context = {"form": form, "page": page, "rows": rows, "breadcrumbs": [(_("Audit log"), None)]}
    return answer(request, "audit/event_list.html", context, block="content")


def _thing(event: AuditEvent) -> str:
    """The object in words: its kind and key; what it is now is asked of its own page."""
    if not event.object_type:
        return ""
    try:
        kind = capfirst(str(apps.get_model(event.object_type)._meta.verbose_name))
    except LookupError:
        kind = event.object_type
    return f"{kind} {event.object_key}"


def integrity(request) -> HttpResponse:
    """Every link of the chain is computed anew; ?anchor=KEY:DIGEST asks whether the log still holds what was noted elsewhere."""
    anchor = request.GET.get("anchor", "").strip()
    key, _colon, digest = anchor.partition(":")
    context = {
        "broken": sets.broken_links(),
        "tail": "{}:{}".format(*sets.tail()),
        "total": AuditEvent.objects.count(),
        "anchor": anchor,
        "holds": bool(anchor) and key.isdecimal() and len(key) < 19 and sets.holds(int(key), digest),
        "breadcrumbs": [(_("Audit log"), reverse("audit:event_list")), (_("Integrity"), None)],
    }
    return answer(request, "audit/integrity.html", context)
