"""Dated exceptions to the scope rule, kept by guardian with our dates beside them; and the keys of the API."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from guardian.managers import UserObjectPermissionManager
from guardian.models import UserObjectPermissionAbstract

from haidian_policing.access.choices import TokenScope
from haidian_policing.access.querysets import GrantQuerySet, TokenQuerySet


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


class ApiToken(models.Model):
    """A key of the API for one person: kept as a hash, shown once, with a scope and an end; his posts of the day decide what it may."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="tokens", verbose_name=_("person"))
    name = models.CharField(_("name"), max_length=60)
    scope = models.CharField(_("may"), max_length=5, choices=TokenScope, default=TokenScope.READ)
    digest = models.CharField(max_length=64, unique=True)
    tail = models.CharField(_("ends with"), max_length=4)
    created_at = models.DateTimeField(_("issued"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("issued by"))
    expires_at = models.DateTimeField(_("valid until"))
    approved_at = models.DateTimeField(_("approved"), null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("approved by"))
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    last_used_at = models.DateTimeField(_("last used"), null=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("API key")
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(name="token_ends_after_it_begins", condition=Q(expires_at__gt=F("created_at"))),
            models.CheckConstraint(
                name="token_approved_by_a_second_person", condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("person"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} …{self.tail}"
