"""The closed lists of the grids: kinds of community and of assignment."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CommunityKind(TextChoices):
    COMMUNITY = "community", _("Community")
    VILLAGE = "village", _("Village")
    CAMPUS = "campus", _("Campus")


class AssignmentKind(TextChoices):
    LEAD = "lead", _("Lead officer")
    ASSISTANT = "assistant", _("Assistant officer")
    ACTING = "acting", pgettext_lazy("assignment", "Acting lead")
