"""Dated exceptions to the scope rule: one object lent to one person, kept by guardian with our dates beside it."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from guardian.managers import UserObjectPermissionManager
from guardian.models import UserObjectPermissionAbstract

from haidian_policing.access.querysets import GrantQuerySet


@pghistory.track()
class ObjectGrant(UserObjectPermissionAbstract):
    """Guardian's permission on one object, valid starts..ends, with who gave it and why."""

    starts = models.DateTimeField(_("from"), default=timezone.now)
    ends = models.DateTimeField(_("until"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("granted by"))

    objects = UserObjectPermissionManager.from_queryset(GrantQuerySet)()

    class Meta(UserObjectPermissionAbstract.Meta):
        abstract = False
        verbose_name = verbose_name_plural = _("exception")
        indexes = [models.Index(fields=["user", "content_type", "object_pk"])]
        constraints = [models.CheckConstraint(name="grant_ends_after_it_starts", condition=Q(ends__isnull=True) | Q(ends__gt=F("starts")))]
