"""The work calendar: which minutes count, in which version of the calendar."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkCalendarConfig(AppConfig):
    """Ground app without knowledge of people or tickets."""

    name = "haidian_policing.workcalendar"
    label = "workcalendar"
    verbose_name = _("Work calendar")
    default_auto_field = "django.db.models.BigAutoField"
