"""Gives the user of each request his standing of the day, or that of the post he previews."""

from django.conf import settings
from django.contrib.auth import logout
from django.utils import timezone
from django.utils.translation import gettext as _

from haidian_policing.access.standing import Standing as PersonStanding
from haidian_policing.organisation.models import Post
from haidian_policing.pages.problems import forbidden

PREVIEW_KEY = "preview_post"
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
LEAVES_PREVIEW = {"access:preview_end", "organisation:sign_out", "set_language"}


class Standing:
    """Ends idle sessions and those of an older epoch, then attaches `user.standing`; a preview looks and never acts."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.preview = None
        if request.user.is_authenticated:
            if self._over(request):
                logout(request)
            else:
                request.preview = self._previewed(request)
                request.user.set_up_factor = request.session.get("factor", False)
                request.user.standing = PersonStanding(request.user, timezone.localdate(), request.preview)
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        acting = request.method not in SAFE_METHODS
        if request.preview and acting and request.resolver_match.view_name not in LEAVES_PREVIEW:
            return forbidden(request, reason=_("You are looking as another post sees it. Leave the preview to act."))
        return None

    def _over(self, request) -> bool:
        """Idle too long, older than half a day, disabled, or ended by an administrator; polling does not count as activity."""
        now, session = timezone.now().timestamp(), request.session
        started, seen = session.setdefault("started", now), session.get("seen", now)
        stale = now - seen > settings.SESSION_IDLE_SECONDS or now - started > settings.SESSION_COOKIE_AGE
        if stale or not request.user.is_active or session.setdefault("epoch", request.user.session_epoch) != request.user.session_epoch:
            return True
        if "seen" not in session or (now - seen > 60 and "X-Polling" not in request.headers):
            session["seen"] = now
        return False

    def _previewed(self, request) -> Post | None:
        key = request.session.get(PREVIEW_KEY)
        return Post.objects.select_related("unit", "unit__station", "person").filter(pk=key).first() if key else None
