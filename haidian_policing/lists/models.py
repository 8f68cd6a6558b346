"""What people keep of lists: saved views with the columns they chose, and what was done to many rows at once."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from haidian_policing.jobs.models import Job
from haidian_policing.lists.choices import Share
from haidian_policing.lists.querysets import BulkRunQuerySet, SavedViewQuerySet
from haidian_policing.organisation.models import Unit


class SavedView(models.Model):
    """A list as somebody arranged it: conditions, order and page size as a query string, and columns in their order.

    `name` is the short name of the address (?view=name); the row without a name is how its owner last arranged the columns.
    """

    listed = models.CharField(max_length=40)
    name = models.CharField(_("short name"), max_length=30, blank=True)
    share = models.CharField(_("for"), max_length=4, choices=Share, default=Share.MINE)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views", verbose_name=_("owner"))
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("unit"))
    query = models.CharField(max_length=1000, blank=True)
    columns = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    saved_at = models.DateTimeField()

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ("listed", "name", "pk")
        constraints = [
            models.UniqueConstraint(name="own_view_name_once", fields=["owner", "listed", "name"], condition=Q(share="mine")),
            models.UniqueConstraint(name="unit_view_name_once", fields=["unit", "listed", "name"], condition=Q(share="unit")),
            models.UniqueConstraint(name="common_view_name_once", fields=["listed", "name"], condition=Q(share="all")),
            models.CheckConstraint(name="shared_view_has_a_name", condition=Q(share="mine") | ~Q(name="")),
            models.CheckConstraint(name="unit_view_has_its_unit", condition=Q(share="unit", unit__isnull=False) | ~Q(share="unit")),
        ]

    def __str__(self) -> str:
        return self.name


class BulkRun(models.Model):
    """One verb for many rows at once: who, why, which rows, how many were done and which were refused with what reason.

    The rows are those of the moment of asking; `done_to` is how far a job has come, so that it continues where it was interrupted.
    """

    listed = models.CharField(max_length=40)
    verb = models.CharField(max_length=40)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    note = models.CharField(_("reason"), max_length=200, blank=True)
    query = models.CharField(max_length=1000, blank=True)
    keys = ArrayField(models.BigIntegerField())
    token = models.CharField(max_length=40)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    done_to = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    refused = models.JSONField(default=dict)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")

    objects = BulkRunQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = [models.UniqueConstraint(name="a_bulk_run_is_begun_once", fields=["actor", "token"])]

    def __str__(self) -> str:
        return f"{self.listed} {self.verb} {self.begun_at:%Y-%m-%d %H:%M}"
