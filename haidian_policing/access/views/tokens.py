"""Keys of the API: one's own, and for the security administrator those of everybody, with approval and keys for system accounts."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from haidian_policing.access import tokens
from haidian_policing.access.forms import TokenForm
from haidian_policing.access.models import ApiToken
from haidian_policing.access.standing import may
from haidian_policing.audit.actions import record
from haidian_policing.audit.choices import Action
from haidian_policing.pages.responses import answer

ACTS = {"approve": tokens.approve, "revoke": tokens.revoke}


def token_issue(request) -> HttpResponse:
    """GET the form; POST issues: the new key is in this one answer and nowhere else."""
    form = TokenForm(request.POST or None, person=request.user)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, status=400 if form.errors else 200)
    given = form.cleaned_data
    with transaction.atomic():
        holder = given.pop("person", None) or request.user
        token, secret = tokens.issue(holder, **given, actor=request.user, at=timezone.now())
        record(Action.ACCOUNT, request=request, target=holder, what="issue_key", key=token.pk, scope=token.scope)
    return _page(request, None, secret=secret)


def _page(request, form: TokenForm | None, *, secret: str = "", status: int = 200) -> HttpResponse:
    account, keys = reverse("organisation:account"), reverse("access:token_list")
    crumbs = [(_("My account"), account), (_("Keys of the API"), keys), (_("Issue a key"), None)]
    return answer(request, "access/token_issue.html", {"form": form, "secret": secret, "breadcrumbs": crumbs}, status=status)


def token_act(request, pk: int, act: str) -> HttpResponse:
    """POST approve or revoke."""
    if act not in ACTS or (act == "approve" and not may(request.user, "account.manage")):
        raise Http404
    token = get_object_or_404(ApiToken.objects.manageable_by(request.user), pk=pk)
    with transaction.atomic():
        done = ACTS[act](ApiToken.objects.filter(pk=pk), actor=request.user, at=timezone.now())
        record(Action.ACCOUNT, request=request, target=token.person, what=f"{act}_key", key=pk, done=done)
    if done:
        messages.success(request, _("Done."))
    else:
        messages.error(request, _("This is not possible any more, or not for your own key."))
    return redirect("access:token_list")
