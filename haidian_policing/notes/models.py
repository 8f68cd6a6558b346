"""Notes and files on any object, found by (kind, key); the kinds are those of the registry."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from haidian_policing.files.models import StoredFile
from haidian_policing.notes.querysets import AttachmentQuerySet, NoteQuerySet

PERSON = settings.AUTH_USER_MODEL
LONGEST = 2000


class About(models.Model):
    """Something that a person put on an object; `once` is the token of the form, by which a second click is known."""

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    added_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("added by"))
    added_at = models.DateTimeField(_("added"))
    internal = models.BooleanField(_("only for the police"), default=False)
    once = models.CharField(max_length=40, blank=True)

    class Meta:
        abstract = True
        ordering = ("-pk",)
        indexes = [models.Index(fields=["kind", "object_id"], name="%(class)s_about")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


@pghistory.track()
class Note(About):
    """A remark; its former texts are in the row history."""

    text = models.TextField(_("text"), max_length=LONGEST)
    revision = models.PositiveSmallIntegerField(default=0)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)

    objects = NoteQuerySet.as_manager()

    class Meta(About.Meta):
        verbose_name = verbose_name_plural = _("note")
        constraints = [models.UniqueConstraint(name="note_sent_once", fields=["added_by", "once"], condition=~Q(once=""))]


class Attachment(About):
    """A file on an object; removing it deletes the bytes and keeps who and when."""

    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("file"))
    removed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+", verbose_name=_("removed by"))
    removed_at = models.DateTimeField(_("removed"), null=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta(About.Meta):
        verbose_name = verbose_name_plural = _("attachment")


class Blurring(models.Model):
    """A blurred photo took the place of a stored one: who, when, and the digest of what is gone."""

    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="blurrings", verbose_name=_("file"))
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("blurred by"))
    at = models.DateTimeField(_("blurred"))
    former_sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.file_id} {self.at:%Y-%m-%d}"
