"""Communities and the grids drawn on them."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from grids.choices import CommunityKind
from grids.querysets.places import GridQuerySet
from haidian_policing.organisation.models import Unit, validity


@pghistory.track()
class Community(models.Model):
    """An administrative community, village or campus: a fixed polygon (GeoJSON coordinates, longitude first, WGS 84)."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("English name"), max_length=80, blank=True)
    initials = models.CharField(_("pinyin initials"), max_length=40, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=CommunityKind, default=CommunityKind.COMMUNITY)
    street = models.ForeignKey(
        Unit, models.PROTECT, related_name="communities", limit_choices_to={"kind": "street"}, verbose_name=_("street")
    )
    polygon = models.JSONField(_("outline"), default=list)
    area_km2 = models.DecimalField(_("area (km²)"), max_digits=7, decimal_places=3)
    neighbours = models.ManyToManyField("self", blank=True, verbose_name=_("neighbours"))

    class Meta:
        ordering = ("street__order", "code")

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" and self.name_en else self.name


@pghistory.track()
class Grid(models.Model):
    """A police grid: a dated set of adjacent communities of one station. Ratings are 1 (low) to 5 (high)."""

    code = models.CharField(_("grid number"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("English name"), max_length=80, blank=True)
    initials = models.CharField(_("pinyin initials"), max_length=40, blank=True)
    station = models.ForeignKey(Unit, models.PROTECT, related_name="grids", limit_choices_to={"kind": "station"}, verbose_name=_("station"))
    squad = models.ForeignKey(Unit, models.PROTECT, related_name="squad_grids", limit_choices_to={"kind": "squad"}, verbose_name=_("squad"))
    street = models.ForeignKey(
        Unit, models.PROTECT, related_name="street_grids", limit_choices_to={"kind": "street"}, verbose_name=_("street")
    )
    communities = models.ManyToManyField(Community, through="GridCommunity", related_name="grids", verbose_name=_("communities"))
    population = models.PositiveIntegerField(_("actual population"), default=0)
    tidal_population = models.PositiveIntegerField(_("tidal population"), default=0)
    complexity = models.PositiveSmallIntegerField(_("public-order complexity"), default=3)
    hazards = models.PositiveSmallIntegerField(_("hazards"), default=3)
    population_difficulty = models.PositiveSmallIntegerField(_("difficulty of population management"), default=3)
    starts = models.DateField(_("from"))
    ends = models.DateField(_("until (excluded)"), null=True, blank=True)

    objects = GridQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("grid")
        ordering = ("station__order", "code")
        indexes = [models.Index(fields=["station", "code"]), models.Index(fields=["street", "code"])]
        constraints = [
            models.CheckConstraint(name="grid_ends_after_it_starts", condition=Q(ends__isnull=True) | Q(ends__gt=F("starts"))),
            models.CheckConstraint(
                name="grid_ratings_are_1_to_5",
                condition=Q(complexity__range=(1, 5), hazards__range=(1, 5), population_difficulty__range=(1, 5)),
            ),
        ]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" and self.name_en else self.name


@pghistory.track()
class GridCommunity(models.Model):
    """A community belongs to one grid at a time."""

    grid = models.ForeignKey(Grid, models.PROTECT, related_name="parts", verbose_name=_("grid"))
    community = models.ForeignKey(Community, models.PROTECT, related_name="memberships", verbose_name=_("community"))
    starts = models.DateField(_("from"))
    ends = models.DateField(_("until (excluded)"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("community of a grid")
        constraints = [
            ExclusionConstraint(
                name="community_in_one_grid_at_a_time",
                expressions=[("community", RangeOperators.EQUAL), (validity(), RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grid} {self.community}"
