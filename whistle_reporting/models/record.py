"""What is kept beside a part: verdicts, requests for more time, photos."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from haidian_policing.files.models import StoredFile
from whistle_reporting import choices
from whistle_reporting.models.catalogue import Reason
from whistle_reporting.models.part import Part
from whistle_reporting.models.ticket import Ticket

PERSON = settings.AUTH_USER_MODEL


class Verdict(models.Model):
    """The street's answer on one part in one round; who gave it is not shown to those who are assessed."""

    part = models.ForeignKey(Part, models.PROTECT, related_name="verdicts", db_index=False, verbose_name=_("part"))
    round = models.PositiveSmallIntegerField(_("round"))
    came = models.CharField(_("Did they come?"), max_length=8, choices=choices.Came)
    solved = models.CharField(_("Is it solved?"), max_length=8, choices=choices.Solved)
    satisfied = models.CharField(_("Is the caller satisfied?"), max_length=12, choices=choices.Satisfied)
    comment = models.TextField(_("comment"), blank=True)
    given_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+", verbose_name=_("given by"))
    given_at = models.DateTimeField(_("given"))

    class Meta:
        ordering = ("round",)
        indexes = [models.Index(fields=["given_at"], name="verdict_of_month")]
        constraints = [models.UniqueConstraint(name="one_verdict_per_round", fields=["part", "round"])]

    def __str__(self) -> str:
        return f"{self.part_id} {self.solved}"


class Extension(models.Model):
    """A request for more time, and what was decided."""

    part = models.ForeignKey(Part, models.PROTECT, related_name="extensions", verbose_name=_("part"))
    round = models.PositiveSmallIntegerField(_("round"))
    state = models.CharField(_("state"), max_length=8, choices=choices.ExtensionState, default=choices.ExtensionState.ASKED)
    reason = models.ForeignKey(Reason, models.PROTECT, related_name="+", verbose_name=_("reason"))
    note = models.TextField(_("note"), blank=True)
    asked_amount = models.PositiveSmallIntegerField(_("asked for"))
    granted_amount = models.PositiveSmallIntegerField(_("granted"), null=True)
    asked_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+", verbose_name=_("asked by"))
    asked_at = models.DateTimeField(_("asked"))
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by"))
    decided_at = models.DateTimeField(_("decided"), null=True)

    class Meta:
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(name="one_open_extension", fields=["part"], condition=Q(state="asked"))]

    def __str__(self) -> str:
        return f"{self.part_id} +{self.asked_amount}"


class Evidence(models.Model):
    """A photo of a ticket (when filed) or of a part (before, after)."""

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="evidence", verbose_name=_("ticket"))
    part = models.ForeignKey(Part, models.PROTECT, null=True, related_name="evidence", verbose_name=_("part"))
    round = models.PositiveSmallIntegerField(_("round"), default=0)
    phase = models.CharField(_("phase"), max_length=6, choices=choices.Phase)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("file"))
    added_at = models.DateTimeField(_("added"))

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                name="evidence_belongs_to_its_phase",
                condition=Q(phase="filing", part__isnull=True) | Q(phase__in=("before", "after"), part__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.phase}"
