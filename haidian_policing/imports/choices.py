"""Where an import stands, what a row of it would do, and what happens to rows that exist already."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ImportState(TextChoices):
    CHECKING = "checking", pgettext_lazy("import", "Being checked")
    REFUSED = "refused", pgettext_lazy("import", "Turned away")
    CHECKED = "checked", pgettext_lazy("import", "Waits for your word")
    APPLYING = "applying", pgettext_lazy("import", "Being written")
    APPLIED = "applied", pgettext_lazy("import", "Written")
    UNDOING = "undoing", pgettext_lazy("import", "Being undone")
    UNDONE = "undone", pgettext_lazy("import", "Undone")
    DISCARDED = "discarded", pgettext_lazy("import", "Discarded")


class RowState(TextChoices):
    WRONG = "wrong", pgettext_lazy("row", "Wrong")
    NEW = "new", pgettext_lazy("row", "New")
    CHANGED = "changed", pgettext_lazy("row", "Changed")
    UNCHANGED = "unchanged", pgettext_lazy("row", "Unchanged")


class Known(TextChoices):
    OVERWRITE = "overwrite", _("overwrite what differs")
    SKIP = "skip", _("leave them as they are")
    REFUSE = "refuse", _("import nothing if there are any")
