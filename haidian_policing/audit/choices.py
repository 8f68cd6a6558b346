"""What the audit log tells apart: kinds of security event and their results."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Action(TextChoices):
    SIGN_IN = "sign_in", _("Sign-in")
    SIGN_OUT = "sign_out", _("Sign-out")
    DENIED = "denied", _("Refusal")
    READ = "read", _("Read of sensitive data")
    EXPORT = "export", _("Export")
    RIGHTS = "rights", _("Change of rights")
    SETTING = "setting", _("Change of settings")
    ACCOUNT = "account", _("Account")
    CONCERNED = "concerned", _("Request of a person concerned")


class Result(TextChoices):
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused")
