"""What is held of one member: to hand out, to put right, to erase; for whoever keeps the roster of the team."""

import hashlib
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from haidian_policing.pages.responses import answer
from teams import actions
from teams.forms import MemberForm
from teams.models import Member
from teams.papers import MEMBER, facts_of

ENTRIES = tuple(name for name in MemberForm.base_fields if name not in ("phone", "seen"))


def detail(request, pk: int) -> HttpResponse:
    """What is held, telephone masked; POST what is right: who was overtaken sees how it stands now above what he typed."""
    member = get_object_or_404(Member.objects.kept_by(request.user).select_related("team", "person"), pk=pk)
    form = MemberForm(request.POST) if request.method == "POST" else MemberForm(initial=held(member))
    if form.is_valid() and _corrected(request, member, form):
        messages.success(request, _("It is put right."))
        return redirect("teams:member_detail", pk=pk)
    team = (str(member.team), reverse("teams:team_detail", args=[member.team_id]))
    context = {"member": member, "facts": facts_of(member, member.phone_masked), "form": form, "hands_out": MEMBER.opens_to(request.user)}
    crumbs = [(_("Community teams"), reverse("teams:team_list")), team, (member.name, None)]
    return answer(request, "teams/member_detail.html", {**context, "breadcrumbs": crumbs}, status=400 if form.is_bound else 200)


def held(member: Member) -> dict[str, Any]:
    """What the form is filled with; a telephone is typed anew or left as it is."""
    return {name: getattr(member, name) for name in ENTRIES} | {"seen": state_of(member)}


def state_of(member: Member) -> str:
    """All that is held, as one word that changes with it."""
    values = [str(getattr(member, name)) for name in ENTRIES]
    return hashlib.sha256("\x1f".join([*values, bytes(member.phone_hash or b"").hex()]).encode()).hexdigest()


def _corrected(request, member: Member, form: MemberForm) -> bool:
    """The state that the form was drawn from is the lock."""
    given = dict(form.cleaned_data)
    try:
        with transaction.atomic():
            if state_of(Member.objects.select_for_update().get(pk=member.pk)) == given.pop("seen"):
                actions.correct(Member.objects.filter(pk=member.pk), actor=request.user, at=timezone.now(), **given)
                return True
    except IntegrityError:
        form.add_error("phone", _("Another member of this team has this number."))
        return False
    form.data = form.data.copy()
    form.data["seen"] = state_of(member)
    form.add_error(None, _("Somebody changed this meanwhile; above is how it stands now. Send yours again if it is right."))
    return False


def erase(request, pk: int) -> HttpResponse:
    """POST: nothing is held of him any more; the numbers of the team stay."""
    member = get_object_or_404(Member.objects.kept_by(request.user), pk=pk)
    actions.erase(Member.objects.filter(pk=pk), actor=request.user, at=timezone.now())
    messages.success(request, _("What was held of this member is erased."))
    return redirect("teams:team_detail", pk=member.team_id)
