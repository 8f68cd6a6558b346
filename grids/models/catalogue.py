"""Versioned content: the indicators that correct the workload, and the task list in categories, items and entries."""

import pghistory
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from grids import choices
from grids.models.places import Grid
from grids.querysets.catalogue import CatalogueQuerySet, EntryQuerySet


class Named(models.Model):
    """Content of a catalogue carries its own two names."""

    name = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("English name"), max_length=120)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name


@pghistory.track()
class CatalogueVersion(models.Model):
    """One version of a catalogue; until a second person approves it, it is our default and says so."""

    kind = models.CharField(_("catalogue"), max_length=12, choices=choices.CatalogueKind)
    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(_("state"), max_length=10, choices=choices.CatalogueState, default=choices.CatalogueState.DRAFT)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("drafted by")
    )
    drafted_at = models.DateTimeField(_("drafted"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("approved by")
    )
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)

    objects = CatalogueQuerySet.as_manager()

    class Meta:
        ordering = ("kind", "-number")
        constraints = [
            models.UniqueConstraint(name="catalogue_version_number_once", fields=["kind", "number"]),
            models.CheckConstraint(
                name="approved_catalogue_says_who_and_when",
                condition=Q(state="draft", approved_by__isnull=True, approved_at__isnull=True)
                | Q(state="approved", approved_by__isnull=False, approved_at__isnull=False, valid_from__isnull=False),
            ),
            models.CheckConstraint(
                name="catalogue_approved_by_a_second_person",
                condition=Q(approved_by__isnull=True) | Q(drafted_by__isnull=True) | ~Q(approved_by=F("drafted_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    @property
    def is_approved(self) -> bool:
        return self.state == choices.CatalogueState.APPROVED


@pghistory.track()
class Indicator(Named):
    """What is counted about a grid; the same in all versions, so that the counts outlive a change of weights."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    family = models.CharField(_("family"), max_length=10)
    unit = models.CharField(_("unit of count"), max_length=10)
    unit_en = models.CharField(max_length=20)
    source = models.CharField(_("source"), max_length=40)
    source_en = models.CharField(max_length=60)
    about_people = models.BooleanField(_("about people: below five shows as “<5”"), default=False)

    class Meta:
        ordering = ("number",)


@pghistory.track()
class IndicatorWeight(models.Model):
    """The weight of an indicator in one version; the weights of a version sum to 1."""

    version = models.ForeignKey(CatalogueVersion, models.PROTECT, related_name="weights")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="weights")
    weight = models.DecimalField(_("weight"), max_digits=6, decimal_places=5, validators=[MinValueValidator(0)])

    class Meta:
        ordering = ("indicator__number",)
        constraints = [
            models.UniqueConstraint(name="indicator_once_in_a_version", fields=["version", "indicator"]),
            models.CheckConstraint(name="weight_between_0_and_1", condition=Q(weight__range=(0, 1))),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.weight}"


@pghistory.track()
class IndicatorValue(models.Model):
    """The count of an indicator in a grid, as it stood on a day."""

    grid = models.ForeignKey(Grid, models.PROTECT, related_name="indicator_values", db_index=False)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="values", db_index=False)
    as_of = models.DateField(_("as of"))
    value = models.PositiveIntegerField(_("count"))

    class Meta:
        constraints = [models.UniqueConstraint(name="indicator_counted_once_a_day", fields=["grid", "indicator", "as_of"])]

    def __str__(self) -> str:
        return f"{self.grid} {self.indicator} {self.value}"


class IndicatorCap(models.Model):
    """The count of an indicator that 95 % of all grids stay below on a day: computed with the index, may be computed again."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="caps", db_index=False)
    as_of = models.DateField(_("as of"))
    cap = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(name="indicator_capped_once_a_day", fields=["as_of", "indicator"])]

    def __str__(self) -> str:
        return f"{self.indicator} {self.cap:g}"


class WorkloadIndex(models.Model):
    """The workload of a grid on a day by one version of the weights: base × (1 + correction); computed, may be computed again."""

    grid = models.ForeignKey(Grid, models.PROTECT, related_name="workloads", db_index=False)
    version = models.ForeignKey(CatalogueVersion, models.PROTECT, related_name="+")
    as_of = models.DateField(_("as of"))
    base = models.FloatField(_("base population"))
    correction = models.FloatField(_("correction"))
    index = models.FloatField(_("workload index"))

    class Meta:
        constraints = [
            models.UniqueConstraint(name="workload_once_a_day", fields=["grid", "as_of", "version"]),
            models.CheckConstraint(name="workload_at_most_doubles", condition=Q(correction__gte=0) & Q(correction__lte=1.000001)),
        ]

    def __str__(self) -> str:
        return f"{self.grid} {self.index:.0f}"


@pghistory.track()
class TaskCategory(Named):
    version = models.ForeignKey(CatalogueVersion, models.PROTECT, related_name="categories")
    code = models.CharField(_("code"), max_length=10)
    order = models.PositiveSmallIntegerField(_("order"))

    class Meta:
        ordering = ("version", "order")
        constraints = [models.UniqueConstraint(name="category_code_once_in_a_version", fields=["version", "code"])]


@pghistory.track()
class TaskItem(Named):
    category = models.ForeignKey(TaskCategory, models.PROTECT, related_name="items")
    code = models.CharField(_("code"), max_length=10)
    order = models.PositiveSmallIntegerField(_("order"))

    class Meta:
        ordering = ("category", "order")
        constraints = [models.UniqueConstraint(name="item_code_once_in_a_category", fields=["category", "code"])]


@pghistory.track()
class TaskEntry(Named):
    """One line of the task list: `times` in each period of the frequency, `minutes` standard minutes each time."""

    item = models.ForeignKey(TaskItem, models.PROTECT, related_name="entries")
    code = models.CharField(_("code"), max_length=10)
    order = models.PositiveSmallIntegerField(_("order"))
    frequency = models.CharField(_("frequency"), max_length=10, choices=choices.Frequency)
    times = models.PositiveSmallIntegerField(_("times per period"))
    unit = models.CharField(_("unit of count"), max_length=10)
    unit_en = models.CharField(max_length=20)
    evidence = models.CharField(_("evidence"), max_length=14, choices=choices.Evidence)
    minutes = models.PositiveSmallIntegerField(_("standard minutes"))
    hint = models.CharField(_("hint"), max_length=200, blank=True)
    hint_en = models.CharField(max_length=200, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ("item", "order")
        constraints = [models.UniqueConstraint(name="entry_code_once_in_an_item", fields=["item", "code"])]
