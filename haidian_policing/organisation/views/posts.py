"""Giving posts, transferring, ending, and absences: each a form, an action and a line in the log."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from haidian_policing.access.standing import title_of
from haidian_policing.audit.actions import record
from haidian_policing.audit.choices import Action
from haidian_policing.organisation.actions import absences, posts
from haidian_policing.organisation.forms.posts import AbsenceForm, LastDayForm, PostForm, TransferForm
from haidian_policing.organisation.models import Absence, Person, Post
from haidian_policing.pages.editing import Overtaken, hold
from haidian_policing.pages.responses import answer


def post_give(request, pk: int) -> HttpResponse:
    return _act(request, pk, PostForm, posts.give_post, _("Give a post"), "give_post")


def post_transfer(request, pk: int) -> HttpResponse:
    return _act(request, pk, TransferForm, posts.transfer, _("Transfer"), "transfer")


def absence_add(request, pk: int) -> HttpResponse:
    return _act(request, pk, AbsenceForm, absences.record_absence, _("Record an absence"), "absence", reach="absence.manage")


def _act(request, pk: int, form_class, action, title: str, what: str, reach: str = "organisation.manage") -> HttpResponse:
    """Show the form; on POST do the action for the one person and go back to him."""
    person = get_object_or_404(Person.objects.reachable_by(request.user, reach), pk=pk)
    form = form_class(request.POST or None)
    if request.method == "POST" and form.is_valid() and _done(request, person, form, action, what):
        messages.success(request, _("%(title)s: done for %(person)s.") % {"title": title, "person": person.name})
        return redirect("organisation:person_detail", pk=pk)
    trail = [
        (_("People"), reverse("organisation:person_list")),
        (person.name, reverse("organisation:person_detail", args=[pk])),
        (title, None),
    ]
    held = person.posts.on(request.user.standing.day).select_related("unit", "unit__station")
    context = {"form": form, "person": person, "title": title, "held": [(title_of(post), post) for post in held], "breadcrumbs": trail}
    return answer(request, "organisation/person_form.html", context)


def _done(request, person: Person, form, action, what: str) -> bool:
    """Act and log together; a refusal becomes an error of the form."""
    try:
        with transaction.atomic():
            rows = action(Person.objects.filter(pk=person.pk), **form.given, actor=request.user, at=timezone.now())
            record(Action.RIGHTS, request=request, target=person, what=what, rows=[row.pk for row in rows])
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def post_end(request, pk: int) -> HttpResponse:
    """POST last_day: the post ends after it."""
    reach = Person.objects.reachable_by(request.user, "organisation.manage")
    post = get_object_or_404(Post.objects.filter(person__in=reach.values("pk")), pk=pk)
    return _ended(request, post, posts.end_post, Post.objects.filter(pk=pk), "end_post", _("The post ends after %(day)s."))


def absence_end(request, pk: int) -> HttpResponse:
    """POST last_day: the absence is shortened, or withdrawn where it had not begun."""
    reach = Person.objects.reachable_by(request.user, "absence.manage")
    absence = get_object_or_404(Absence.objects.filter(person__in=reach.values("pk")), pk=pk)
    return _ended(
        request, absence, absences.shorten_absence, Absence.objects.filter(pk=pk), "end_absence", _("The absence ends after %(day)s.")
    )


def _ended(request, row, action, queryset, what: str, words: str) -> HttpResponse:
    form = LastDayForm(request.POST)
    back = redirect("organisation:person_detail", pk=row.person_id)
    if not form.is_valid():
        messages.error(request, _("Choose the last day."))
        return back
    try:
        with transaction.atomic():
            hold(queryset, request.POST.get("version"), {"ends": form.ends})
            action(queryset, ends=form.ends, actor=request.user, at=timezone.now())
            record(Action.RIGHTS, request=request, target=row.person, what=what, row=row.pk, ends=str(form.ends))
    except Overtaken as newer:
        return newer.page(request, back.url)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return back
    messages.success(request, words % {"day": form.cleaned_data["last_day"]})
    return back
