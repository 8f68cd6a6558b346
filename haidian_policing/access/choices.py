"""What keys of the API may."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class TokenScope(TextChoices):
    READ = "read", pgettext_lazy("API key", "read")
    WRITE = "write", pgettext_lazy("API key", "read and write")
