"""Writing: a version with its steps, its chapters with preview, and text from a file."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from haidian_policing.access.standing import may
from haidian_policing.handbooks import actions, changes, markdown
from haidian_policing.handbooks.actions.life import own
from haidian_policing.handbooks.forms import ChapterForm, HandbookForm, StepForm, UploadForm
from haidian_policing.handbooks.lifecycle import BY_THE_CALENDAR, EDIT, VERSION
from haidian_policing.handbooks.models import Chapter, Handbook, Reference, Version
from haidian_policing.handbooks.views.reading import shelf, trail, visible, whole
from haidian_policing.pages.responses import answer

WRITTEN = (*BY_THE_CALENDAR, "edit")  # no buttons


def handbook_add(request) -> HttpResponse:
    """A handbook that is not on the shelf yet; the draft of its first version is written next."""
    form = HandbookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        version = actions.add(actor=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("The handbook is there. Now write its first chapter, or take its text from a file."))
        return redirect("handbooks:version", pk=version.pk)
    context = {"form": form, "breadcrumbs": shelf((_("Add a handbook"), None))}
    return answer(request, "handbooks/handbook_form.html", context)


def version_begin(request, code: str) -> HttpResponse:
    """POST: begin a draft from what is in force, or go on with the open one."""
    handbook = get_object_or_404(Handbook, code=code)
    version = actions.begin(handbook, actor=request.user, at=timezone.now(), day=request.user.standing.day)
    return redirect("handbooks:version", pk=version.pk)


def version_page(request, pk: int, *, form: StepForm | None = None, verb: str = "") -> HttpResponse:
    """One version: its text, its story, and for those who write or approve the next steps."""
    version = visible(request, pk)
    edits = may(request.user, EDIT) and version.state == "draft" and not version.is_default
    closed = (*WRITTEN, "discard") if version.is_default else WRITTEN
    steps = [step for step in VERSION.from_state(version.state) if step.verb not in closed and may(request.user, step.may)]
    context = {
        **whole(version),
        "edits": edits,
        "begins": may(request.user, EDIT) and version.state == "withdrawn",
        "steps": [_button(request, version, step, form if step.verb == verb else None) for step in steps],
        "lost": Reference.objects.lost_in(version) if edits else (),
        "upload": UploadForm(initial={"seen": version.revision}) if edits else None,
        "story": [_told(event) for event in version.events.select_related("actor")],
        "breadcrumbs": trail(version, (_("Version %(number)s") % {"number": version.number}, None)),
    }
    return answer(request, "handbooks/version_page.html", context)


def _told(event) -> dict:
    what = VERSION[event.verb].label if event.verb in VERSION else _("Begun")
    return {"at": event.at, "who": event.actor.name if event.actor else _("The system"), "what": what, "note": event.note}


def _button(request, version: Version, step, form: StepForm | None) -> dict:
    refused = ""
    if step.verb == "approve" and own(Version.objects.filter(pk=version.pk), request.user).exists():
        refused = _("You had a hand in this text; a second person has to approve it.")
    return {
        "verb": step.verb, "label": step.label, "tone": step.tone, "confirm": "", "refused": refused,
        "action": reverse("handbooks:version_step", kwargs={"pk": version.pk, "verb": step.verb}),
        "form": form or StepForm(step=step, today=request.user.standing.day),
    }  # fmt: skip


def version_step(request, pk: int, verb: str) -> HttpResponse:
    """POST: one step of one version."""
    version = visible(request, pk)
    step = VERSION.get(verb)
    if step is None or verb in WRITTEN or not may(request.user, step.may):
        raise Http404
    form = StepForm(request.POST, step=step, today=request.user.standing.day)
    if not form.is_valid():
        return version_page(request, pk, form=form, verb=verb)
    seen = request.POST.get("seen") or None
    rows = Version.objects.filter(pk=version.pk)
    try:
        moved, refused = actions.advance(rows, verb, actor=request.user, at=timezone.now(), seen=seen, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return version_page(request, pk, form=form, verb=verb)
    if moved:
        messages.success(request, _("Done: %(step)s") % {"step": step.label})
    for refusal in refused:
        messages.error(request, refusal.reason)
    return redirect("handbooks:version", pk=pk)


def draft(request, pk: int) -> Version:
    return get_object_or_404(Version.objects.being_written().select_related("handbook"), pk=pk)


def version_upload(request, pk: int) -> HttpResponse:
    """POST: the text from a Markdown file."""
    version, form = draft(request, pk), UploadForm(request.POST, request.FILES)
    if form.is_valid():
        given = {"language": form.cleaned_data["language"], "seen": form.cleaned_data["seen"], "text": form.cleaned_data["file"]}
        _try(request, lambda: _tell_written(request, actions.replace_text(version, actor=request.user, at=timezone.now(), **given)))
    else:
        messages.error(request, " ".join(word for words in form.errors.values() for word in words))
    return redirect("handbooks:version", pk=pk)


def _tell_written(request, count: int) -> None:
    messages.success(request, _("%(count)s chapters were taken from the file.") % {"count": count})


def _try(request, act: Callable) -> None:
    try:
        act()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))


def chapter_add(request, pk: int) -> HttpResponse:
    """A new chapter of a draft."""
    version = draft(request, pk)
    last = version.chapters.last()
    return _chapter(request, Chapter(version=version, order=last.order + 1 if last else 1))


def chapter_edit(request, pk: int) -> HttpResponse:
    """One chapter of a draft, with preview; over a newer one it is not stored, both are shown."""
    chapters = Chapter.objects.filter(version__in=Version.objects.being_written()).select_related("version__handbook")
    return _chapter(request, get_object_or_404(chapters, pk=pk))


def _chapter(request, chapter: Chapter) -> HttpResponse:
    version, title = chapter.version, str(chapter) or _("New chapter")
    form = ChapterForm(request.POST or None, instance=chapter)
    context: dict[str, Any] = {"form": form, "version": version, "chapter": chapter, "preview": None, "newer": None}
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in form.cleaned_data if name != "seen"}
        if "preview" in request.POST:
            context["preview"] = [markdown.render(given[name], f"{name}-") for name in ("body", "body_en") if given[name]]
        else:
            try:
                return _stored(request, chapter, form.cleaned_data["seen"] or 0, given)
            except ValidationError as error:
                form.add_error(None, error)
            except actions.Stale as stale:
                context |= {"newer": stale.newer, "compared": changes.inline(stale.newer.body, given["body"])}
    context["breadcrumbs"] = trail(version, (_("Draft"), reverse("handbooks:version", kwargs={"pk": version.pk})), (title, None))
    return answer(request, "handbooks/chapter_form.html", context, status=409 if context["newer"] else 200)


def _stored(request, chapter: Chapter, seen: int, given: dict) -> HttpResponse:
    act = {"actor": request.user, "at": timezone.now()}
    if chapter.pk:
        actions.save_chapter(Chapter.objects.filter(pk=chapter.pk), seen=seen, **act, **given)
    else:
        actions.add_chapter(chapter.version, **act, **given)
    messages.success(request, _("Stored."))
    return redirect("handbooks:version", pk=chapter.version_id)


def chapter_remove(request, pk: int) -> HttpResponse:
    """POST: take a chapter out of a draft."""
    chapter = get_object_or_404(Chapter.objects.filter(version__in=Version.objects.being_written()).select_related("version"), pk=pk)
    _try(request, lambda: actions.remove_chapter(chapter, actor=request.user, at=timezone.now()))
    return redirect("handbooks:version", pk=chapter.version_id)
