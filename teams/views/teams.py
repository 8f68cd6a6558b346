"""One team by parts."""

from datetime import timedelta

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from haidian_policing.pages.responses import answer
from teams.choices import Part
from teams.composition import CHECKED_KINDS, COMPOSITION, gaps, tone
from teams.lists import totals
from teams.models import Member, Team
from teams.sets import counted, first_members

SOON_DAYS, LATELY_DAYS = 45, 180
SHOWN_OF_A_PART = 60


def detail(request, pk: int):
    """One team: its parts with whom they hold, telephones masked; of a large part the first are shown and the rest counted."""
    today = timezone.localdate()
    teams = Team.objects.visible_to(request.user).select_related("kind", "station", "street", "grid")
    team = get_object_or_404(teams, pk=pk)
    counts = counted([pk], today)[pk]
    checked = team.kind.code in CHECKED_KINDS
    context = {
        "team": team,
        "parts": _parts(team, counts, today),
        "total": sum(counts.values()),
        "gaps": [(Part(part).label, number) for part, number in gaps(counts).items()] if checked else [],
        "checked": checked,
        "soon": today + timedelta(days=SOON_DAYS),
        "lately": today - timedelta(days=LATELY_DAYS),
        "tone": tone,
        "keeps": Team.objects.reachable_by(request.user, "team.manage").filter(pk=pk).exists(),
    }
    crumbs = [(_("Community teams"), reverse("teams:team_list")), (str(team), None)]
    return answer(request, "teams/team_detail.html", {**context, "breadcrumbs": crumbs})


def team_totals(request):
    """What the list of teams counts over all of them."""
    return answer(request, "teams/team_totals.html", {"totals": totals(request.user)})


def _parts(team: Team, counts: dict[str, int], day) -> list[dict]:
    """The rows of the composition table with the first members of each part, all in one statement."""
    by_part: dict[str, list[Member]] = {}
    for member in first_members(SHOWN_OF_A_PART, team=team.pk, day=day):
        by_part.setdefault(member.part, []).append(member)
    return [{"rule": rule, "count": counts[rule.part.value], "members": by_part.get(rule.part.value, [])} for rule in COMPOSITION]
