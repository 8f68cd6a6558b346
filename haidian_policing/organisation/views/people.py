"""One person, and the telephone number shown for a reason."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from haidian_policing.access.masking import masked_phone
from haidian_policing.access.standing import may, title_of
from haidian_policing.audit.actions import record
from haidian_policing.audit.choices import Action
from haidian_policing.audit.stories import history_of
from haidian_policing.organisation.forms.posts import LastDayForm, ReasonForm
from haidian_policing.organisation.models import Absence, Person, Post
from haidian_policing.pages.editing import versions_of
from haidian_policing.pages.responses import answer
from haidian_policing.replay import replayed


def person_detail(request, pk: int) -> HttpResponse:
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    return answer(request, "organisation/person_detail.html", _context(request, person))


def _context(request, person: Person, phone: str = "") -> dict:
    viewer, manages = request.user, may(request.user, "organisation.manage")
    posts = _posts(person=person.pk)
    absences = list(absences_shown(viewer, person))
    reasons = sees_reasons(viewer, person)
    tracked = [person, *posts, *(absences if reasons else [])]
    return {
        "person": person,
        "posts": [(post, title_of(post)) for post in posts],
        "day": viewer.standing.day,
        "absences": absences,
        "versions": {"post": versions_of(posts), "absence": versions_of(absences)} if manages or may(viewer, "absence.manage") else {},
        "reasons": reasons,
        "phone": phone,
        "masked": masked_phone(person.phone),
        "shows_phone": may_show_phone(viewer, person),
        "reason_form": ReasonForm(),
        "last_day_form": LastDayForm(auto_id=False),
        "manages": manages and person.pk != viewer.pk,
        "away": may(viewer, "absence.manage"),
        "accounts": may(viewer, "account.manage") and person.pk != viewer.pk,
        "rights": may(viewer, "permission.view"),
        "history": history_of(*tracked) if manages or may(viewer, "permission.view") else None,
        "breadcrumbs": [(_("People"), reverse("organisation:person_list")), (person.name, None)],
    }


def absences_shown(viewer, person: Person):
    """One's own, and those of people whose absences one's posts reach."""
    return _absences(20, person=person.pk) if person.pk == viewer.pk or reaches(viewer, "absence.view", person) else []


@replayed
def _posts(*, person: int):
    posts = Post.objects.filter(person_id=person).select_related("unit", "unit__station", "unit__parent", "unit__squad")
    return posts.order_by("-starts", "-pk")


@replayed
def _absences(most: int, *, person: int):
    return Absence.objects.filter(person_id=person).select_related("person", "cover")[:most]


def sees_reasons(viewer, person: Person) -> bool:
    """Why somebody is away is for himself, his own leaders and whoever enters it."""
    return person.pk == viewer.pk or reaches(viewer, "absence.reason", person)


def may_show_phone(viewer, person: Person) -> bool:
    return person.pk == viewer.pk or reaches(viewer, "person.phone", person)


def reaches(viewer, capability: str, person: Person) -> bool:
    """Asked once for all capabilities of the same scope."""
    standing = viewer.standing
    scope = standing.scope(capability)
    reached = Person.objects.posted_within(scope, standing.day).filter(pk=person.pk)
    return bool(scope) and standing.once(f"person {person.pk} in {scope}", reached.exists)


def person_phone(request, pk: int) -> HttpResponse:
    """POST with a reason: the number in full, once, after the log has it."""
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    form = ReasonForm(request.POST)
    if not form.is_valid() or not may_show_phone(request.user, person):
        messages.error(request, _("Say in a few words why you need the number."))
        return redirect("organisation:person_detail", pk=pk)
    with transaction.atomic():
        record(Action.READ, request=request, target=person, field="phone", reason=form.cleaned_data["reason"])
    return answer(request, "organisation/person_detail.html", _context(request, person, phone=person.phone))
