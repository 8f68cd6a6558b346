"""The closed lists of the workstations: stages of a site, modes of a service, states of a visit."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SiteStage(TextChoices):
    CHOSEN = "chosen", _("Site chosen")
    BUILDING = "building", _("Under construction")
    RUNNING = "running", pgettext_lazy("site", "In operation")
    CLOSED = "closed", pgettext_lazy("site", "Closed")


class ServiceFamily(TextChoices):
    WINDOW = "window", _("Window")
    TERMINAL = "terminal", _("Terminal")
    ROOM = "room", _("Mediation room")
    SEAT = "seat", _("Lawyer's seat")
    CORNER = "corner", _("Prevention corner")


class ServiceMode(TextChoices):
    """A service is accepted here or completed here (受(办)理)."""

    ACCEPT = "accept", _("Accepted here")
    COMPLETE = "complete", _("Completed here")
    STEP_BY_STEP = "step_by_step", _("Moving forward step by step")
    SELF_SERVICE = "self_service", _("Self-service")
    BY_APPOINTMENT = "by_appointment", _("By appointment")
    WALK_IN = "walk_in", _("Walk in")


class VisitState(TextChoices):
    WAITING = "waiting", pgettext_lazy("visit", "Waiting")
    CALLED = "called", _("Called")
    SERVING = "serving", _("Being served")
    COMPLETED = "completed", pgettext_lazy("visit", "Completed")
    PASSED_ON = "passed_on", _("Accepted and passed on")
    LEFT = "left", _("Left")


class Outcome(TextChoices):
    DONE = "done", _("Completed on the spot")
    ADVISED = "advised", _("Advised")
    LACKING = "lacking", _("Papers missing, to come again")
