"""The closed lists of the organisation: kinds of unit, of department and of absence."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class UnitKind(TextChoices):
    SUB_BUREAU = "sub_bureau", _("Sub-bureau")
    DEPARTMENT = "department", _("Department")
    STATION = "station", _("Police station")
    SQUAD = "squad", _("Squad")
    GROUP = "group", _("Police group")
    STREET = "street", pgettext_lazy("civil authority", "Street or town")


class DepartmentCategory(TextChoices):
    SUPPORT = "support", _("Personnel and support")
    OPERATIONAL = "operational", _("Operational")


class StationKind(TextChoices):
    HOUSEHOLD = "household", _("Household station")
    OTHER = "other", _("Other station")


class SquadKind(TextChoices):
    COMMUNITY = "community", _("Community squad")
    CASE = "case", _("Case squad")
    COMMAND = "command", _("Command room")


class AbsenceKind(TextChoices):
    LEAVE = "leave", _("Annual leave")
    SICK = "sick", _("Sick leave")
    MATERNITY = "maternity", _("Maternity leave")
    STUDY = "study", _("Study")
    SECONDMENT = "secondment", _("Secondment")
