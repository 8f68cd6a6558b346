"""The closed lists of the workstations: stages of a site, modes of a service, states of a visit."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SiteStage(TextChoices):
    CHOSEN = "chosen", _("Site chosen")
    BUILDING = "building", _("Under construction")
    RUNNING = "running", pgettext_lazy("site", "In operation")
    CLOSED = "closed", pgettext_lazy("site", "Closed")


class ServiceMode(TextChoices):
    ACCEPT = "accept", _("Accepts")
    COMPLETE = "complete", _("Completes")
    SELF_SERVICE = "self_service", _("Self-service terminal")
    PLANNED = "planned", _("Moving forward")


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
