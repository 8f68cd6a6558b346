"""The states of a webhook and of one delivery."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class HookState(TextChoices):
    PROPOSED = "proposed", pgettext_lazy("webhook", "Awaiting approval")
    ACTIVE = "active", pgettext_lazy("webhook", "Active")
    PAUSED = "paused", pgettext_lazy("webhook", "Paused")


class DeliveryState(TextChoices):
    WAITING = "waiting", pgettext_lazy("webhook", "Waiting")
    DONE = "done", pgettext_lazy("webhook", "Delivered")
    FAILED = "failed", pgettext_lazy("webhook", "Given up")
