"""The closed lists of the grids: kinds of community, assignment, chief and task, and the states of what has a life."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CommunityKind(TextChoices):
    COMMUNITY = "community", _("Community")
    VILLAGE = "village", _("Village")
    CAMPUS = "campus", _("Campus")


class AssignmentKind(TextChoices):
    LEAD = "lead", _("Lead officer")
    ASSISTANT = "assistant", _("Assistant officer")
    ACTING = "acting", pgettext_lazy("assignment", "Acting lead")


class CatalogueKind(TextChoices):
    INDICATORS = "indicators", _("Workload indicators")
    TASKS = "tasks", _("Task list")


class CatalogueState(TextChoices):
    DRAFT = "draft", pgettext_lazy("catalogue", "Not yet approved")
    APPROVED = "approved", pgettext_lazy("catalogue", "Approved")


class Frequency(TextChoices):
    DAILY = "daily", _("every working day")
    WEEKLY = "weekly", _("every week")
    MONTHLY = "monthly", _("every month")
    QUARTERLY = "quarterly", _("every quarter")
    YEARLY = "yearly", _("every year")
    ON_DEMAND = "on_demand", _("when needed")


class Evidence(TextChoices):
    COUNT = "count", pgettext_lazy("evidence", "count only")
    NOTE = "note", pgettext_lazy("evidence", "note")
    PLACE = "place", pgettext_lazy("evidence", "place and count")
    PLACE_PHOTO = "place_photo", pgettext_lazy("evidence", "place and photo of the thing")
    FORM_NUMBER = "form_number", pgettext_lazy("evidence", "place and form number")
    CASE_NUMBER = "case_number", pgettext_lazy("evidence", "case number")
    TICKET_NUMBER = "ticket_number", pgettext_lazy("evidence", "ticket number")
    ROSTER = "roster", pgettext_lazy("evidence", "from roster or queue, not logged again")


class LogState(TextChoices):
    LOGGED = "logged", pgettext_lazy("task log", "Awaiting verification")
    VERIFIED = "verified", pgettext_lazy("task log", "Verified")
    RETURNED = "returned", pgettext_lazy("task log", "Returned")
    WITHDRAWN = "withdrawn", pgettext_lazy("task log", "Withdrawn")


class ChiefLevel(TextChoices):
    """The civil side of the four-level liaison, from the street's secretary down; stewards are not counted as chiefs."""

    GENERAL = "general", _("Party secretary and general chief of the street")
    DEPUTY = "deputy", _("Deputy general chief")
    TRUNK = "trunk", _("Chief of an expressway or trunk road")
    SECONDARY = "secondary", _("Chief of a secondary or branch road")
    ALLEY = "alley", _("Chief of a back alley")
    STEWARD = "steward", _("Alley steward")


OF_A_GRID = (ChiefLevel.ALLEY, ChiefLevel.STEWARD)


@dataclass(frozen=True)
class Meeting:
    """Who of the police stands opposite a level: the holder of a post at the street's station, or whoever holds the grid as one of `kinds`.

    reports: he reports to the chief (报到) where others meet (对接).
    """

    role: str = ""
    squad: str = ""
    kinds: tuple[str, ...] = ()
    reports: bool = False


# the four-level liaison (四级对接): said once, so that a change of officer needs no change of chiefs
LADDER = {
    ChiefLevel.GENERAL: Meeting("chief", reports=True),
    ChiefLevel.DEPUTY: Meeting("chief"),
    ChiefLevel.TRUNK: Meeting("chief"),
    ChiefLevel.SECONDARY: Meeting("captain", squad="community"),
    ChiefLevel.ALLEY: Meeting(kinds=("acting", "lead")),
    ChiefLevel.STEWARD: Meeting(kinds=("assistant",)),
}
COUNTED_CHIEFS = tuple(level.value for level in ChiefLevel if level != ChiefLevel.STEWARD)
