"""Signing in by police number; scope never comes from Django's model permissions."""

from django.contrib.auth.backends import ModelBackend


class PoliceNumberBackend(ModelBackend):
    """Checks the password of an active person; an unknown number costs the same time as a wrong password."""

    def has_perm(self, user_obj, perm, obj=None):
        return False
