"""What the audit administrator sees first: today's refusals and exports, and whether the chain holds."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haidian_policing.audit.choices import Action
from haidian_policing.audit.filters import EventFilter
from haidian_policing.audit.models import AuditEvent
from haidian_policing.pages.home import Figure, HomePanel

WATCHED = {Action.DENIED: "warn", Action.EXPORT: "", Action.READ: "", Action.RIGHTS: ""}
MOST = 8


def events_of_today(person, at) -> dict:
    """How often each watched kind of event was written today, and the newest events."""
    day, href = timezone.localdate(at).isoformat(), reverse("audit:event_list")
    asked = {action: {"action": action.value, "since": day, "until": day} for action in WATCHED}
    figures = [
        Figure(
            action.label,
            EventFilter(asked[action], queryset=AuditEvent.objects.all()).qs.count(),
            f"{href}?action={action.value}&since={day}&until={day}",
            tone=tone,
        )
        for action, tone in WATCHED.items()
    ]
    return {"figures": figures, "rows": AuditEvent.objects.all()[:MOST], "href": href}


HOME = (
    HomePanel(
        "audit", _("Newest security events"), "audit.view", "audit/home_events.html", events_of_today, frozenset({"audit_admin"}), 10
    ),
)
