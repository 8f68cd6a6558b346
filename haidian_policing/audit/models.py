"""The audit log: security events only, append-only, each row chained to the one before."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from haidian_policing.audit.choices import Action, Result


class AuditEvent(models.Model):
    """When, who, from where, what, on which object, with what result; `digest` is set by a trigger over the row and its predecessor."""

    at = models.DateTimeField(_("when"))
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who"))
    actor_label = models.CharField(_("who"), max_length=80, blank=True)
    address = models.CharField(_("from"), max_length=45, blank=True)
    action = models.CharField(_("what"), max_length=12, choices=Action)
    object_type = models.CharField(_("object type"), max_length=60, blank=True)
    object_key = models.CharField(_("object"), max_length=80, blank=True)
    result = models.CharField(_("result"), max_length=8, choices=Result)
    detail = models.JSONField(_("detail"), default=dict)
    request_id = models.CharField(max_length=36, blank=True)
    digest = models.CharField(_("digest"), max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("audit event")
        ordering = ("-pk",)
        indexes = [models.Index(fields=["actor", "-at"]), models.Index(fields=["action", "-at"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_label} {self.get_action_display()}"
