"""The closed lists of the handbooks: kinds, states of a version, and what may be founded on a paragraph."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    """One opinion, nine rules, two examples, one set of manuals; help is the portal's own."""

    OPINION = "opinion", pgettext_lazy("handbook", "Opinion")
    RULE = "rule", pgettext_lazy("handbook", "Rules")
    EXAMPLE = "example", pgettext_lazy("handbook", "Examples")
    MANUAL = "manual", pgettext_lazy("handbook", "Manuals")
    HELP = "help", pgettext_lazy("handbook", "How to use the portal")


class State(TextChoices):
    DRAFT = "draft", pgettext_lazy("handbook", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("handbook", "Awaiting approval")
    APPROVED = "approved", pgettext_lazy("handbook", "Approved, not yet in force")
    IN_FORCE = "in_force", pgettext_lazy("handbook", "In force")
    SUPERSEDED = "superseded", pgettext_lazy("handbook", "Superseded")
    WITHDRAWN = "withdrawn", pgettext_lazy("handbook", "Withdrawn")


class Source(TextChoices):
    TASK = "task", pgettext_lazy("basis", "Task item")
    WHISTLE = "whistle", pgettext_lazy("basis", "Whistle item")
    SERVICE = "service", pgettext_lazy("basis", "Service")
    MEASURE = "measure", pgettext_lazy("basis", "Measure")


TONES = {"draft": "neutral", "submitted": "info", "approved": "active", "in_force": "good", "superseded": "pause", "withdrawn": "bad"}
