"""A sheet that was uploaded, and its rows as the check left them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from haidian_policing.files.models import StoredFile
from haidian_policing.imports.choices import ImportState, Known, RowState
from haidian_policing.imports.querysets import ImportQuerySet, StagedRowQuerySet
from haidian_policing.jobs.models import Job


class Import(models.Model):
    """One sheet: the file is kept until its rows are written or discarded, the rows as long as they can be undone."""

    kind = models.CharField(_("kind"), max_length=20)
    name = models.CharField(_("file name"), max_length=200)
    language = models.CharField(max_length=10)
    file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")
    sha256 = models.CharField(max_length=64)
    state = models.CharField(_("state"), max_length=10, choices=ImportState, default=ImportState.CHECKING)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("uploaded by"))
    uploaded_at = models.DateTimeField(_("uploaded"))
    layout = models.JSONField(default=dict)  # headings, places, missing, repeated, ignored, names of values
    counts = models.JSONField(default=dict)
    trouble = models.TextField(blank=True)
    known = models.CharField(max_length=10, choices=Known, default=Known.OVERWRITE)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("applied by"))
    applied_at = models.DateTimeField(_("applied"), null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("undone by"))
    undone_at = models.DateTimeField(_("undone"), null=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("import")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name


class StagedRow(models.Model):
    """One row: `data` as it shall be, `before` as it was, `target` the row meant, of a new one once it is written; of a wrong row its own
    cells, sealed, to give back."""

    pk = models.CompositePrimaryKey("run_id", "number")
    run = models.ForeignKey(Import, models.CASCADE, related_name="rows", db_index=False, db_constraint=False)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=9, choices=RowState)
    key = models.TextField()
    data = models.JSONField(default=dict)
    before = models.JSONField(null=True)
    target = models.BigIntegerField(null=True)
    problems = models.JSONField(default=list)
    cells = models.BinaryField(null=True)

    objects = StagedRowQuerySet.as_manager()

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.run_id}: {self.number}"
