"""Notices that are confirmed, what people follow, and webhooks with the log of their deliveries."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from haidian_policing.notices.choices import DeliveryState, HookState
from haidian_policing.notices.querysets import CircularQuerySet, DeliveryQuerySet, ReceiptQuerySet
from haidian_policing.organisation.models import Unit
from haidian_policing.sealing import seal, unseal

PERSON = settings.AUTH_USER_MODEL
SECRET = "webhook.secret"


class Circular(models.Model):
    """A notice that each receiver confirms, perhaps until a moment."""

    author = models.ForeignKey(PERSON, models.PROTECT, related_name="circulars", verbose_name=_("author"))
    title = models.CharField(pgettext_lazy("notice", "title"), max_length=80)
    text = models.TextField(_("text"), max_length=4000)
    sent_at = models.DateTimeField(_("sent"))
    answer_by = models.DateTimeField(_("confirm until"), null=True, blank=True)
    urged_at = models.DateTimeField(_("urged"), null=True)
    once = models.CharField(max_length=40, blank=True)

    objects = CircularQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("notice with receipts")
        ordering = ("-pk",)
        constraints = [models.UniqueConstraint(name="circular_sent_once", fields=["author", "once"], condition=~Q(once=""))]

    def __str__(self) -> str:
        return self.title


class Receipt(models.Model):
    """One person's part: the unit through which the notice reached him, when he confirmed, with what words."""

    circular = models.ForeignKey(Circular, models.PROTECT, related_name="receipts", verbose_name=_("notice with receipts"))
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="receipts", verbose_name=_("person"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    answered_at = models.DateTimeField(_("confirmed"), null=True)
    words = models.CharField(_("words"), max_length=300, blank=True)

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        ordering = ("unit__order", "pk")
        indexes = [models.Index(fields=["person"], name="receipt_waiting", condition=Q(answered_at=None))]
        constraints = [models.UniqueConstraint(name="one_receipt_each", fields=["circular", "person"])]

    def __str__(self) -> str:
        return f"{self.circular_id} {self.person_id}"


class Subscription(models.Model):
    """A person follows one object, or with 0 all of a kind in his reach; verbs: the events told, none chosen for all, muted for none."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="subscriptions", verbose_name=_("person"))
    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField(default=0)
    verbs = models.JSONField(default=list)
    muted = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["kind", "object_id"], name="subscription_about")]
        constraints = [models.UniqueConstraint(name="followed_once", fields=["person", "kind", "object_id"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class Webhook(models.Model):
    """An address outside that is told what happened, without data about people: proposed by one administrator, approved by another."""

    name = models.CharField(_("name"), max_length=60)
    url = models.URLField(_("address"), max_length=300)
    kinds = models.JSONField(_("told about"), default=list)
    secret_sealed = models.BinaryField()
    state = models.CharField(_("state"), max_length=10, choices=HookState, default=HookState.PROPOSED)
    failures = models.PositiveSmallIntegerField(_("failures in a row"), default=0)
    proposed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("proposed by"))
    proposed_at = models.DateTimeField(_("proposed"))
    approved_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+", verbose_name=_("approved by"))
    approved_at = models.DateTimeField(_("approved"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("webhook")
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(name="webhook_has_two_people", condition=~Q(approved_by=models.F("proposed_by"))),
            models.CheckConstraint(name="webhook_runs_approved", condition=Q(state="proposed") | Q(approved_by__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def secret(self) -> str:
        return unseal(self.secret_sealed, SECRET)

    @secret.setter
    def secret(self, word: str) -> None:
        self.secret_sealed = seal(word, SECRET)


class Delivery(models.Model):
    """One message to one webhook: what was sent, how often it was tried, how it ended."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    webhook = models.ForeignKey(Webhook, models.PROTECT, related_name="deliveries", verbose_name=_("webhook"))
    key = models.CharField(max_length=140)
    body = models.JSONField(_("content"))
    state = models.CharField(_("state"), max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    created_at = models.DateTimeField(_("created"))
    next_at = models.DateTimeField(_("next attempt"))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    status = models.PositiveSmallIntegerField(_("answer"), null=True)
    error = models.CharField(_("error"), max_length=200, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "key")
        indexes = [
            models.Index(fields=["webhook", "-created_at"], name="delivery_log"),
            models.Index(fields=["next_at"], name="delivery_waiting", condition=Q(state="waiting")),
        ]
        constraints = [models.UniqueConstraint(name="told_once_each", fields=["webhook", "key"])]

    def __str__(self) -> str:
        return str(self.id)
