"""The second factor: set up with an authenticator, asked for after the password, with recovery codes."""

import secrets
from io import BytesIO

import segno
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django_otp import login as verify_session
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from haidian_policing.access.standing import must_have_factor
from haidian_policing.audit.actions import record
from haidian_policing.audit.choices import Action, Result
from haidian_policing.organisation.actions.accounts import end_sessions
from haidian_policing.organisation.forms.accounts import CodeForm
from haidian_policing.organisation.models import Person, Session
from haidian_policing.pages.responses import answer
from haidian_policing.sealing import fingerprint

CODES, SIGNS = 10, "abcdefghjkmnpqrstuvwxyz23456789"
RECOVERY = "recovery code"


def confirmed_devices(person):
    return TOTPDevice.objects.filter(user=person, confirmed=True)


def waiting_device(person):
    """The authenticator that is being set up and has not shown its first code yet."""
    return TOTPDevice.objects.filter(user=person, confirmed=False).first()


@sensitive_post_parameters()
def second_factor(request) -> HttpResponse:
    """GET shows what comes next; POST begins the set-up, ends it, or takes a code."""
    form = CodeForm()
    if request.method == "POST":
        if request.POST.get("do") == "begin":
            return begin(request)
        if request.POST.get("do") == "stop":
            return stop(request)
        form = CodeForm(request.POST)
        if form.is_valid() and (done := take(request, form.cleaned_data["code"])):
            return done
        record(Action.SIGN_IN, request=request, result=Result.REFUSED, what="second_factor")
        form.add_error(None, _("This code is not right, was used before, or has run out. Wait for the next one."))
    return answer(request, "organisation/second_factor.html", _context(request, form))


def _context(request, form: CodeForm, codes: list[str] | None = None) -> dict:
    waiting = waiting_device(request.user)
    return {
        "form": form,
        "ready": confirmed_devices(request.user).exists(),
        "waiting": bool(waiting),
        "secret": _grouped(_base32(waiting)) if waiting else "",
        "verified": request.user.is_verified(),
        "codes": codes or [],
        "left": StaticToken.objects.filter(device__user=request.user).count(),
        "may_stop": not must_have_factor(request.user),
        "breadcrumbs": [(_("My account"), reverse("organisation:account")), (_("Second factor"), None)],
    }


def begin(request) -> HttpResponse:
    """A new authenticator; where one is confirmed already only its holder may replace it."""
    if not confirmed_devices(request.user).exists() or request.user.is_verified():
        TOTPDevice.objects.filter(user=request.user, confirmed=False).delete()
        TOTPDevice.objects.create(user=request.user, name="totp", confirmed=False)
    return redirect("organisation:second_factor")


def stop(request) -> HttpResponse:
    """Without a second factor again: only for whoever need not have one, and only by a session that has shown it; all others end."""
    person = request.user
    if must_have_factor(person) or not person.is_verified():
        messages.error(request, _("Your posts need a second factor, or this session has not shown it. Nothing was changed."))
        return redirect("organisation:second_factor")
    with transaction.atomic():
        forget(Person.objects.filter(pk=person.pk))
        end_sessions(
            Session.objects.filter(person=person).exclude(session_key=request.session.session_key), actor=person, at=timezone.now()
        )
        record(Action.ACCOUNT, request=request, target=person, what="second_factor_off")
    request.session["factor"] = False
    messages.success(request, _("The second factor is taken off; the password alone signs you in."))
    return redirect("organisation:account")


def forget(people) -> None:
    """Their authenticators and recovery codes."""
    for kind in (TOTPDevice, StaticDevice):
        kind.objects.filter(user__in=people).delete()


def take(request, code: str) -> HttpResponse | None:
    """Confirm the waiting authenticator, or let an existing one or a recovery code verify the session; None where the code is not right."""
    person, waiting = request.user, waiting_device(request.user)
    may_confirm = waiting and (person.is_verified() or not confirmed_devices(person).exists())
    if may_confirm and waiting.verify_token(code):
        return confirm(request, waiting)
    device = matching(person, code)
    if device is None:
        return None
    enter(request, device)
    return redirect("roof:home")


@transaction.atomic
def matching(person, code: str):
    """The authenticator (six digits) or the recovery codes that the code belongs to; locked, so that it serves once."""
    kind, word = (TOTPDevice, code) if code.isdecimal() else (StaticDevice, hashed(code))
    for device in kind.objects.select_for_update().filter(user=person, confirmed=True):
        if device.verify_is_allowed()[0] and device.verify_token(word):
            return device
    return None


def enter(request, device) -> None:
    """The session counts as verified and gets a new key."""
    verify_session(request, device)
    request.session.cycle_key()
    record(Action.SIGN_IN, request=request, what="second_factor")


def confirm(request, device: TOTPDevice) -> HttpResponse:
    """The first right code: the authenticator replaces older ones, and fresh recovery codes are shown once."""
    with transaction.atomic():
        confirmed_devices(request.user).exclude(pk=device.pk).delete()
        TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
        codes = fresh_codes(request.user)
        record(Action.ACCOUNT, request=request, target=request.user, what="second_factor_set_up")
    enter(request, device)
    messages.success(request, _("The second factor is set up."))
    return answer(request, "organisation/second_factor.html", _context(request, CodeForm(), codes))


def fresh_codes(person) -> list[str]:
    """Ten recovery codes in place of the old ones; only their keyed hashes are kept."""
    StaticDevice.objects.filter(user=person).delete()
    device = StaticDevice.objects.create(user=person, name="recovery", confirmed=True)
    codes = ["".join(secrets.choice(SIGNS) for _sign in range(10)) for _code in range(CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=hashed(code)) for code in codes)
    return codes


def hashed(code: str) -> str:
    return fingerprint(code.replace("-", ""), RECOVERY).hex()[:16]


def new_codes(request) -> HttpResponse:
    """POST by a verified session: fresh recovery codes, shown once."""
    if not request.user.is_verified():
        return redirect("organisation:second_factor")
    with transaction.atomic():
        codes = fresh_codes(request.user)
        record(Action.ACCOUNT, request=request, target=request.user, what="recovery_codes", at=timezone.now().isoformat())
    return answer(request, "organisation/second_factor.html", _context(request, CodeForm(), codes))


def picture(request) -> HttpResponse:
    """The QR picture of the authenticator that is being set up; absent at any other time."""
    device = waiting_device(request.user)
    if device is None:
        raise Http404
    body = BytesIO()
    segno.make(device.config_url, error="m").save(body, kind="png", scale=5, border=2)
    return HttpResponse(body.getvalue(), content_type="image/png", headers={"X-Content-Type-Options": "nosniff"})


def _base32(device: TOTPDevice) -> str:
    return device.config_url.split("secret=")[1].split("&")[0]


def _grouped(text: str) -> str:
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))
