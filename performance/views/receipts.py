"""The receipt of a score: formula with its numbers, and the very tickets, tasks and visits behind each of them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from grids.models import Grid, TaskDue, TaskItem, TaskLog
from haidian_policing.pages.responses import answer
from haidian_policing.replay import replayed
from performance import sets
from performance.choices import Source
from performance.lists.receipt import receipt_of
from performance.measures import EXCLUSIONS, MEASURES
from performance.models import Score
from performance.sets import numerator
from performance.views.rankings import address
from whistle_reporting.models import Item, Ticket
from workstations.models import Visit

SIZE = 50
MODELS = {Source.PART: Ticket, Source.DUE: TaskDue, Source.LOG: TaskLog, Source.VISIT: Visit}
PAGES = {Source.PART: "whistle_reporting:ticket_detail", Source.LOG: "grids:log_detail"}


def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """得分明细单 of one unit."""
    score = visible_score(request, pk)
    told = {"score": score, "edition": score.edition, **receipt_of(score)}
    return answer(request, "performance/score_receipt.html", {**told, "breadcrumbs": crumbs(score, last=True)})


def crumbs(score: Score, *, last: bool) -> list[tuple]:
    """The way to the receipt."""
    own = None if last else reverse("performance:receipt", kwargs={"pk": score.pk})
    return [(_("Ranking"), reverse("performance:ranking")), (str(score.edition.period), address(score.edition)), (str(score.unit), own)]


def visible_score(request: HttpRequest, pk: int) -> Score:
    get_object_or_404(Score.objects.visible_to(request.user).values("pk"), pk=pk)
    (score,) = _with_edition(score=pk)
    return score


@replayed
def _with_edition(*, score: int):
    return Score.objects.filter(pk=score).with_edition().defer("edition__payload")


def cases(request: HttpRequest, pk: int, measure: str) -> HttpResponse:
    """What was counted for one measure of one unit, what missed, and what was left out and why."""
    score = visible_score(request, pk)
    line = score.measures.filter(measure=measure).first()
    if line is None or measure not in MEASURES:
        raise Http404
    heart, at, period = MEASURES[measure], score.edition.computed_at, score.edition.period
    show = request.GET.get("show", "missed")
    show = show if show in ("missed", "counted", "excluded") else "missed"
    number = max(int(page), 1) if (page := request.GET.get("page", "1")).isdecimal() and len(page) < 7 else 1
    sums, rows = sets.cases(heart, period, score.unit_id, at, show=show, limit=SIZE + 1, offset=(number - 1) * SIZE)
    inside = sums.get("", {"rows": 0, "needed": 0, "done": 0, "in_time": 0, "credit": 0})
    return answer(
        request,
        "performance/score_cases.html",
        {
            "score": score,
            "line": line,
            "heart": heart,
            "show": show,
            "number": number,
            "more": len(rows) > SIZE,
            "rows": told(request.user, heart, rows[:SIZE]),
            "inside": inside["rows"],
            "outside": [(EXCLUSIONS[reason], found["rows"]) for reason, found in sorted(sums.items()) if reason],
            "agrees": (numerator(heart, inside), inside["needed"]) == (line.x * 100, line.n),
            "breadcrumbs": [*crumbs(score, last=False), (str(heart.label), None)],
        },
    )


def told(person, heart, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows in words; of what the reader may not see only the number is told. Four statements however many rows."""
    owners = {row["owner"] for row in rows}
    open_ones = set(MODELS[heart.source].objects.visible_to(person).filter(pk__in=owners).values_list("pk", flat=True))
    grids = {grid.pk: grid for grid in _grids(keys=sorted({row["grid_id"] for row in rows if row["grid_id"]}))}
    names = item_names(heart, {row["item"] for row in rows if row["item"]})
    for row in rows:
        row["open"] = row["owner"] in open_ones
        row["grid"] = grids.get(row["grid_id"]) if row["open"] else None
        row["item_name"] = names.get(row["item"], row["item"]) if row["open"] else None
        row["why"] = EXCLUSIONS.get(row["excluded"], "")
        row["href"] = link(heart.source, row) if row["open"] else ""
        row["full"] = row["credit"] >= 100 * row["needed"] if heart.numerator == "credit" else row.get(heart.numerator, 0) >= row["needed"]
    return rows


@replayed
def _grids(*, keys: list[int]):
    return Grid.objects.filter(pk__in=keys)


def item_names(heart, codes: set[str]) -> dict[str, Any]:
    """Item code -> the newest item of that code."""
    model = Item if heart.source == Source.PART else TaskItem
    return {item.code: item for item in model.objects.filter(code__in=codes).order_by("pk")}


def link(source: str, row: dict[str, Any]) -> str:
    """The page of what was counted, where it has one."""
    try:
        return reverse(PAGES[source], kwargs={"pk": row["owner"]}) if source in PAGES else ""
    except NoReverseMatch:
        return ""
