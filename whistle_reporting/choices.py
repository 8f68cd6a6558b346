"""The closed lists of whistle and report: states, kinds, answers."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TicketState(TextChoices):
    DRAFT = "draft", pgettext_lazy("ticket", "Draft")
    AWAITING_SIGN_OFF = "awaiting_sign_off", _("Awaiting sign-off")
    BLOWN = "blown", pgettext_lazy("ticket", "Blown, under way")
    CLOSED = "closed", pgettext_lazy("ticket", "Closed")
    WITHDRAWN = "withdrawn", pgettext_lazy("ticket", "Withdrawn")


class PartState(TextChoices):
    DISPATCHED = "dispatched", _("Awaiting receipt")
    SIGNED = "signed", _("Signed for, awaiting dispatch")
    ASSIGNED = "assigned", _("Assigned, on the way")
    ARRIVED = "arrived", pgettext_lazy("ticket", "Arrived")
    SURVEYING = "surveying", _("Preliminary survey")
    RECTIFYING = "rectifying", _("Rectification")
    RETURN_ASKED = "return_asked", _("Return awaits a ruling")
    RETURNED = "returned", pgettext_lazy("ticket", "Returned")
    OUTSIDE = "outside", _("Under way at the outside unit")
    DONE = "done", _("Awaiting the street's verdict")
    CLOSED = "closed", pgettext_lazy("part", "Closed")
    CANCELLED = "cancelled", pgettext_lazy("part", "Withdrawn by the street")


OPEN_STATES = tuple(state for state in PartState if state not in ("returned", "closed", "cancelled"))
WORKING_STATES = ("assigned", "arrived", "surveying", "rectifying")
OPEN_TICKETS = ("draft", "awaiting_sign_off", "blown")


class ItemClass(TextChoices):
    ENFORCEMENT = "enforcement", _("Integrated enforcement")
    KEY_WORK = "key_work", _("Key work")
    EMERGENCY = "emergency", _("Emergency response")


class ItemRole(TextChoices):
    LEAD = "lead", _("Police lead")
    COOPERATE = "cooperate", _("Police cooperate")


class Span(TextChoices):
    HOURS = "hours", pgettext_lazy("deadline counted in", "hours")
    DAYS = "days", pgettext_lazy("deadline counted in", "days")
    APPOINTMENT = "appointment", _("by appointment")


class Source(TextChoices):
    WHISTLE = "whistle", _("Street's whistle")
    HOTLINE = "hotline_12345", _("12345 hotline")
    RESIDENT = "resident", _("Resident")
    OWN_FIND = "own_find", _("Own find")


class PartKind(TextChoices):
    LEAD = "lead", _("Lead unit")
    COOPERATE = "cooperate", _("Cooperating unit")
    OUTSIDE_LEAD = "outside_lead", _("Outside lead unit")


class ClockKind(TextChoices):
    RECEIPT = "receipt", _("Receipt deadline")
    ARRIVAL = "arrival", _("Arrival deadline")
    DISPOSAL = "disposal", _("Disposal deadline")
    VERDICT = "verdict", _("Verdict deadline")


class Phase(TextChoices):
    FILING = "filing", _("When filed")
    BEFORE = "before", pgettext_lazy("photo", "Before")
    AFTER = "after", pgettext_lazy("photo", "After")


class Came(TextChoices):
    YES = "yes", pgettext_lazy("verdict", "Came")
    NO = "no", pgettext_lazy("verdict", "Did not come")
    UNKNOWN = "unknown", pgettext_lazy("verdict", "Not known")


class Solved(TextChoices):
    YES = "yes", pgettext_lazy("verdict", "Solved")
    PARTLY = "partly", pgettext_lazy("verdict", "Partly solved")
    NO = "no", pgettext_lazy("verdict", "Not solved")


class Satisfied(TextChoices):
    VERY = "very", _("Very satisfied")
    SATISFIED = "satisfied", _("Satisfied")
    BASICALLY = "basically", _("Basically satisfied")
    FAIR = "fair", pgettext_lazy("verdict", "Fair")
    NOT = "not", _("Not satisfied")
    NOT_REACHED = "not_reached", _("Not reached")


class Effect(TextChoices):
    HOLDS = "holds", _("The effect holds")
    PARTLY = "partly", _("The effect holds in part")
    RELAPSED = "relapsed", _("It has come back")


class ExtensionState(TextChoices):
    ASKED = "asked", pgettext_lazy("extension", "Asked for")
    GRANTED = "granted", pgettext_lazy("extension", "Granted")
    REFUSED = "refused", pgettext_lazy("extension", "Refused")
    LAPSED = "lapsed", pgettext_lazy("extension", "Lapsed")


class ReasonKind(TextChoices):
    RETURN = "return", _("Reason for a return")
    EXTENSION = "extension", _("Reason for an extension")
    PENDING = "pending", _("Reason for a pause")


class FaultOf(TextChoices):
    STREET = "street", pgettext_lazy("fault of", "the street")
    LEAD_UNIT = "lead_unit", pgettext_lazy("fault of", "the lead unit")
    NOBODY = "nobody", pgettext_lazy("fault of", "nobody")
