"""Request identity for logs, language from the switch, and forms that are received once."""

import time
import uuid
from datetime import timedelta

import structlog
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from haidian_policing.pages.models import ReceivedForm

# How long a second sending waits for the first, and after how long an unanswered first one counts as died.
PATIENCE, DIED = 10, timedelta(seconds=60)


class RequestIdentity:
    """Gives every request a number, binds it to the log lines and sends it back."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.request_id = uuid.uuid4().hex[:12]
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request.request_id, method=request.method, path=request.path)
        response = self.get_response(request)
        response.headers["X-Request-ID"] = request.request_id
        return response


class Language:
    """Chinese unless the reader switched; the browser's own wish does not count."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        request.theme = "dark" if request.COOKIES.get("theme") == "dark" else "light"
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response


class OncePerForm:
    """A form that carries the token of its page is worked on once; whoever sends it again is led where the first sending led.

    A sending that leads nowhere (its errors are shown, or it failed) is forgotten: it may be sent again.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = request.POST.get("once", "")[:40] if request.method == "POST" else ""
        if not token or not request.user.is_authenticated:
            return self.get_response(request)
        key = {"person_id": request.user.pk, "token": token, "path": request.path[:200]}
        ReceivedForm.objects.filter(**key, answer="", at__lt=timezone.now() - DIED).delete()
        while True:
            first, fresh = ReceivedForm.objects.get_or_create(**key, defaults={"at": timezone.now()})
            if fresh:
                return self._work(request, ReceivedForm.objects.filter(pk=first.pk))
            if answer := self._answer(ReceivedForm.objects.filter(pk=first.pk)):
                return HttpResponseRedirect(answer)
            if ReceivedForm.objects.filter(pk=first.pk).exists():
                messages.info(request, _("This is being worked on already. Look again in a moment; do not send it anew."))
                return HttpResponseRedirect("/")

    def _work(self, request, received):
        response = self.get_response(request)
        if response.status_code == 302:
            received.update(answer=response.headers["Location"][:1000])
        else:
            received.delete()
        return response

    def _answer(self, received) -> str:
        """Where the first sending led, waited for; empty where it was forgotten or takes too long."""
        patience = time.monotonic() + PATIENCE
        while time.monotonic() < patience:
            answer = received.values_list("answer", flat=True).first()
            if answer or answer is None:
                return answer or ""
            time.sleep(0.05)
        return ""
