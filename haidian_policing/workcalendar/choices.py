"""Words that the work calendar stores."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Unit(TextChoices):
    """What an amount of time is counted in; natural units run day and night."""

    WORKING_MINUTES = "working_minutes", _("working minutes")
    WORKING_HOURS = "working_hours", _("working hours")
    WORKING_DAYS = "working_days", _("working days")
    MINUTES = "minutes", _("minutes")
    HOURS = "hours", _("hours")
    DAYS = "days", _("natural days")

    @property
    def is_working(self) -> bool:
        """Does this unit stand still at night, at weekends and on holidays?"""
        return self.value.startswith("working")


class DayKind(TextChoices):
    """Why a day counts or does not."""

    WORKDAY = "workday", _("workday")
    WEEKEND = "weekend", _("weekend")
    HOLIDAY = "holiday", _("holiday")
    MAKEUP = "makeup", _("make-up workday")

    @property
    def works(self) -> bool:
        """Is the office open on such a day?"""
        return self in (DayKind.WORKDAY, DayKind.MAKEUP)


class YearState(TextChoices):
    """Has the State Council's notice for the year been entered and checked?"""

    PROVISIONAL = "provisional", _("provisional year")
    CONFIRMED = "confirmed", _("confirmed year")
