"""With whom a saved view is shared."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Share(TextChoices):
    MINE = "mine", _("Only me")
    UNIT = "unit", _("My unit")
    ALL = "all", _("Everybody")
