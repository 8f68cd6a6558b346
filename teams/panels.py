"""What the teams show on home pages: who is on duty now."""

from django.utils.translation import gettext_lazy as _

from haidian_policing.pages.home import HomePanel
from teams.models import DutyShift


def on_duty(person, at) -> dict | None:
    """The shifts that run now at the stations in reach, in official order; None where nobody is on duty."""
    shifts = list(DutyShift.objects.visible_to(person).at(at).with_people()[:30])
    return {"shifts": shifts} if shifts else None


HOME = (HomePanel("duty", _("On duty now"), "team.view", "teams/home_duty.html", on_duty, order=65, icon="calendar-event"),)
