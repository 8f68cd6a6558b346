"""Teams: the list with what each lacks, one of them by parts, and the concurrent posts."""

from datetime import timedelta

from django.db.models import Count, Q, Sum
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from haidian_policing.pages.pagination import page_of
from haidian_policing.pages.responses import answer
from teams.choices import ConcurrentKind, Part
from teams.composition import CHECKED_KINDS, COMPOSITION, COUNTED, gaps, tone
from teams.filters import TeamFilter
from teams.models import ConcurrentPost, Member, Team

COLUMNS = ("pk", "name", "gap", "kind__code", *COUNTED)
NAMES = {"en": ("station__name_en", "kind__name_en")}
SOON_DAYS = 45
SHOWN_OF_A_PART = 60


def listing(request):
    """Teams in reach with their members by part, and on top how many are under 1 + 1 + 4."""
    today = timezone.localdate()
    mine = Team.objects.visible_to(request.user).on(today)
    asked = TeamFilter(request.GET, queryset=mine.with_gaps(today), request=request)
    station, kind = NAMES.get(get_language(), ("station__short_name", "kind__name"))
    context = {
        "form": asked.form,
        "page": page_of(request, asked.qs.values(*COLUMNS, station, kind)),
        "totals": _totals(mine, today),
        "station_name": station,
        "kind_name": kind,
        "counted": COUNTED,
        "checked": CHECKED_KINDS,
        "tone": tone,
    }
    return answer(request, "teams/team_list.html", {**context, "breadcrumbs": [(_("Community teams"), None)]})


def _totals(teams, day) -> dict[str, int]:
    members = Member.objects.on(day).filter(team__in=teams.order_by().values("pk"))
    totals = teams.with_gaps(day).order_by().aggregate(teams=Count("pk"), short=Count("pk", Q(gap__gt=0)), missing=Sum("gap"))
    return {**totals, "members": members.count()}


def detail(request, pk: int):
    """One team: its parts with whom they hold, telephones masked; of a large part the first are shown and the rest counted."""
    today = timezone.localdate()
    teams = Team.objects.visible_to(request.user).with_gaps(today).select_related("kind", "station", "street", "grid")
    team = get_object_or_404(teams, pk=pk)
    counts = {part: getattr(team, part) for part in COUNTED}
    checked = team.kind.code in CHECKED_KINDS
    context = {
        "team": team,
        "parts": _parts(team, counts, today),
        "total": sum(counts.values()),
        "gaps": [(Part(part).label, number) for part, number in gaps(counts).items()] if checked else [],
        "checked": checked,
        "soon": today + timedelta(days=SOON_DAYS),
        "tone": tone,
    }
    crumbs = [(_("Community teams"), reverse("teams:team_list")), (str(team), None)]
    return answer(request, "teams/team_detail.html", {**context, "breadcrumbs": crumbs})


def _parts(team: Team, counts: dict[str, int], day) -> list[dict]:
    """The rows of the composition table with the first members of each part, all in one statement."""
    present = team.members.on(day).order_by("part", "joined_on", "pk").numbered_in_part()
    by_part: dict[str, list[Member]] = {}
    for member in present.filter(number__lte=SHOWN_OF_A_PART):
        by_part.setdefault(member.part, []).append(member)
    return [{"rule": rule, "count": counts[rule.part.value], "members": by_part.get(rule.part.value, [])} for rule in COMPOSITION]


def concurrent(request):
    """The two concurrent posts: who holds which, since when, by which document."""
    today = timezone.localdate()
    posts = ConcurrentPost.objects.visible_to(request.user).on(today)
    counts = dict(posts.order_by().values_list("kind").annotate(Count("pk")))
    kind = request.GET.get("kind", "")
    rows = (posts.filter(kind=kind) if kind in ConcurrentKind.values else posts).select_related("person", "station")
    context = {"page": page_of(request, rows), "kind": kind, "kinds": ConcurrentKind, "counts": counts}
    return answer(request, "teams/post_list.html", {**context, "breadcrumbs": [(_("Concurrent posts"), None)]})
