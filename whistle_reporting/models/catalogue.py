"""What a whistle may be blown for: versions, rules of a class, items; standard texts and coded reasons."""

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Func, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from haidian_policing.workcalendar.choices import Unit as TimeUnit
from whistle_reporting import choices
from whistle_reporting.querysets import ItemQuerySet, StandardTextQuerySet

PERSON = settings.AUTH_USER_MODEL


class DateTimeRange(Func):
    """tstzrange(starts, ends) in SQL, half-open, for exclusion constraints."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


@pghistory.track()
class CatalogueVersion(models.Model):
    """One edition of the whistle items, in use from a moment; unapproved ones say so wherever they are shown."""

    number = models.PositiveIntegerField(_("version"), unique=True)
    starts = models.DateTimeField(_("from"))
    ends = models.DateTimeField(_("until (excluded)"), null=True, blank=True)
    approved_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("approved by"))
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = [
            ExclusionConstraint(
                name="one_catalogue_at_a_time",
                expressions=[(DateTimeRange("starts", "ends", RangeBoundary()), RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"v{self.number}"


@pghistory.track()
class ClassRule(models.Model):
    """What a class of items sets for all of them: receipt and verdict deadlines, and whether its days are working or natural days."""

    version = models.ForeignKey(CatalogueVersion, models.PROTECT, related_name="rules", verbose_name=_("version"))
    klass = models.CharField(_("class"), max_length=12, choices=choices.ItemClass)
    receipt_amount = models.PositiveSmallIntegerField(_("receipt within"))
    receipt_unit = models.CharField(_("receipt counted in"), max_length=16, choices=TimeUnit)
    day_unit = models.CharField(_("days counted as"), max_length=16, choices=TimeUnit)
    hour_unit = models.CharField(_("hours counted as"), max_length=16, choices=TimeUnit)
    verdict_amount = models.PositiveSmallIntegerField(_("verdict within"))
    verdict_unit = models.CharField(_("verdict counted in"), max_length=16, choices=TimeUnit)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_rule_per_class", fields=["version", "klass"])]

    def __str__(self) -> str:
        return f"{self.version} {self.get_klass_display()}"


@pghistory.track()
class Item(models.Model):
    """One thing a whistle may be blown for; `questions` holds {code, label, label_en, kind, choices}."""

    version = models.ForeignKey(CatalogueVersion, models.PROTECT, related_name="items", verbose_name=_("version"))
    code = models.CharField(_("code"), max_length=8)
    order = models.PositiveSmallIntegerField(_("order"))
    role = models.CharField(_("role of the police"), max_length=10, choices=choices.ItemRole)
    klass = models.CharField(_("class"), max_length=12, choices=choices.ItemClass)
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("English name"), max_length=120)
    partners = models.CharField(_("usual partners"), max_length=120, blank=True)
    partners_en = models.CharField(_("usual partners (English)"), max_length=240, blank=True)
    leading_unit = models.CharField(_("leading unit"), max_length=60, blank=True)
    leading_unit_en = models.CharField(_("leading unit (English)"), max_length=120, blank=True)
    arrive_minutes = models.PositiveSmallIntegerField(_("arrive within (minutes)"), null=True, blank=True)
    dispose_amount = models.PositiveSmallIntegerField(_("dispose within"), null=True, blank=True)
    dispose_span = models.CharField(_("disposal counted in"), max_length=12, choices=choices.Span)
    hint = models.CharField(_("hint"), max_length=300, blank=True)
    hint_en = models.CharField(_("hint (English)"), max_length=500, blank=True)
    questions = models.JSONField(_("questions"), default=list, blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ("version", "order")
        constraints = [
            models.UniqueConstraint(name="one_item_per_code", fields=["version", "code"]),
            models.CheckConstraint(
                name="item_has_a_deadline_or_an_appointment",
                condition=Q(dispose_span="appointment", dispose_amount__isnull=True) | Q(dispose_amount__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name


@pghistory.track()
class StandardText(models.Model):
    """A sentence offered where a note is written, for a state of the ticket or part and a class of items ("any") or one item.

    owner: whose own it is; None: everybody's, in the official order.
    """

    order = models.PositiveSmallIntegerField(_("order"), null=True)
    state = models.CharField(_("state"), max_length=20)
    klass = models.CharField(_("class"), max_length=12)
    item_code = models.CharField(_("item"), max_length=8, blank=True)
    owner = models.ForeignKey(PERSON, models.CASCADE, null=True, related_name="standard_texts", verbose_name=_("whose"))
    text = models.CharField(_("text"), max_length=300)
    text_en = models.CharField(_("English text"), max_length=500, blank=True)

    objects = StandardTextQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("standard text")
        ordering = ("order", "pk")
        constraints = [models.UniqueConstraint(name="one_standard_text_per_place", fields=["order"])]

    def __str__(self) -> str:
        return self.text_en if get_language() == "en" and self.text_en else self.text


@pghistory.track()
class Reason(models.Model):
    """A coded reason for returning, extending or pausing; a return's reason says whose the fault is (X5, X6)."""

    kind = models.CharField(_("kind"), max_length=10, choices=choices.ReasonKind)
    code = models.CharField(_("code"), max_length=20)
    order = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("English name"), max_length=120)
    fault_of = models.CharField(_("whose fault"), max_length=10, choices=choices.FaultOf, default=choices.FaultOf.NOBODY)
    hint = models.CharField(_("hint"), max_length=200, blank=True)
    hint_en = models.CharField(_("hint (English)"), max_length=300, blank=True)

    class Meta:
        ordering = ("kind", "order")
        constraints = [models.UniqueConstraint(name="one_reason_per_code", fields=["kind", "code"])]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name
