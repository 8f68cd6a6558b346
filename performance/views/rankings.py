"""The ranking of a period: the page shown first, and the method one click deeper."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from haidian_policing.access.standing import may
from haidian_policing.pages.responses import answer
from haidian_policing.replay import replayed
from performance.lists.rows import courses, frozen_rules, groups_of, rules_of, summary
from performance.models import Edition
from performance.views.drawings import funnel, lines, scale

RECENT = 6


def current(request: HttpRequest) -> HttpResponse:
    """The ranking of the month asked for, or the newest one that is published."""
    visible = Edition.objects.visible_to(request.user).select_related("period", "rule_set", "peer_groups").defer("payload")
    newest = list(visible.newest().newest_first()[: RECENT * 2])
    asked = request.GET.get("period", "")
    edition = next((row for row in newest if row.period.code == asked), None) if asked else best_first(newest)
    if asked and edition is None:
        edition = next((row for row in visible.newest_first() if row.period.code == asked), None)
        if edition is None:
            raise Http404
    if edition is None:
        return answer(request, "performance/ranking_empty.html", {"breadcrumbs": [(_("Ranking"), None)]})
    return answer(request, "performance/ranking_page.html", ranking(request, edition, newest[:RECENT]))


def best_first(editions: list[Edition]) -> Edition | None:
    """A published one rather than one in the making, the newest of its kind."""
    return next((row for row in editions if row.is_public), editions[0] if editions else None)


def ranking(request: HttpRequest, edition: Edition, recent: list[Edition]) -> dict:
    view = "measures" if request.GET.get("view") == "measures" else "ranks"
    by_rank = request.GET.get("order", "rank") != "official"
    groups = groups_of(edition, by_rank=by_rank)
    own = own_units(request.user)
    asked = request.GET.get("group", "")
    return {
        "edition": edition,
        "recent": recent,
        "all_groups": groups,
        "groups": [group for group in groups if str(group["number"]) == asked] or groups,
        "asked": asked,
        "summary": summary(groups, own),
        "scale": scale(groups),
        "courses": lines(courses(edition)),
        "rules": rules_of(edition) if view == "measures" else [],
        "view": view,
        "by_rank": by_rank,
        "own": own,
        "exports": may(request.user, "ranking.export"),
        "breadcrumbs": [(_("Ranking"), reverse("performance:ranking")), (str(edition.period), None)],
    }


def own_units(person) -> set[int]:
    """Keys of the stations in which the reader holds a post; their rows are marked."""
    return {post.unit.station_id for post in person.standing.posts if post.unit.station_id}


def method(request: HttpRequest, pk: int) -> HttpResponse:
    """How sure the ranks are: intervals, funnels, reliability, and the rules in figures."""
    edition = visible_edition(request, pk)
    groups = groups_of(edition, by_rank=True)
    rules = rules_of(edition)
    ranked = [rule for rule in rules if rule["layer"] == "stretch"]
    asked = request.GET.get("measure", "")
    chosen = next((rule for rule in ranked if rule["code"] == asked), ranked[0])
    crumbs = [(_("Ranking"), reverse("performance:ranking")), (str(edition.period), address(edition)), (_("Method"), None)]
    return answer(
        request,
        "performance/ranking_method.html",
        {
            "edition": edition,
            "groups": groups,
            "funnel_of": funnel,
            "rules": rules,
            "ranked": ranked,
            "chosen": chosen,
            "limits": frozen_rules(edition),
            "own": own_units(request.user),
            "breadcrumbs": crumbs,
        },
    )


def visible_edition(request: HttpRequest, pk: int) -> Edition:
    get_object_or_404(Edition.objects.visible_to(request.user).values("pk"), pk=pk)
    (found,) = _with_rules(edition=pk)
    return found


@replayed
def _with_rules(*, edition: int):
    """Its payload is read where it is asked for: it is large."""
    return Edition.objects.filter(pk=edition).with_rules().defer("payload")


def address(edition: Edition) -> str:
    return f"{reverse('performance:ranking')}?period={edition.period.code}"
