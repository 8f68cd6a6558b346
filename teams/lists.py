"""The lists of the teams: teams with what each lacks, and the concurrent posts."""

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from haidian_policing.access.alike import alike
from haidian_policing.lists import cells
from haidian_policing.lists.columns import Column
from haidian_policing.lists.declaration import List, Tab
from teams.choices import ConcurrentKind, Level
from teams.composition import CHECKED_KINDS, COUNTED, gaps, tone
from teams.filters import PostFilter, TeamFilter
from teams.models import ConcurrentPost, Member, Team

HEADS = {
    "officer": _("1 officer"), "auxiliary": _("1 assistant"), "aide": _("4± aides"), "n1": "N1", "n2": "N2", "x": "X",
}  # fmt: skip


def counted(part: str) -> Column:
    """How many members a part has, coloured where they are too few."""

    def draw(row):
        colour = tone(part, row[part]) if row["kind__code"] in CHECKED_KINDS else ""
        return cells.mark(row[part], colour) if colour else str(row[part])

    return Column(part, HEADS[part], "number", draw=draw, width=8)


class TeamList(List):
    code = "teams"
    page = "teams:team_list"
    label = _("Community teams")
    subtitle = _("1 + 1 + 4(±) + N(N1+N2) + X: members by part, and who is missing.")
    model = Team
    filterset = TeamFilter
    may = "team.view"
    order = ("station__order", "name", "pk")
    fields = ("name", "kind__code", "starts")
    names = {
        "station": ("station__short_name", "station__name_en"),
        "street": ("street__short_name", "street__name_en"),
        "grid": ("grid__name", "grid__name_en"),
        "kind": ("kind__name", "kind__name_en"),
    }
    words = {"level": Level}
    href = "teams:team_detail"
    above = "teams/team_totals.html"
    empty = (_("No teams match"), _("Clear the conditions to see all teams in your reach."))
    columns = (
        Column("name", _("Team"), sort="name", title=True, width=28),
        Column("station", _("Station"), sort="station__order"),
        Column("kind", _("Kind of team")),
        *(counted(part) for part in COUNTED),
        Column("gap", pgettext_lazy("team", "Missing"), "number", draw=lambda row: str(row["gap"] or "-"), width=8),
        Column("level", pgettext_lazy("team", "Level"), shown=False),
        Column("street", _("Street"), shown=False),
        Column("grid", _("Grid"), shown=False),
        Column("starts", _("Since"), "date", shown=False),
    )

    def queryset(self, person):
        return Team.objects.visible_to(person).on(person.standing.day)

    def told(self, rows, at):
        """With members by part and what is missing: one statement."""
        counts = Member.objects.on(timezone.localdate(at)).by_part([row["pk"] for row in rows])
        for row in rows:
            row |= {part: counts[row["pk"]][part] for part in COUNTED}
            row["gap"] = sum(gaps(row).values()) if row["kind__code"] in CHECKED_KINDS else 0
        return rows


def totals(person) -> dict[str, int]:
    """Over all teams in reach: how many there are, how many lack somebody, how many are missing, how many members they have."""
    day = person.standing.day
    teams = Team.objects.visible_to(person).on(day).order_by()
    kinds, counts = dict(teams.values_list("pk", "kind__code")), Member.objects.on(day).by_part(teams.values("pk"))
    missing = [sum(gaps(counts[pk]).values()) for pk, kind in kinds.items() if kind in CHECKED_KINDS]
    members = sum(count.total() for count in counts.values())
    return {"teams": len(kinds), "members": members, "short": sum(map(bool, missing)), "missing": sum(missing)}


class PostList(List):
    code = "concurrent_posts"
    page = "teams:post_list"
    label = _("Concurrent posts")
    subtitle = _("Chiefs on the street's Party working committee, officers in their community's Party organisation.")
    model = ConcurrentPost
    filterset = PostFilter
    may = "team.view"
    order = ("station__order", "kind", "starts", "pk")
    fields = ("person__name", "body", "title", "document_number", "starts")
    names = {"station": ("station__short_name", "station__name_en")}
    words = {"kind": ConcurrentKind}
    columns = (
        Column("person__name", _("Name"), title=True),
        Column("station", _("Station"), sort="station__order"),
        Column("kind", pgettext_lazy("concurrent post", "Kind"), width=24),
        Column("body", pgettext_lazy("concurrent post", "Body"), width=28),
        Column("title", _("Post there")),
        Column("document_number", _("Document number"), width=24),
        Column("starts", _("Since"), "date", sort="starts"),
    )

    def queryset(self, person):
        return ConcurrentPost.objects.visible_to(person).on(person.standing.day)

    def tabs(self, person):
        counts = dict(_by_kind.rows(person))
        return [
            Tab("", _("All"), sum(counts.values())),
            *(Tab(code, label, counts.get(code, 0)) for code, label in ConcurrentKind.choices),
        ]

    def in_tab(self, queryset, person, code):
        return queryset.filter(kind=code) if code in ConcurrentKind.values else queryset


@alike
def _by_kind(person):
    return POSTS.queryset(person).order_by().values_list("kind").annotate(Count("pk"))


LISTS = TEAMS, POSTS = TeamList(), PostList()
