"""What one is told: today's reminder, quiet hours, and what one follows."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from haidian_policing.jobs.models import Preference
from haidian_policing.notes.registry import SUBJECTS, Subject
from haidian_policing.notes.views import seen
from haidian_policing.notices.actions import follows, reminders
from haidian_policing.notices.forms import PreferenceForm
from haidian_policing.notices.models import Subscription
from haidian_policing.pages.responses import answer

INBOX = "jobs:inbox"


def today(request) -> HttpResponse:
    """What waits for me, a line each, with its list; the same text to copy."""
    lines = reminders.lines_of(request.user, timezone.now())
    head = _("Today's reminder, %(day)s") % {"day": f"{timezone.localdate():%m-%d}"}
    copied = "\n".join([head, *(f"· {words}" for words, _href in lines)])
    context = {"lines": lines, "copied": copied, "breadcrumbs": [(_("Notices"), reverse(INBOX)), (_("Today's reminder"), None)]}
    return answer(request, "notices/today.html", context)


def settings_page(request) -> HttpResponse:
    """GET my quiet hours and what I follow; POST keeps the quiet hours and the daily reminder."""
    mine = Preference.objects.filter(person=request.user).first() or Preference(person=request.user)
    form = PreferenceForm(request.POST or None, instance=mine)
    if request.method == "POST" and form.is_valid():
        Preference.objects.update_or_create(person=request.user, defaults=form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect("notices:settings")
    rows = {(row.kind, row.object_id): row for row in Subscription.objects.filter(person=request.user)}
    context = {
        "form": form,
        "kinds": [_kind(request.user, subject, rows.get((code, 0))) for code, subject in SUBJECTS.items() if subject.events],
        "followed": list(_followed(request.user, rows)),
        "breadcrumbs": [(_("Notices"), reverse(INBOX)), (_("Notification settings"), None)],
    }
    return answer(request, "notices/settings.html", context, status=400 if form.errors else 200)


def _kind(person, subject: Subject, row: Subscription | None) -> dict:
    """The events of a kind with those of which I am told: by choice, else as is usual in my roles."""
    usual = {verb for role in person.standing.roles for verb in subject.told_to.get(role, ())}
    told = usual if row is None else set() if row.muted else set(row.verbs)
    return {"subject": subject, "events": [(verb, label, verb in told) for verb, label in subject.events.items()], "count": len(told)}


def _followed(person, rows: dict):
    """The objects that I follow and still see."""
    for code, subject in SUBJECTS.items():
        keys = [pk for kind, pk in rows if kind == code and pk]
        for thing in subject.seen_by(person).filter(pk__in=keys) if keys else ():
            row = rows[code, thing.pk]
            events = [(verb, label, not row.verbs or verb in row.verbs) for verb, label in subject.events.items()]
            yield {
                "subject": subject,
                "thing": thing,
                "address": subject.address(thing.pk),
                "events": events,
                "count": sum(on for _verb, _label, on in events),
            }


def choose(request, kind: str, pk: int) -> HttpResponse:
    """POST: the events of a kind (0) or of one object of which I want to be told."""
    subject = SUBJECTS.get(kind)
    if subject is None or not subject.events:
        raise Http404
    if pk:
        seen(request, kind, pk)
    follows.choose(request.user, kind, pk, request.POST.getlist("verb"))
    messages.success(request, _("Kept."))
    return redirect("notices:settings")


def follow(request, kind: str, pk: int) -> HttpResponse:
    """POST: follow an object, or leave it."""
    subject, thing = seen(request, kind, pk)
    if request.POST.get("leave"):
        Subscription.objects.filter(person=request.user, kind=kind, object_id=pk).delete()
        messages.success(request, _("You no longer follow “%(thing)s”.") % {"thing": thing})
    else:
        follows.follow(request.user, kind, pk)
        messages.success(request, _("You follow “%(thing)s”: what happens to it comes into your notices.") % {"thing": thing})
    return redirect(subject.address(pk))
