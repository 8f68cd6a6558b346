"""What an export is written as."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Form(TextChoices):
    PLAIN = "xlsx", _("Plain sheet (.xlsx), for working on")
    OFFICE = "office", _("Office sheet (.xlsx), with title, particulars and signatures")
    PAPER = "pdf", _("Paper (.pdf), for signing")
    CSV = "csv", _("Text (.csv), for other systems")

    @property
    def extension(self) -> str:
        return self.value if self in (Form.CSV, Form.PAPER) else "xlsx"
