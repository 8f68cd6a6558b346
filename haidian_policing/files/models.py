"""Uploaded files: random names outside the static root, served only through the permission check of what they belong to."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def random_name(instance, filename: str) -> str:
    """Two levels of folders and a random name; the user's own name never reaches the disk."""
    name = uuid.uuid4().hex
    return f"{name[:2]}/{name}"


class StoredFile(models.Model):
    """One validated upload; who may read it is asked of the object that points at it."""

    file = models.FileField(upload_to=random_name, max_length=60)
    name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("uploaded by"))
    uploaded_at = models.DateTimeField(_("uploaded"))

    def __str__(self) -> str:
        return self.name


class SetAside(models.Model):
    """A file of a form that was not written because somebody was faster: kept a day for its sender, who need not choose it again."""

    file = models.OneToOneField(StoredFile, models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.file)
