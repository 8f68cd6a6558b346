"""The pages of the teams."""

from django.utils.translation import gettext_lazy as _

from haidian_policing.pages.registry import Page
from teams.views import duty, teams

PAGES: tuple[Page, ...] = (
    Page("team_list", "", teams.listing, label=_("Community teams"), menu="stations", may="team.view", icon="users-group"),
    Page("duty_roster", "duty/", duty.roster, label=_("Duty roster"), menu="stations", may="team.view", icon="calendar-event"),
    Page("post_list", "posts/", teams.concurrent, label=_("Concurrent posts"), menu="stations", may="team.view", icon="briefcase"),
    Page("team_detail", "<int:pk>/", teams.detail, may="team.view", takes="team"),
)
