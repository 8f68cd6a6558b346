"""The pages of the teams."""

from django.utils.translation import gettext_lazy as _

from haidian_policing.exports.views import printing
from haidian_policing.lists.views import listing
from haidian_policing.pages.registry import Page
from teams.lists import POSTS, TEAMS
from teams.papers import MEMBER, ROSTER
from teams.views import duty, members, teams

PAGES: tuple[Page, ...] = (
    listing(TEAMS, menu="stations", icon="users-group"),
    Page("team_totals", "totals/", teams.team_totals, may="team.view"),
    Page("duty_roster", "duty/", duty.roster, label=_("Duty roster"), menu="stations", may="team.view", icon="calendar-event"),
    printing(ROSTER, "duty/<int:pk>/paper/", takes="duty roster"),
    listing(POSTS, "posts/", menu="stations", icon="briefcase"),
    Page("member_detail", "members/<int:pk>/", members.detail, may="team.manage", methods=("GET", "POST"), takes="member"),
    Page("member_erase", "members/<int:pk>/erase/", members.erase, may="team.manage", methods=("POST",), takes="member"),
    printing(MEMBER, "members/<int:pk>/paper/", takes="member"),
    Page("team_detail", "<int:pk>/", teams.detail, may="team.view", takes="team"),
)
