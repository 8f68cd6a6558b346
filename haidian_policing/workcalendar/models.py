"""Versions of the calendar and, under each, its years, seasons, days and working slots; a version is never edited."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    ArrayField,
    DateTimeRangeField,
    IntegerRangeField,
    RangeOperators,
)
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .choices import DayKind, YearState
from .querysets import VersionQuerySet


class Version(models.Model):
    """One state of one calendar; deadlines store its id, so later versions never move them."""

    calendar = models.CharField(_("calendar"), max_length=32, default="office")
    number = models.PositiveIntegerField(_("version"))
    valid = DateTimeRangeField(_("in use"))
    periods = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("usual hours"))
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    reason = models.CharField(_("reason"), max_length=200)
    author = models.CharField(_("author"), max_length=150, blank=True)
    created = models.DateTimeField(_("created"), default=timezone.now)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar version")
        constraints = [
            models.UniqueConstraint(fields=["calendar", "number"], name="version_number_once"),
            ExclusionConstraint(
                name="version_valid_apart",
                expressions=[
                    ("calendar", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=Q(first_day__lt=F("last_day")), name="version_has_days"),
        ]

    def __str__(self) -> str:
        return f"{self.calendar} {self.number}"


class Season(models.Model):
    """Other hours for a part of every year; `days` holds month*100+day, so 501–930 is May to September."""

    version = models.ForeignKey(
        Version,
        models.CASCADE,
        related_name="seasons",
        verbose_name=_("calendar version"),
    )
    days = IntegerRangeField(_("from, to"))
    periods = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("hours"))

    class Meta:
        verbose_name = _("season")
        constraints = [
            ExclusionConstraint(
                name="season_days_apart",
                expressions=[
                    ("version", RangeOperators.EQUAL),
                    ("days", RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.days.lower:04}–{self.days.upper:04}"


class Year(models.Model):
    """Is this year of the version the published one, or our guess?"""

    version = models.ForeignKey(
        Version,
        models.CASCADE,
        db_index=False,
        related_name="years",
        verbose_name=_("calendar version"),
    )
    year = models.PositiveSmallIntegerField(_("year"))
    state = models.CharField(_("state"), max_length=16, choices=YearState, default=YearState.PROVISIONAL)
    source = models.CharField(_("document"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("calendar year")
        constraints = [models.UniqueConstraint(fields=["version", "year"], name="year_once")]

    def __str__(self) -> str:
        return str(self.year)


class Day(models.Model):
    """One day of a version; `number` counts the working days up to and including it, `closes` is the end of its last period."""

    version = models.ForeignKey(
        Version,
        models.CASCADE,
        db_index=False,
        related_name="days",
        verbose_name=_("calendar version"),
    )
    date = models.DateField(_("date"))
    kind = models.CharField(_("kind"), max_length=16, choices=DayKind)
    holiday = models.CharField(_("holiday"), max_length=32, blank=True)
    periods = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("hours"))
    number = models.PositiveIntegerField(_("working day number"))
    closes = models.DateTimeField(_("closes"), null=True)

    class Meta:
        verbose_name = _("calendar day")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "date"],
                include=["number", "closes"],
                name="day_once",
            ),
            models.UniqueConstraint(
                fields=["version", "number"],
                include=["closes", "date"],
                condition=Q(closes__isnull=False),
                name="working_day_once",
            ),
        ]

    def __str__(self) -> str:
        return self.date.isoformat()


class Slot(models.Model):
    """One working period in absolute time; `before` is the working minutes of the version up to its start."""

    version = models.ForeignKey(
        Version,
        models.CASCADE,
        db_index=False,
        related_name="slots",
        verbose_name=_("calendar version"),
    )
    starts = models.DateTimeField(_("starts"))
    ends = models.DateTimeField(_("ends"))
    before = models.PositiveIntegerField(_("minutes before"))
    after = models.PositiveIntegerField(_("minutes after"))
    resumes = models.DateTimeField(_("next slot starts"))

    class Meta:
        verbose_name = _("working slot")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "starts"],
                include=["ends", "before", "resumes"],
                name="slot_start_once",
            ),
            models.UniqueConstraint(
                fields=["version", "before"],
                include=["starts", "after"],
                name="slot_before_once",
            ),
            models.CheckConstraint(
                condition=Q(starts__lt=F("ends"), before__lt=F("after")),
                name="slot_has_length",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts:%Y-%m-%d %H:%M}–{self.ends:%H:%M}"
