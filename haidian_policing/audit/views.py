"""The audit log verified."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from haidian_policing.audit import sets
from haidian_policing.audit.models import AuditEvent
from haidian_policing.pages.responses import answer


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
