"""A part of a ticket, its clocks and its ledger of events."""

from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grids.models import Grid
from haidian_policing.organisation.models import Unit
from haidian_policing.steps.ledger import LedgerEvent
from haidian_policing.workcalendar.choices import Unit as TimeUnit
from haidian_policing.workcalendar.models import Version as CalendarVersion
from whistle_reporting import choices
from whistle_reporting.lifecycle import PART
from whistle_reporting.models.catalogue import Reason
from whistle_reporting.models.ticket import Ticket
from whistle_reporting.querysets import ClockQuerySet, PartQuerySet

PERSON = settings.AUTH_USER_MODEL


class Part(models.Model):
    """One unit's share of a ticket. Columns that measures read: kind, station, squad, handler, grid, street, klass, opened_at … closed_at,

    *_minutes and *_in_time (null: not stopped or no such clock), round (times reopened), bounces (returns before this part), late_entry.
    due_at, due_clock and due_provisional repeat the earliest running clock for lists; the clocks themselves are the ledger that is shown.
    """

    lifecycle = PART
    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="parts", verbose_name=_("ticket"))
    kind = models.CharField(_("kind"), max_length=12, choices=choices.PartKind)
    klass = models.CharField(_("class"), max_length=12, choices=choices.ItemClass)
    state = models.CharField(_("state"), max_length=20, choices=choices.PartState, default=choices.PartState.DISPATCHED)
    station = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="station_parts", db_index=False, verbose_name=_("station"))
    squad = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="squad_parts", db_index=False, verbose_name=_("squad"))
    street = models.ForeignKey(Unit, models.PROTECT, related_name="street_parts", verbose_name=_("street"))
    grid = models.ForeignKey(Grid, models.PROTECT, related_name="parts_of_tickets", verbose_name=_("grid"))
    outside_unit = models.CharField(_("outside unit"), max_length=60, blank=True)
    handler = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="handled_parts", verbose_name=_("handler"))
    round = models.PositiveSmallIntegerField(_("times reopened"), default=0)
    bounces = models.PositiveSmallIntegerField(_("times returned"), default=0)
    urged = models.PositiveSmallIntegerField(_("times urged"), default=0)
    extensions_granted = models.PositiveSmallIntegerField(_("extensions granted"), default=0)
    is_supervised = models.BooleanField(_("supervised"), default=False)
    is_paused = models.BooleanField(_("clock suspended"), default=False)
    extension_pending = models.BooleanField(_("extension asked for"), default=False)
    late_entry = models.BooleanField(_("late entry"), default=False)
    result = models.TextField(_("result"), blank=True)
    return_reason = models.ForeignKey(Reason, models.PROTECT, null=True, related_name="+", verbose_name=_("reason for the return"))
    opened_at = models.DateTimeField(_("dispatched to the unit"))
    signed_at = models.DateTimeField(_("signed for"), null=True)
    assigned_at = models.DateTimeField(_("assigned"), null=True)
    arrived_at = models.DateTimeField(_("arrived"), null=True)
    done_at = models.DateTimeField(_("reported done"), null=True)
    closed_at = models.DateTimeField(_("closed"), null=True)
    receipt_minutes = models.PositiveIntegerField(_("minutes to receipt"), null=True)
    arrival_minutes = models.PositiveIntegerField(_("minutes to arrival"), null=True)
    disposal_minutes = models.PositiveIntegerField(_("minutes of disposal"), null=True)
    total_minutes = models.PositiveIntegerField(_("minutes from dispatch to done"), null=True)
    receipt_in_time = models.BooleanField(_("receipt in time"), null=True)
    arrival_in_time = models.BooleanField(_("arrival in time"), null=True)
    disposal_in_time = models.BooleanField(_("disposal in time"), null=True)
    due_at = models.DateTimeField(_("due"), null=True)
    due_clock = models.CharField(_("deadline"), max_length=8, choices=choices.ClockKind, blank=True)
    due_provisional = models.BooleanField(_("provisional"), default=False)

    objects = PartQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        indexes = [
            models.Index(fields=["station", "due_at"], name="part_open_of_station", condition=Q(state__in=choices.OPEN_STATES)),
            models.Index(fields=["handler", "due_at"], name="part_open_of_handler", condition=Q(state__in=choices.OPEN_STATES)),
            models.Index(fields=["station", "state", "ticket"], name="part_waiting_of_station", condition=Q(state__in=choices.OPEN_STATES)),
            models.Index(fields=["street", "state", "ticket"], name="part_waiting_of_street", condition=Q(state__in=choices.OPEN_STATES)),
            models.Index(fields=["ticket"], name="part_extension_asked", condition=Q(extension_pending=True)),
            models.Index(fields=["station", "opened_at"], name="part_of_station"),
            models.Index(fields=["station", "ticket"], name="part_of_station_ticket"),
            models.Index(fields=["squad", "ticket"], name="part_of_squad_ticket"),
            BrinIndex(fields=["opened_at", "done_at", "closed_at"], name="part_time"),
        ]
        constraints = [
            models.CheckConstraint(name="part_state_is_known", condition=Q(state__in=choices.PartState.values)),
            models.CheckConstraint(
                name="part_has_a_station_or_an_outside_unit",
                condition=Q(kind="outside_lead", station__isnull=True) & ~Q(outside_unit="")
                | ~Q(kind="outside_lead") & Q(station__isnull=False, outside_unit=""),
            ),
            models.CheckConstraint(
                name="part_has_a_handler_when_worked_on", condition=~Q(state__in=choices.WORKING_STATES) | Q(handler__isnull=False)
            ),
            models.UniqueConstraint(name="one_open_part_of_a_kind", fields=["ticket", "kind"], condition=Q(state__in=choices.OPEN_STATES)),
        ]

    def __str__(self) -> str:
        return f"{self.ticket} {self.station or self.outside_unit}"


class Clock(models.Model):
    """One obligation of a part in one round: what was allowed, under which calendar version, when it ran, and how it ended.

    entries: [{what: start|pause|resume|extend|recount|stop, at, due, note}], the ledger shown to people; minutes_* in the unit's own time.
    """

    part = models.ForeignKey(Part, models.PROTECT, related_name="clocks", db_index=False, verbose_name=_("part"))
    kind = models.CharField(_("kind"), max_length=8, choices=choices.ClockKind)
    round = models.PositiveSmallIntegerField(_("round"), default=0)
    amount = models.PositiveIntegerField(_("allowed"))
    unit = models.CharField(_("counted in"), max_length=16, choices=TimeUnit)
    calendar_version = models.ForeignKey(CalendarVersion, models.PROTECT, related_name="+", verbose_name=_("calendar version"))
    started_at = models.DateTimeField(_("started"))
    first_due_at = models.DateTimeField(_("due at first"))
    due_at = models.DateTimeField(_("due"))
    is_provisional = models.BooleanField(_("provisional"), default=False)
    paused_at = models.DateTimeField(_("suspended since"), null=True)
    minutes_paused = models.PositiveIntegerField(_("minutes suspended"), default=0)
    extended_by = models.PositiveSmallIntegerField(_("extended by"), default=0)
    stopped_at = models.DateTimeField(_("stopped"), null=True)
    minutes_used = models.PositiveIntegerField(_("minutes used"), null=True)
    in_time = models.BooleanField(_("in time"), null=True)
    entries = models.JSONField(default=list)

    objects = ClockQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        indexes = [
            models.Index(fields=["due_at"], name="clock_running", condition=Q(stopped_at__isnull=True)),
            models.Index(fields=["kind", "due_at"], name="clock_of_month"),
            models.Index(fields=["due_at"], name="clock_provisional", condition=Q(stopped_at__isnull=True, is_provisional=True)),
        ]
        constraints = [
            models.UniqueConstraint(name="one_clock_of_a_kind_per_round", fields=["part", "kind", "round"]),
            models.CheckConstraint(name="clock_is_due_after_it_starts", condition=Q(due_at__gte=F("started_at"))),
            models.CheckConstraint(
                name="stopped_clock_has_its_minutes", condition=Q(stopped_at__isnull=True) | Q(minutes_used__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part_id} {self.kind} {self.round}"


class PartEvent(LedgerEvent):
    """A step of a part; internal ones, from before there were notes, are not shown to the street."""

    subject = models.ForeignKey(Part, models.PROTECT, related_name="events")
    internal = models.BooleanField(_("only for the police"), default=False)

    class Meta:
        ordering = ("pk",)
        indexes = [BrinIndex(fields=["at"], name="part_event_time")]

    def __str__(self) -> str:
        return f"{self.subject_id} {self.verb}"
