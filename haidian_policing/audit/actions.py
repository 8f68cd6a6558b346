"""Writing the audit log: one call, one event."""

from django.utils import timezone

from haidian_policing.audit.choices import Result
from haidian_policing.audit.models import AuditEvent
from haidian_policing.audit.origin import client_address


def record(action: str, *, actor=None, request=None, target=None, result: str = Result.DONE, label: str = "", **detail) -> AuditEvent:
    """Add one security event; target is a model instance or None, detail anything JSON holds (never personal data)."""
    person = actor or (request.user if request is not None and getattr(request, "user", None) and request.user.is_authenticated else None)
    return AuditEvent.objects.create(
        at=timezone.now(),
        actor=person,
        actor_label=label or (f"{person.name} {person.police_number}" if person else ""),
        address=client_address(request) if request is not None else "",
        action=action,
        object_type=target._meta.label_lower if target is not None else "",
        object_key=str(target.pk) if target is not None else "",
        result=result,
        detail=detail,
        request_id=getattr(request, "request_id", ""),
    )
