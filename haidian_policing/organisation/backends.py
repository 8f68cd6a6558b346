"""Signing in by police number; scope never comes from Django's model permissions."""

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.utils import timezone


class PoliceNumberBackend(ModelBackend):
    """Checks the password of an active person; an unknown number costs the same time as a wrong password."""

    def user_can_authenticate(self, user) -> bool:
        """Disabled accounts and one-time passwords past their day are refused like a wrong password, after the same work."""
        return user.is_active and not user.password_has_lapsed(timezone.now())

    def get_user(self, user_id):
        """The person of a session with the count of his notices: none once the account is disabled."""
        return get_user_model().objects.filter(pk=user_id, is_active=True).with_unread(timezone.now()).first()

    def has_perm(self, user_obj, perm, obj=None):
        return False
