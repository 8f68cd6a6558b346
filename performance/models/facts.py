"""The periods that are accounted for, and the counts that every score is made of."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from grids.models import Grid
from haidian_policing.organisation.models import Unit
from performance import choices
from performance.querysets import FactQuerySet, PeriodQuerySet


class Period(models.Model):
    """A month, quarter or year of accounting, cut off at `ends` (excluded); the data are checked until `corrections_until`."""

    kind = models.CharField(_("kind"), max_length=8, choices=choices.PeriodKind)
    starts = models.DateField(_("from"))
    ends = models.DateField(_("until (excluded)"))
    corrections_until = models.DateField(_("corrections until"))
    state = models.CharField(_("state"), max_length=10, choices=choices.PeriodState, default=choices.PeriodState.RUNNING)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ("-starts", "kind")
        constraints = [
            models.UniqueConstraint(name="a_period_begins_once", fields=["kind", "starts"]),
            models.CheckConstraint(name="period_ends_after_it_starts", condition=Q(ends__gt=F("starts"), corrections_until__gte=F("ends"))),
            models.CheckConstraint(name="period_state_is_known", condition=Q(state__in=choices.PeriodState.values)),
        ]

    def __str__(self) -> str:
        if self.kind == choices.PeriodKind.YEAR:
            return f"{self.starts.year}" if get_language() == "en" else f"{self.starts.year}年"
        if self.kind == choices.PeriodKind.QUARTER:
            quarter = (self.starts.month + 2) // 3
            return f"Q{quarter} {self.starts.year}" if get_language() == "en" else f"{self.starts.year}年第{quarter}季度"
        return formats.date_format(self.starts, "F Y") if get_language() == "en" else f"{self.starts.year}年{self.starts.month}月"

    @property
    def code(self) -> str:
        """2026-10, 2026-Q4 or 2026: what addresses, seeds and file names use."""
        if self.kind == choices.PeriodKind.MONTH:
            return f"{self.starts:%Y-%m}"
        return f"{self.starts.year}-Q{(self.starts.month + 2) // 3}" if self.kind == choices.PeriodKind.QUARTER else f"{self.starts.year}"


class Fact(models.Model):
    """Counts of one aggregate on one day, for one place, person and item: needed, done, in time; `credit` holds half values in hundredths.

    A leaf table that is filled and refilled by slices of (aggregate, month); nothing points at it.
    """

    aggregate = models.CharField(max_length=20)
    month = models.DateField(_("accounting month"))
    day = models.DateField(_("day"))
    station = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name=_("station"))
    squad = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=_("squad"))
    grid = models.ForeignKey(Grid, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=_("grid"))
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=_("officer")
    )
    item = models.CharField(_("item"), max_length=10, blank=True)
    needed = models.PositiveIntegerField(_("needed"))
    done = models.PositiveIntegerField(_("done"))
    in_time = models.PositiveIntegerField(_("in time"))
    credit = models.PositiveIntegerField(_("credit in hundredths"))

    objects = FactQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["month", "aggregate", "station"], name="fact_slice")]
        constraints = [
            models.CheckConstraint(
                name="fact_counts_fit",
                condition=Q(done__lte=F("needed"), in_time__lte=F("done"), credit__lte=F("needed") * 100),
            )
        ]

    def __str__(self) -> str:
        return f"{self.aggregate} {self.day} {self.in_time}/{self.done}/{self.needed}"


class FillState(models.Model):
    """How far one aggregate is filled for one month."""

    aggregate = models.CharField(_("counted"), max_length=20)
    month = models.DateField(_("accounting month"))
    filled_at = models.DateTimeField(_("filled"), null=True)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    needed = models.PositiveBigIntegerField(_("cases"), default=0)
    milliseconds = models.PositiveIntegerField(_("took (ms)"), default=0)

    class Meta:
        ordering = ("month", "aggregate")
        constraints = [models.UniqueConstraint(name="one_fill_per_aggregate_and_month", fields=["aggregate", "month"])]

    def __str__(self) -> str:
        return f"{self.aggregate} {self.month:%Y-%m}"
