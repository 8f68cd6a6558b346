"""The closed lists of performance: periods, leagues, layers, the states of what is published, and why a unit has no rank."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PeriodKind(TextChoices):
    MONTH = "month", _("Month")
    QUARTER = "quarter", _("Quarter")
    YEAR = "year", _("Year")


class PeriodState(TextChoices):
    RUNNING = "running", pgettext_lazy("period", "Running")
    CHECKING = "checking", pgettext_lazy("period", "Being checked")
    SETTLED = "settled", pgettext_lazy("period", "Settled")


class League(TextChoices):
    STATIONS = "stations", _("Police stations")


class Layer(TextChoices):
    """Bottom line: veto or deduction. Baseline: pass or fail, never ranked. Stretch: ranked."""

    BOTTOM = "bottom", pgettext_lazy("layer", "Bottom line")
    BASELINE = "baseline", pgettext_lazy("layer", "Baseline")
    STRETCH = "stretch", pgettext_lazy("layer", "Stretch")


class EditionState(TextChoices):
    FLASH = "flash", _("Flash report, not verified")
    COMPUTED = "computed", pgettext_lazy("edition", "Computed")
    PROVISIONAL = "provisional", pgettext_lazy("edition", "Provisional")
    ISSUED = "issued", pgettext_lazy("edition", "Issued")


OPEN_EDITIONS = ("flash", "computed", "provisional")
PUBLIC_EDITIONS = ("provisional", "issued")


class Unranked(TextChoices):
    """Why a unit stands in the table without a rank."""

    FLASH = "flash", _("flash report, no ranks")
    MISSING = "missing", _("too much of the weight is missing, no score")
    SMALL = "small", _("group too small, values only")
    FEW = "few", _("few cases, not ranked")
    UNSURE = "unsure", _("differences not reliable, not ranked")


class Source(TextChoices):
    """What a counted row is: where its drill-down leads."""

    PART = "part", _("whistle tickets")
    DUE = "due", _("tasks due")
    LOG = "log", _("task logs")
    VISIT = "visit", _("visits")


class Subject(TextChoices):
    """Whom a measure judges."""

    STATION = "station", _("station")
    SQUAD = "squad", _("squad")
    OFFICER = "officer", _("officer")
