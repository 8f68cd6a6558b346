"""What of the teams is searched and picked from: the teams and their kinds, never their members."""

from django.utils.translation import gettext_lazy as _

from haidian_policing.search.kinds import Kind
from teams.models import Team, TeamKind


class Teams(Kind):
    code, label, icon, page, may = "team", _("Community teams"), "users-group", "teams:team_detail", "team.view"

    def rows(self, person, at: str = ""):
        return Team.objects.visible_to(person).on(person.standing.day).select_related("station", "kind")

    def note(self, row) -> str:
        return f"{row.station} · {row.kind}"


class TeamKinds(Kind):
    code, may = "team_kind", "team.view"

    def rows(self, person, at: str = ""):
        return TeamKind.objects.all()


SEARCHED = (Teams(),)
PICKED = (TeamKinds(),)
