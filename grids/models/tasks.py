"""Tasks: what is due on a grid, what was logged, verified or returned, and what the sub-bureau suspended.

What counts reckon with, per officer, grid, station, item and day: a due's `needed`, `officer` and `due_on`; the station of its grid
(`grid__station`) and the item of its entry (`entry__item`); done is the sum of `logs__count` in `lifecycle.COUNTED`, in time those with
`done_on` up to `due_on`, verified those in state `verified`. A log without due was done on demand: its own `officer`, `grid`, `entry` and
`done_on` say where it counts.
"""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grids.choices import LogState
from grids.lifecycle import TASK_LOG
from grids.models.catalogue import TaskEntry
from grids.models.places import Grid
from grids.querysets.dues import DueQuerySet, SuspensionQuerySet
from grids.querysets.logs import LogQuerySet
from haidian_policing.files.models import StoredFile
from haidian_policing.organisation.models import Unit
from haidian_policing.steps.ledger import LedgerEvent

PERSON = settings.AUTH_USER_MODEL


class TaskDue(models.Model):
    """An entry falls due on a grid for the period starts..ends (half-open); `needed` is `planned` less what is suspended.

    `officer` answers for it: the acting lead on `due_on` if there is one, else the lead; set again whenever the grid changes hands.
    """

    grid = models.ForeignKey(Grid, models.PROTECT, related_name="dues", db_index=False, verbose_name=_("grid"))
    entry = models.ForeignKey(TaskEntry, models.PROTECT, related_name="dues", db_index=False, verbose_name=_("task"))
    starts = models.DateField(_("from"))
    ends = models.DateField(_("until (excluded)"))
    due_on = models.DateField(_("due on"))
    planned = models.PositiveSmallIntegerField(_("planned"))
    needed = models.PositiveSmallIntegerField(_("needed"))
    officer = models.ForeignKey(
        PERSON, models.PROTECT, null=True, related_name="dues", db_index=False, verbose_name=_("responsible officer")
    )

    objects = DueQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "pk")
        indexes = [
            models.Index(fields=["officer", "due_on"], name="due_officer_day"),
            models.Index(fields=["due_on", "id"], name="due_by_day"),
        ]
        constraints = [
            models.UniqueConstraint(name="entry_due_once_a_period", fields=["grid", "starts", "entry"]),
            models.CheckConstraint(
                name="due_lies_in_its_period", condition=Q(ends__gt=F("starts")) & Q(due_on__gte=F("starts")) & Q(due_on__lt=F("ends"))
            ),
            models.CheckConstraint(name="needed_at_most_planned", condition=Q(needed__lte=F("planned"))),
        ]

    def __str__(self) -> str:
        return f"{self.grid} {self.entry} {self.due_on}"


class TaskLog(models.Model):
    """Work on a grid, as logged by the officer who did it or by the clerk for him (`entered_by`); verified or returned by the captain.

    `version` grows with every correction; `token` makes a form or an offline phone send each log once.
    """

    lifecycle = TASK_LOG

    grid = models.ForeignKey(Grid, models.PROTECT, related_name="logs", db_index=False, verbose_name=_("grid"))
    entry = models.ForeignKey(TaskEntry, models.PROTECT, related_name="logs", db_index=False, verbose_name=_("task"))
    due = models.ForeignKey(TaskDue, models.PROTECT, null=True, blank=True, related_name="logs", db_index=False, verbose_name=_("due"))
    officer = models.ForeignKey(PERSON, models.PROTECT, related_name="task_logs", db_index=False, verbose_name=_("officer"))
    entered_by = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name=_("entered for him by")
    )
    done_on = models.DateField(_("done on"))
    count = models.PositiveSmallIntegerField(_("count"))
    note = models.CharField(_("note"), max_length=500, blank=True)
    place = models.CharField(_("place"), max_length=100, blank=True)
    number = models.CharField(_("number"), max_length=40, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=LogState, default=LogState.LOGGED)
    version = models.PositiveSmallIntegerField(default=1)
    token = models.UUIDField(null=True, blank=True, editable=False)

    objects = LogQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("task log")
        ordering = ("-done_on", "-pk")
        indexes = [
            models.Index(fields=["grid", "done_on"], name="log_grid_day"),
            models.Index(fields=["officer", "done_on"], name="log_officer_day"),
            models.Index(fields=["due"], name="log_due", condition=Q(due__isnull=False)),
            models.Index(fields=["grid"], name="log_open", condition=Q(state__in=("logged", "returned"))),
            models.Index(fields=["done_on", "id"], name="log_by_day"),
            models.Index(
                fields=["done_on", "id"], name="log_to_verify", include=["grid", "officer", "entered_by"], condition=Q(state="logged")
            ),
            models.Index(fields=["number"], name="log_number", condition=~Q(number="")),
        ]
        constraints = [
            models.UniqueConstraint(name="log_sent_once", fields=["token"], condition=Q(token__isnull=False)),
            models.CheckConstraint(name="log_counts_something", condition=Q(count__range=(1, 999))),
            models.CheckConstraint(name="log_state_known", condition=Q(state__in=LogState.values)),
            models.CheckConstraint(name="log_entered_by_another", condition=Q(entered_by__isnull=True) | ~Q(entered_by=F("officer"))),
        ]

    def __str__(self) -> str:
        return f"{self.entry} {self.done_on}"


class TaskLogPhoto(models.Model):
    """A photo of the thing, never of a home visit."""

    log = models.ForeignKey(TaskLog, models.CASCADE, related_name="photos")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="task_log_photo")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.file)


class TaskLogEvent(LedgerEvent):
    """One step in the life of a task log."""

    subject = models.ForeignKey(TaskLog, models.PROTECT, related_name="events")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_id}"


@pghistory.track()
class Suspension(models.Model):
    """Entries that some stations need not do on some days, by an order: what is due shrinks and nobody loses marks."""

    entries = models.ManyToManyField(TaskEntry, related_name="suspensions", verbose_name=_("tasks"))
    stations = models.ManyToManyField(Unit, related_name="task_suspensions", verbose_name=_("stations"))
    starts = models.DateField(_("from"))
    ends = models.DateField(_("until (excluded)"))
    order_number = models.CharField(_("order number"), max_length=40)
    reason = models.CharField(_("reason"), max_length=200)
    ordered_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("ordered by"))
    ordered_at = models.DateTimeField(_("ordered"))

    objects = SuspensionQuerySet.as_manager()

    class Meta:
        ordering = ("-starts", "pk")
        constraints = [models.CheckConstraint(name="suspension_ends_after_it_starts", condition=Q(ends__gt=F("starts")))]

    def __str__(self) -> str:
        return f"{self.order_number} {self.starts:%Y-%m-%d}"
