"""One object for each kind of page: the newest one that the person sees, found by the word in `Page.takes`."""

from collections.abc import Callable

from django.apps import apps
from django.db.models import Model
from django.utils import timezone

from grids.models import Grid
from haidian_policing.handbooks.models import Chapter, Handbook, Version
from performance.models import Score
from whistle_reporting.models import Ticket

Kwargs = dict[str, object]


def newest(model: type[Model], person) -> Kwargs | None:
    """The key of the newest row in sight; None where there is none."""
    rows = model._default_manager
    seen = rows.visible_to(person) if hasattr(rows, "visible_to") else rows.all()
    return newest_of(seen)


def newest_of(rows) -> Kwargs | None:
    key = rows.order_by("-pk").values_list("pk", flat=True).first()
    return key and {"pk": key}


def _draft(person) -> Kwargs | None:
    return newest_of(Ticket.objects.reachable_by(person, "ticket.file").filter(state="draft"))


def _score_measure(person) -> Kwargs | None:
    score = newest(Score, person)
    return score and score | {"measure": "closed"}


def _noted(person) -> Kwargs | None:
    found = newest(Grid, person)
    return found and found | {"kind": "grid"}


def _handbook(person) -> Kwargs | None:
    code = Handbook.objects.order_by("pk").values_list("code", flat=True).first()
    return code and {"code": code}


def _handbook_chapter(person) -> Kwargs | None:
    found = Chapter.objects.filter(version__state="in_force").order_by("pk").values_list("version__handbook__code", "anchor").first()
    return found and {"code": found[0], "anchor": found[1]}


def _handbook_draft(person) -> Kwargs | None:
    return newest_of(Version.objects.filter(state="draft"))


SPECIAL: dict[str, Callable[..., Kwargs | None]] = {
    "draft": _draft,
    "handbook": _handbook,
    "handbook chapter": _handbook_chapter,
    "handbook draft": _handbook_draft,
    "handbook draft chapter": lambda person: newest_of(Chapter.objects.filter(version__state="draft")),
    "handbook version": lambda person: newest(Version, person),
    "noted": _noted,
    "pick": lambda person: {"code": "unit"},
    "score_measure": _score_measure,
    "calendar_year": lambda person: {"year": timezone.localdate().year},
    "sheet": lambda person: {"kind": "people"},
    "stored photo": lambda person: newest(apps.get_model("files", "StoredFile"), person),
}


def model_named(takes: str) -> type[Model] | None:
    """The model that a page is about: its name is the word without spaces."""
    wanted = takes.replace(" ", "").replace("_", "").lower()
    return next((model for model in apps.get_models() if model._meta.model_name == wanted), None)


def maker_of(takes: str) -> Callable[..., Kwargs | None] | None:
    """person -> the kwargs of such a page, or None where nobody knows what it takes."""
    if takes in SPECIAL:
        return SPECIAL[takes]
    model = model_named(takes)
    return (lambda person: newest(model, person)) if model else None


def sample(takes: str, person) -> Kwargs | None:
    """The kwargs of such a page for a person; None where there is nothing that he sees, or nobody knows what it takes."""
    make = maker_of(takes)
    return make and make(person)
