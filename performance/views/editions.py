"""An edition: its history, its next steps, its proof, and what changed against the former one; its workbook."""

from collections.abc import Sized
from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from haidian_policing.access.standing import may
from haidian_policing.audit.actions import record
from haidian_policing.audit.choices import Action
from haidian_policing.audit.stories import history_of
from haidian_policing.jobs.actions import TooMany
from haidian_policing.pages.responses import answer
from haidian_policing.steps import Refusal
from performance.actions import editions as actions
from performance.forms import NoteForm
from performance.lifecycle import BY_COMPUTING, EDITION
from performance.lists.editions import TONES
from performance.lists.rows import differences
from performance.lists.workbook import file_name, workbook
from performance.models import Edition
from performance.views.rankings import address, visible_edition


def edition(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, visible_edition(request, pk))


def _page(request: HttpRequest, found: Edition, *, bound: NoteForm | None = None, verb: str = "", status: int = 200) -> HttpResponse:
    """The page of an edition; the form of a step that was refused comes back open."""
    visible = Edition.objects.visible_to(request.user).filter(period=found.period, league=found.league)
    siblings = list(visible.defer("payload").order_by("-number"))
    former = next((row for row in siblings if row.number == found.number - 1), None)
    return answer(
        request,
        "performance/edition_detail.html",
        {
            "edition": found,
            "siblings": siblings,
            "former": former,
            "differences": differences(found, former) if former else [],
            "events": history_of(found),
            "steps": steps(request.user, found, bound, verb),
            "track": track(found),
            "tone": TONES[found.state],
            "exports": may(request.user, "ranking.export"),
            "breadcrumbs": [
                (_("Ranking"), reverse("performance:ranking")),
                (str(found.period), address(found)),
                (_("Edition %(number)s") % {"number": found.number}, None),
            ],
        },
        status=status,
    )


def steps(person, found: Edition, bound: NoteForm | None = None, verb: str = "") -> list[dict]:
    """The steps that this person may take now, and why another is refused."""
    rows = []
    for step in EDITION.from_state(found.state):
        if step.verb in BY_COMPUTING or not may(person, step.may):
            continue
        own = step.verb == "issue" and found.published_by_id == person.pk
        rows.append(
            {
                "verb": step.verb,
                "label": step.label,
                "tone": step.tone,
                "action": reverse("performance:step", kwargs={"pk": found.pk, "verb": step.verb}),
                "form": (bound if step.verb == verb else NoteForm(auto_id=f"{step.verb}_%s")) if step.needs else None,
                "confirm": "" if step.needs else _("%(step)s? Chiefs and clerks of the stations are told.") % {"step": step.label},
                "refused": _("You published this edition; a second person has to issue it.") if own else "",
            }
        )
    return rows


def track(found: Edition) -> list[tuple]:
    """Where the edition stands: computed, provisional, issued."""
    order = ("computed", "provisional", "issued")
    place = order.index(found.state) if found.state in order else -1
    moments = {"computed": found.computed_at, "provisional": found.published_at, "issued": found.issued_at}
    labels = dict(EDITION.states.choices)
    return [
        (
            labels[state],
            timezone.localtime(moments[state]).strftime("%Y-%m-%d %H:%M") if moments[state] and index <= place else "",
            "done" if index < place or found.state == "issued" else "now" if index == place else "",
        )
        for index, state in enumerate(order)
    ]


def step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Take one step, or begin a correction."""
    found = Edition.objects.visible_to(request.user).filter(pk=pk)
    if verb not in EDITION or verb in BY_COMPUTING or not found.exists() or not may(request.user, EDITION[verb].may):
        raise Http404
    form = NoteForm(request.POST, auto_id=f"{verb}_%s")
    if EDITION[verb].needs and not form.is_valid():
        return _page(request, visible_edition(request, pk), bound=form, verb=verb, status=400)
    given: dict[str, Any] = {"actor": request.user, "at": timezone.now(), "note": request.POST.get("note", "").strip()[:300]}
    done: Sized
    if verb == "correct":
        done, refused = corrected(found, **given)
        words = _("The corrected edition is being computed.")
    else:
        done, refused = actions.advance(found, verb, seen=request.POST.get("seen") or None, **given)
        words = _("Done: %(step)s.") % {"step": EDITION[verb].label}
    for refusal in refused:
        messages.error(request, refusal.reason)
    if done:
        messages.success(request, words)
    return redirect("performance:edition", pk=pk)


def corrected(found, *, actor, at, note: str) -> tuple[Sized, list[Refusal]]:
    """A correction, or the reason why this person may ask for no more work now."""
    try:
        return actions.correct(found, actor=actor, at=at, note=note)
    except TooMany as refusal:
        return (), [Refusal(found.get().pk, str(refusal))]


def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The workbook of an edition; the export is audited with its rows and the hash of the file."""
    found = visible_edition(request, pk)
    body = workbook(found, person=request.user)
    digest = sha256(body).hexdigest()
    conditions = {"period": found.period.code, "edition": found.number, "state": found.state}
    record(Action.EXPORT, request=request, target=found, filter=conditions, rows=found.scores.count(), sha256=digest)
    response = HttpResponse(body, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    response["Content-Disposition"] = content_disposition_header(True, file_name(found))
    response["X-Content-Type-Options"] = "nosniff"
    return response
