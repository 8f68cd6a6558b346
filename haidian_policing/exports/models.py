"""One export: what was asked for, by whom, and the file as long as it is kept."""

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from haidian_policing.exports.choices import Form
from haidian_policing.files.models import StoredFile
from haidian_policing.jobs.models import Job


class ExportQuerySet(QuerySet):
    def visible_to(self, person):
        """The file belongs to whoever asked for it."""
        return self.filter(requested_by=person)


class Export(models.Model):
    """`keys`: the ticked rows, none for all that the query finds; `unmasked`: capabilities whose values were asked for in the clear;
    `posts`: the posts in which it was written, because a file reaches no further than its owner does when he fetches it."""

    listed = models.CharField(_("list"), max_length=40)
    form = models.CharField(_("form"), max_length=6, choices=Form)
    query = models.CharField(max_length=1000, blank=True)
    keys = models.JSONField(default=list)
    columns = models.JSONField(default=list)
    unmasked = models.JSONField(default=list)
    language = models.CharField(max_length=10)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("requested by"))
    requested_at = models.DateTimeField(_("requested"))
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    posts = models.JSONField(default=list)
    rows = models.PositiveIntegerField(_("rows"), null=True)
    file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField(null=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("export")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.listed} {self.requested_at:%Y-%m-%d %H:%M}"
