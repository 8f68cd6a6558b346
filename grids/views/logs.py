"""One task log with its story, its steps and its photos."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.actions import correct, send_back, verify, withdraw
from grids.forms import CorrectForm, NoteForm
from grids.lifecycle import TASK_LOG
from grids.lists.logs import TONES
from grids.models import TaskLog, TaskLogPhoto
from grids.views.my_tasks import blame
from grids.views.shapes import english
from haidian_policing.access.standing import may
from haidian_policing.audit.stories import history_of
from haidian_policing.files.aside import files_of
from haidian_policing.files.responses import send
from haidian_policing.notes.panels import blur_address
from haidian_policing.notes.registry import offered
from haidian_policing.pages.editing import Overtaken, hold
from haidian_policing.pages.responses import answer

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

JUDGEMENTS: dict[str, Callable] = {"verify": verify, "return": send_back}


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


def log_detail(request, pk: int, sent: Mapping[str, Form] = MappingProxyType({})) -> HttpResponse:
    """sent: forms of steps that came back with errors, by verb."""
    log = get_object_or_404(
        TaskLog.objects.visible_to(request.user).select_related("entry__item", "grid", "officer", "entered_by", "due"), pk=pk
    )
    context = {
        "log": log,
        "state": (log.get_state_display(), TONES[log.state]),
        "steps": offers(request.user, log, sent),
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
        "judges": may(request.user, "task.verify"),
        "english": english(),
        "breadcrumbs": [(_("Task logs"), reverse("grids:log_list")), (f"{log.entry} {log.done_on:%Y-%m-%d}", None)],
    }
    return answer(request, "grids/log_detail.html", context)


def offers(person, log: TaskLog, sent: Mapping[str, Form] = MappingProxyType({})) -> list[Offer]:
    """The steps out of the log's state that concern this person at all; refused ones carry the reason."""
    one, own = TaskLog.objects.filter(pk=log.pk), person.pk in (log.officer_id, log.entered_by_id)
    judges = one.reachable_by(person, "task.verify").exists()
    amends = own or one.reachable_by(person, "task.enter_for").exists()
    concerned = {"verify": judges, "return": judges, "correct": amends, "withdraw": own}
    forms = {
        "return": NoteForm(auto_id="return_%s"),
        "correct": sent.get("correct") or CorrectForm(log=log),
        "withdraw": NoteForm(needed=False, auto_id="withdraw_%s"),
        **sent,
    }
    for verb, place in {"return": "task_return", "correct": "task_log"}.items():
        forms[verb].texts = offered(person, place) if concerned[verb] else ()
    found = []
    for step in TASK_LOG.from_state(log.state):
        if concerned[step.verb]:
            mine = own and step.verb in ("verify", "return")
            reason = _("One's own log is verified or returned by somebody else.") if mine else ""
            action = reverse("grids:log_step", kwargs={"pk": log.pk, "verb": step.verb})
            found.append(Offer(step.verb, step.label, step.tone, action, forms.get(step.verb), refused=reason))
    return found


def log_step(request, pk: int, verb: str) -> HttpResponse:
    """POST: one step of one log, with the state that the page showed as the lock."""
    log = get_object_or_404(TaskLog.objects.visible_to(request.user).select_related("entry", "officer"), pk=pk)
    if verb not in TASK_LOG:
        raise Http404
    if verb == "correct":
        return _correct(request, log)
    form = NoteForm(request.POST, needed="note" in TASK_LOG[verb].missing({}), auto_id=f"{verb}_%s")
    if not form.is_valid():
        return log_detail(request, pk, {verb: form})
    seen, act = request.POST.get("seen") or None, (JUDGEMENTS | {"withdraw": withdraw})[verb]
    _answer_for(request, *act(TaskLog.objects.filter(pk=pk), actor=request.user, at=timezone.now(), seen=seen, **form.cleaned_data))
    return redirect("grids:log_detail", pk=pk)


def _correct(request, log: TaskLog) -> HttpResponse:
    form = CorrectForm(request.POST, files_of(request), log=log)
    if form.is_valid():
        try:
            with transaction.atomic():
                hold(TaskLog.objects.filter(pk=log.pk), request.POST.get("version"), form.cleaned_data)
            _answer_for(request, *correct(TaskLog.objects.filter(pk=log.pk), actor=request.user, at=timezone.now(), **form.cleaned_data))
        except Overtaken as newer:
            return newer.page(request, reverse("grids:log_detail", kwargs={"pk": log.pk}))
        except ValidationError as error:
            blame(form, error)
    return log_detail(request, log.pk, {"correct": form}) if form.errors else redirect("grids:log_detail", pk=log.pk)


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
