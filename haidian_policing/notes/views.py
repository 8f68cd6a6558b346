"""Notes and files on objects: each address asks the object's own rule first."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from haidian_policing.audit.stories import history_of
from haidian_policing.files.responses import send
from haidian_policing.notes import actions
from haidian_policing.notes.forms import NoteForm, TextForm
from haidian_policing.notes.models import Attachment, Note
from haidian_policing.notes.registry import SUBJECTS, Subject, photos_in_hand
from haidian_policing.pages.editing import Overtaken, hold
from haidian_policing.pages.responses import answer

MOST_FILES, MOST_ENTRIES = 6, 300


def seen(request, kind: str, pk: int) -> tuple[Subject, object]:
    """The subject and the object, or 404 for an unknown kind and for what the reader may not see alike."""
    if kind not in SUBJECTS:
        raise Http404
    return SUBJECTS[kind], get_object_or_404(SUBJECTS[kind].seen_by(request.user), pk=pk)


def back(kind: str, pk: int) -> HttpResponse:
    return redirect(SUBJECTS[kind].address(pk) + "#notes")


def write(request, kind: str, pk: int) -> HttpResponse:
    """POST: note something on an object."""
    seen(request, kind, pk)
    form = NoteForm(request.POST)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("text", "internal", "once")}
        actions.write(kind, pk, actor=request.user, at=timezone.now(), **given)
        messages.success(request, _("The note is written."))
    else:
        messages.error(request, _("A note has 1 to 2,000 characters."))
    return back(kind, pk)


def amend(request, pk: int) -> HttpResponse:
    """POST: change one's own fresh note, over the version that the page showed."""
    note = get_object_or_404(Note.objects.visible_to(request.user), pk=pk)
    form, one = TextForm(request.POST), Note.objects.filter(pk=pk)
    given = form.cleaned_data if form.is_valid() else {}
    try:
        if given and _amended(request, one, given["text"]):
            messages.success(request, _("The note is changed; the former text is kept."))
        else:
            messages.error(request, _("A note is changed by who wrote it, within half an hour, over its newest text."))
    except Overtaken as newer:
        return newer.page(request, SUBJECTS[note.kind].address(note.object_id) + "#notes")
    return back(note.kind, note.object_id)


@transaction.atomic
def _amended(request, one, text: str) -> int:
    hold(one, request.POST.get("version"), {"text": text})
    return actions.amend(one, actor=request.user, at=timezone.now(), text=text)


def withdraw(request, pk: int) -> HttpResponse:
    """POST: take one's own note back."""
    note = get_object_or_404(Note.objects.visible_to(request.user), pk=pk)
    if not actions.withdraw(Note.objects.filter(pk=pk), actor=request.user, at=timezone.now()):
        messages.error(request, _("A note is withdrawn by who wrote it, once."))
    return back(note.kind, note.object_id)


def history(request, kind: str, pk: int) -> HttpResponse:
    """Everything that was done to an object and to what belongs to it; ?who= and ?what= narrow."""
    subject, thing = seen(request, kind, pk)
    if subject.history is None:
        raise Http404
    entries = history_of(*subject.history(thing))
    who, what = request.GET.get("who", ""), request.GET.get("what", "")
    context = {
        "thing": thing,
        "people": sorted({entry.who for entry in entries}),
        "kinds": sorted({entry.what for entry in entries}),
        "who": who,
        "what": what,
        "entries": [entry for entry in entries if who in ("", entry.who) and what in ("", entry.what)][:MOST_ENTRIES],
        "breadcrumbs": [(subject.label, None), (str(thing), subject.address(pk)), (_("History"), None)],
    }
    return answer(request, "notes/history.html", context)


def attach(request, kind: str, pk: int) -> HttpResponse:
    """POST: put files on an object; one that is refused keeps the others out too, so that nothing is half sent."""
    seen(request, kind, pk)
    uploads, form = request.FILES.getlist("files"), request.POST
    if not 0 < len(uploads) <= MOST_FILES:
        messages.error(request, _("Choose one to %(most)s files.") % {"most": MOST_FILES})
        return back(kind, pk)
    given = {"internal": bool(form.get("internal")), "once": form.get("once", "")[:40]}
    try:
        count = actions.attach(kind, pk, uploads, actor=request.user, at=timezone.now(), **given)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, ngettext("%(count)s file is kept.", "%(count)s files are kept.", count) % {"count": count})
    return back(kind, pk)


def file(request, pk: int) -> HttpResponseBase:
    """The bytes, to whoever sees the object; only our own redrawn photos show in the page."""
    row = get_object_or_404(Attachment.objects.visible_to(request.user).present().select_related("file"), pk=pk)
    return send(row.file, inline=True)


def remove(request, pk: int) -> HttpResponse:
    """POST: take one's own file off."""
    row = get_object_or_404(Attachment.objects.visible_to(request.user).present(), pk=pk)
    if actions.remove(Attachment.objects.filter(pk=pk), actor=request.user, at=timezone.now()):
        messages.success(request, _("The file is removed."))
    else:
        messages.error(request, _("A file is removed by who put it there."))
    return back(row.kind, row.object_id)


def blur(request, pk: int) -> HttpResponse:
    """POST: a blurred version takes the place of a stored photo."""
    get_object_or_404(photos_in_hand(request.user, Attachment), pk=pk)
    upload, after = request.FILES.get("photo"), request.POST.get("next", "")
    try:
        if upload is None:
            raise ValidationError(_("The blurred photo is missing."))
        actions.blur(photos_in_hand(request.user, Attachment).filter(pk=pk), upload, actor=request.user, at=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The blurred photo is kept; the original is deleted."))
    inside = url_has_allowed_host_and_scheme(after, {request.get_host()}, request.is_secure())
    return redirect(after if inside else "roof:home")
