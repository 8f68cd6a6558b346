"""Who holds a grid, from when to when: its officers, and the street-and-lane chiefs who are their counterparts."""

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grids.choices import LADDER, AssignmentKind, ChiefLevel
from grids.models.places import Grid
from grids.querysets.holders import AssignmentQuerySet, RoadChiefQuerySet
from haidian_policing.organisation.models import Dated, Unit, validity


@pghistory.track()
class Assignment(Dated, models.Model):
    """A named officer holds a grid from a day until the day before `ends`; a grid has one lead and one acting lead at a time."""

    grid = models.ForeignKey(Grid, models.PROTECT, related_name="assignments", verbose_name=_("grid"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments", verbose_name=_("officer"))
    kind = models.CharField(_("as"), max_length=10, choices=AssignmentKind, default=AssignmentKind.LEAD)
    starts = models.DateField(_("from"))
    ends = models.DateField(_("until (excluded)"), null=True, blank=True)
    order_number = models.CharField(_("order number"), max_length=40, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("officer of a grid")
        ordering = ("-starts", "pk")
        indexes = [models.Index(fields=["person", "grid"])]
        constraints = [
            models.CheckConstraint(name="assignment_ends_after_it_starts", condition=Q(ends__isnull=True) | Q(ends__gt=F("starts"))),
            ExclusionConstraint(
                name="one_lead_per_grid_at_a_time",
                expressions=[("grid", RangeOperators.EQUAL), ("kind", RangeOperators.EQUAL), (validity(), RangeOperators.OVERLAPS)],
                condition=Q(kind__in=("lead", "acting")),
            ),
            models.UniqueConstraint(name="one_open_lead_per_grid", fields=["grid"], condition=Q(kind="lead", ends__isnull=True)),
            ExclusionConstraint(
                name="officer_holds_a_grid_once_at_a_time",
                expressions=[("grid", RangeOperators.EQUAL), ("person", RangeOperators.EQUAL), (validity(), RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grid} {self.person}"


@pghistory.track(exclude=["phone_sealed", "phone_hash"])
class RoadChief(models.Model):
    """A street-and-lane chief or alley steward: the civil side of a road or area, named by the street; no account."""

    PHONE = "grids.road_chief"

    street = models.ForeignKey(
        Unit, models.PROTECT, related_name="road_chiefs", limit_choices_to={"kind": "street"}, verbose_name=_("street")
    )
    grid = models.ForeignKey(Grid, models.PROTECT, null=True, blank=True, related_name="road_chiefs", verbose_name=_("grid"))
    level = models.CharField(_("level"), max_length=10, choices=ChiefLevel)
    name = models.CharField(pgettext_lazy("person", "name"), max_length=40)
    duty = models.CharField(_("duty"), max_length=60, blank=True)
    road = models.CharField(_("road or area"), max_length=80)
    phone_sealed = models.BinaryField(_("phone"), null=True, blank=True)
    phone_hash = models.BinaryField(null=True, blank=True, db_index=True)
    starts = models.DateField(_("from"))
    ends = models.DateField(_("until (excluded)"), null=True, blank=True)

    objects = RoadChiefQuerySet.as_manager()

    class Meta:
        ordering = ("street__order", "pk")
        constraints = [
            models.CheckConstraint(
                name="chief_of_an_alley_has_his_grid", condition=~Q(level__in=("alley", "steward")) | Q(grid__isnull=False)
            ),
            models.CheckConstraint(name="chief_ends_after_he_starts", condition=Q(ends__isnull=True) | Q(ends__gt=F("starts"))),
        ]

    def __str__(self) -> str:
        return f"{self.road} {self.name}"

    @property
    def is_reported_to(self) -> bool:
        """Whether his counterpart reports to him instead of meeting him."""
        return LADDER[ChiefLevel(self.level)].reports
