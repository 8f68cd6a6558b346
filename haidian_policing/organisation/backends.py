"""Signing in by police number; scope never comes from Django's model permissions."""

from django.contrib.auth.backends import ModelBackend
from django.utils import timezone

from haidian_policing.organisation.sets import asking


class PoliceNumberBackend(ModelBackend):
    """Checks the password of an active person; an unknown number costs the same time as a wrong password."""

    def user_can_authenticate(self, user) -> bool:
        """Disabled accounts and one-time passwords past their day are refused like a wrong password, after the same work."""
        return user.is_active and not user.password_has_lapsed(timezone.now())

    def get_user(self, user_id):
        """The person of a session as he asks now: none once the account is disabled."""
        return asking(user_id, timezone.now())

    def has_perm(self, user_obj, perm, obj=None):
        return False
