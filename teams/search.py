"""What of the teams is searched: the teams, never their members."""

from django.utils.translation import gettext_lazy as _

from haidian_policing.search.kinds import Kind
from teams.models import Team


class Teams(Kind):
    code, label, icon, page, may = "team", _("Community teams"), "users-group", "teams:team_detail", "team.view"

    def rows(self, person, at: str = ""):
        return Team.objects.visible_to(person).on(person.standing.day).select_related("station", "kind")

    def note(self, row) -> str:
        return f"{row.station} · {row.kind}"


SEARCHED = (Teams(),)
