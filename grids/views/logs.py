"""Task logs: the list, the captain's queue, one log with its story, its steps and its photos."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grids.actions import correct, send_back, verify, withdraw
from grids.choices import LogState
from grids.filters import LogFilter
from grids.forms import CorrectForm, NoteForm
from grids.lifecycle import TASK_LOG
from grids.models import TaskLog, TaskLogPhoto
from grids.views.my_tasks import blame
from grids.views.shapes import english
from haidian_policing.access.standing import may
from haidian_policing.audit.stories import history_of
from haidian_policing.files.responses import send
from haidian_policing.notes.panels import blur_address
from haidian_policing.pages.pagination import page_of
from haidian_policing.pages.responses import answer

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

JUDGEMENTS: dict[str, Callable] = {"verify": verify, "return": send_back}
TONES = {LogState.LOGGED: "active", LogState.VERIFIED: "good", LogState.RETURNED: "warn", LogState.WITHDRAWN: "neutral"}
SORTS = {"done": "done_on", "officer": "officer__name", "grid": "grid__code", "entry": "entry__code", "count": "count"}
COLUMNS = (
    "pk", "done_on", "count", "note", "place", "number", "state", "officer_id", "entered_by_id",
    "officer__name", "grid__name", "grid__name_en",
    "entry__code", "entry__name", "entry__name_en", "entry__unit", "entry__unit_en",
)  # fmt: skip


def log_list(request) -> HttpResponse:
    form = LogFilter(request.GET)
    logs = form.apply(TaskLog.objects.visible_to(request.user))
    page = page_of(request, _sorted(logs, request, "-done_on", "-pk").values(*COLUMNS))
    context = {"form": form, "page": page, "states": _states(), "english": english(), "breadcrumbs": [(_("Task logs"), None)]}
    return answer(request, "grids/log_list.html", context, block="content")


def _states() -> dict[str, tuple[str, str]]:
    return {state.value: (state.label, TONES[state]) for state in LogState}


def _sorted(logs, request, *usual: str):
    wanted = request.GET.get("sort", "")
    column = SORTS.get(wanted.lstrip("-"))
    return logs.order_by(*([("-" if wanted.startswith("-") else "") + column] if column else []), *usual)


def verification(request) -> HttpResponse:
    """Logs that wait for the reader to verify or return them, the oldest first; his own are not among them."""
    form = LogFilter(request.GET, states=False)
    page = page_of(request, _sorted(_waiting(request, form), request, "done_on", "pk").values(*COLUMNS))
    context = {"form": form, "page": page, "note_form": NoteForm(), "english": english(), "breadcrumbs": [(_("Verification"), None)]}
    return answer(request, "grids/log_verification.html", context, block="content")


def _waiting(request, form: LogFilter):
    return form.apply(TaskLog.objects.reachable_by(request.user, "task.verify").awaiting().not_by(request.user))


def log_judge(request) -> HttpResponse:
    """POST: verify or return the ticked logs, or all that match; whatever was refused is listed with the reason."""
    verb = request.POST.get("verb", "")
    act = JUDGEMENTS.get(verb)
    logs, note = _chosen(request), request.POST.get("note", "").strip()
    if act is None or TASK_LOG[verb].missing({"note": note}):
        messages.error(request, _("A return needs its reason."))
        return _back(request)
    moved, refused = act(logs, actor=request.user, at=timezone.now(), seen=LogState.LOGGED, note=note)
    _tell(request, verb, len(moved))
    if not refused:
        return _back(request)
    rows = TaskLog.objects.visible_to(request.user).select_related("entry", "officer", "grid").in_bulk([row.pk for row in refused])
    context = {
        "refused": [(rows[row.pk], row.reason) for row in refused if row.pk in rows],
        "english": english(),
        "breadcrumbs": [(_("Verification"), reverse("grids:verification")), (_("What was refused"), None)],
    }
    return answer(request, "grids/log_refused.html", context)


def _chosen(request):
    if request.POST.get("all"):
        return TaskLog.objects.filter(pk__in=_waiting(request, LogFilter(request.GET, states=False)).values("pk"))
    return TaskLog.objects.filter(pk__in=[pk for pk in request.POST.getlist("log") if pk.isdecimal()])


def _tell(request, verb: str, count: int) -> None:
    words = {
        "verify": ngettext("%(count)s log is verified.", "%(count)s logs are verified.", count),
        "return": ngettext("%(count)s log is returned.", "%(count)s logs are returned.", count),
    }[verb]
    (messages.success if count else messages.warning)(request, words % {"count": count})


def _back(request) -> HttpResponse:
    query = request.GET.urlencode()
    return redirect(reverse("grids:verification") + (f"?{query}" if query else ""))


@dataclass(frozen=True)
class Offer:
    """A step as the page offers it, or explains why not."""

    verb: str
    label: "StrOrPromise"
    tone: str
    action: str
    form: Any = None
    confirm: str = ""
    refused: str = ""


def log_detail(request, pk: int, corrected: CorrectForm | None = None) -> HttpResponse:
    log = get_object_or_404(
        TaskLog.objects.visible_to(request.user).select_related("entry__item", "grid", "officer", "entered_by", "due"), pk=pk
    )
    context = {
        "log": log,
        "state": _states()[log.state],
        "steps": offers(request.user, log, corrected),
        "story": history_of(log)[::-1],
        "photos": [
            {
                "url": reverse("grids:log_photo", kwargs={"pk": photo.pk}),
                "caption": photo.file.name,
                "blur": blur_address(request.user, photo.file),
            }
            for photo in log.photos.select_related("file")
        ],
        "may_log": may(request.user, "task.log"),
        "english": english(),
        "breadcrumbs": [(_("Task logs"), reverse("grids:log_list")), (f"{log.entry} {log.done_on:%Y-%m-%d}", None)],
    }
    return answer(request, "grids/log_detail.html", context)


def offers(person, log: TaskLog, corrected: CorrectForm | None = None) -> list[Offer]:
    """The steps out of the log's state that concern this person at all; refused ones carry the reason."""
    one, own = TaskLog.objects.filter(pk=log.pk), person.pk in (log.officer_id, log.entered_by_id)
    judges = one.reachable_by(person, "task.verify").exists()
    amends = own or one.reachable_by(person, "task.enter_for").exists()
    concerned = {"verify": judges, "return": judges, "correct": amends, "withdraw": own}
    forms = {
        "return": NoteForm(auto_id="return_%s"),
        "correct": corrected or CorrectForm(log=log),
        "withdraw": NoteForm(needed=False, auto_id="withdraw_%s"),
    }
    found = []
    for step in TASK_LOG.from_state(log.state):
        if concerned[step.verb]:
            mine = own and step.verb in ("verify", "return")
            reason = _("One's own log is verified or returned by somebody else.") if mine else ""
            action = reverse("grids:log_step", kwargs={"pk": log.pk, "verb": step.verb})
            tone = {"danger": "bad"}.get(step.tone, step.tone)
            found.append(Offer(step.verb, step.label, tone, action, forms.get(step.verb), refused=reason))
    return found


def log_step(request, pk: int, verb: str) -> HttpResponse:
    """POST: one step of one log, with the state that the page showed as the lock."""
    log = get_object_or_404(TaskLog.objects.visible_to(request.user).select_related("entry", "officer"), pk=pk)
    if verb not in TASK_LOG:
        raise Http404
    if verb == "correct":
        return _correct(request, log)
    seen, at, note = request.POST.get("seen") or None, timezone.now(), request.POST.get("note", "").strip()
    if TASK_LOG[verb].missing({"note": note}):
        messages.error(request, _("A return needs its reason."))
        return redirect("grids:log_detail", pk=pk)
    act = (JUDGEMENTS | {"withdraw": withdraw})[verb]
    _answer_for(request, *act(TaskLog.objects.filter(pk=pk), actor=request.user, at=at, seen=seen, note=note))
    return redirect("grids:log_detail", pk=pk)


def _correct(request, log: TaskLog) -> HttpResponse:
    form = CorrectForm(request.POST, request.FILES or None, log=log)
    if form.is_valid():
        try:
            _answer_for(request, *correct(TaskLog.objects.filter(pk=log.pk), actor=request.user, at=timezone.now(), **form.cleaned_data))
        except ValidationError as error:
            blame(form, error)
    return log_detail(request, log.pk, form) if form.errors else redirect("grids:log_detail", pk=log.pk)


def _answer_for(request, moved, refused) -> None:
    for refusal in refused:
        messages.error(request, refusal.reason)
    if moved:
        messages.success(request, _("Done."))
    elif not refused:
        raise Http404


def log_photo(request, pk: int) -> HttpResponseBase:
    """A photo, to whoever sees its log."""
    photo = get_object_or_404(TaskLogPhoto.objects.filter(log__in=TaskLog.objects.visible_to(request.user)).select_related("file"), pk=pk)
    return send(photo.file, inline=True)
