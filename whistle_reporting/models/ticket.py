"""The ticket and its ledger of events."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex, GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Reverse
from django.utils.translation import gettext_lazy as _

from grids.models import Grid
from haidian_policing.organisation.models import Unit
from haidian_policing.search.texts import Bigrams
from haidian_policing.steps.ledger import LedgerEvent
from whistle_reporting import choices
from whistle_reporting.lifecycle import TICKET
from whistle_reporting.models.catalogue import Item
from whistle_reporting.querysets import TO_DO, SearchScope, TicketQuerySet

PERSON = settings.AUTH_USER_MODEL


class Ticket(models.Model):
    """A whistle or another request for the police; `token` makes a repeated filing the same ticket, `revision` guards edits of a draft.

    station is the grid's; due_at is the earliest running deadline of its parts, kept for lists; contact data are sealed. reach repeats who
    reaches it through its parts, as words of the search (a trigger keeps it): u a unit, p a handler, g a grid.
    """

    lifecycle = TICKET
    number = models.CharField(_("number"), max_length=20, unique=True)
    token = models.UUIDField(unique=True)
    revision = models.PositiveIntegerField(default=1)
    source = models.CharField(_("source"), max_length=14, choices=choices.Source, default=choices.Source.WHISTLE)
    item = models.ForeignKey(Item, models.PROTECT, related_name="tickets", verbose_name=_("item"))
    klass = models.CharField(_("class"), max_length=12, choices=choices.ItemClass)
    state = models.CharField(_("state"), max_length=20, choices=choices.TicketState, default=choices.TicketState.DRAFT)
    grid = models.ForeignKey(Grid, models.PROTECT, related_name="tickets", verbose_name=_("grid"))
    station = models.ForeignKey(Unit, models.PROTECT, related_name="station_tickets", verbose_name=_("station"))
    street = models.ForeignKey(Unit, models.PROTECT, related_name="street_tickets", db_index=False, verbose_name=_("street"))
    place = models.CharField(_("place"), max_length=120)
    longitude = models.DecimalField(_("longitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    description = models.TextField(_("description"))
    answers = models.JSONField(_("answers"), default=dict)
    contact_sealed = models.BinaryField(_("contact"), null=True)
    phone_sealed = models.BinaryField(_("contact's phone"), null=True)
    appointed_at = models.DateTimeField(_("appointment"), null=True, blank=True)
    phoned_at = models.DateTimeField(_("phoned"), null=True, blank=True)
    countersign_pending = models.BooleanField(default=False)
    filed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="filed_tickets", verbose_name=_("filed by"))
    filed_at = models.DateTimeField(_("filed"))
    signed_off_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+", verbose_name=_("signed off by"))
    blown_at = models.DateTimeField(_("blown"), null=True)
    closed_at = models.DateTimeField(_("closed"), null=True)
    due_at = models.DateTimeField(_("due"), null=True)
    reach = ArrayField(models.TextField(), default=list, db_default=models.Value([]), editable=False)

    objects = TicketQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("ticket")
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=["street", "-id"], name="ticket_of_street"),
            models.Index(fields=["street", "state"], name="ticket_open_of_street", condition=Q(state__in=choices.OPEN_TICKETS)),
            models.Index(fields=["grid", "due_at"], name="ticket_open_of_grid", condition=Q(state__in=choices.OPEN_TICKETS)),
            models.Index(fields=["due_at", "id"], name="ticket_open", condition=Q(state__in=choices.OPEN_TICKETS)),
            models.Index(fields=["street", "due_at"], name="ticket_to_countersign", condition=Q(countersign_pending=True)),
            models.Index(fields=["due_at", "id"], name="ticket_by_due", condition=Q(due_at__isnull=False)),
            models.Index(fields=["filed_at", "id"], name="ticket_by_filing"),
            models.Index(fields=["id"], name="ticket_to_do_keys", include=["state"], condition=TO_DO),
            BrinIndex(fields=["filed_at", "blown_at"], name="ticket_time"),
            GinIndex(
                OpClass(Bigrams("place", "description"), name="array_ops"),
                OpClass(SearchScope("id", "street", "reach"), name="array_ops"),
                name="ticket_words",
                gin_pending_list_limit=512,
            ),
            GinIndex(
                OpClass(SearchScope("id", "street", "reach"), name="array_ops"),
                name="ticket_open_scope",
                condition=Q(state__in=choices.OPEN_TICKETS),
            ),
            models.Index(OpClass(Reverse("number"), name="text_pattern_ops"), name="ticket_number_tail"),
        ]
        constraints = [
            models.CheckConstraint(name="ticket_state_is_known", condition=Q(state__in=choices.TicketState.values)),
            models.CheckConstraint(
                name="ticket_times_follow_its_state",
                condition=Q(state__in=("draft", "awaiting_sign_off"), blown_at__isnull=True)
                | Q(state="withdrawn")
                | Q(state="blown", blown_at__isnull=False, closed_at__isnull=True)
                | Q(state="closed", blown_at__isnull=False, closed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class TicketEvent(LedgerEvent):
    """A step of a ticket."""

    subject = models.ForeignKey(Ticket, models.PROTECT, related_name="events")

    class Meta:
        ordering = ("pk",)
        indexes = [BrinIndex(fields=["at"], name="ticket_event_time")]

    def __str__(self) -> str:
        return f"{self.subject_id} {self.verb}"
