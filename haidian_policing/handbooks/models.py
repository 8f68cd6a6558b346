"""Handbooks, their versions, chapters and paragraphs, and what is founded on which paragraph."""

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from haidian_policing.handbooks.choices import Kind, Source, State
from haidian_policing.handbooks.lifecycle import VERSION
from haidian_policing.handbooks.querysets import OPEN, ParagraphQuerySet, ReferenceQuerySet, VersionQuerySet
from haidian_policing.steps.ledger import LedgerEvent


class Titled(models.Model):
    title = models.CharField(_("title"), max_length=120)
    title_en = models.CharField(_("English title"), max_length=160, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title_en if get_language() == "en" and self.title_en else self.title


@pghistory.track()
class Handbook(Titled):
    """One document through all its versions."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    order = models.PositiveSmallIntegerField(_("order"))

    class Meta:
        ordering = ("order",)


class Version(models.Model):
    """A text with its time in force; a default of ours is read until a version of the bureau's own is approved."""

    handbook = models.ForeignKey(Handbook, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    valid = DateRangeField(_("in force"), null=True)
    is_default = models.BooleanField(_("system default"), default=False)
    note = models.CharField(_("what changed"), max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=1)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("drafted by"))
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("approved by"))
    approved_at = models.DateTimeField(_("approved"), null=True)

    objects = VersionQuerySet.as_manager()
    lifecycle = VERSION

    class Meta:
        ordering = ("handbook", "-number")
        constraints = [
            models.UniqueConstraint(name="handbook_version_once", fields=["handbook", "number"]),
            models.UniqueConstraint(name="handbook_one_open_draft", fields=["handbook"], condition=Q(is_default=False, state__in=OPEN)),
            ExclusionConstraint(
                name="handbook_versions_in_force_apart",
                expressions=[("handbook", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                name="handbook_approved_says_who_and_from_when",
                condition=Q(state__in=("draft", "submitted", "withdrawn"))
                | Q(approved_by__isnull=False, approved_at__isnull=False, valid__isnull=False),
            ),
            models.CheckConstraint(
                name="handbook_approved_by_a_second_person",
                condition=Q(approved_by__isnull=True) | Q(drafted_by__isnull=True) | ~Q(approved_by=F("drafted_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.handbook} {self.number}"

    @property
    def is_unapproved(self) -> bool:
        return self.approved_by_id is None


class VersionEvent(LedgerEvent):
    """One step in the life of a version."""

    subject = models.ForeignKey(Version, models.PROTECT, related_name="events")

    class Meta:
        ordering = ("pk",)


class Chapter(Titled):
    """A part of a version in Markdown. pages: names of portal pages that it is the help of; roles: those who should read it."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="chapters")
    anchor = models.CharField(pgettext_lazy("handbook", "anchor"), max_length=40, validators=[RegexValidator(r"^[a-z][a-z0-9-]*$")])
    order = models.PositiveSmallIntegerField(_("order"))
    body = models.TextField(pgettext_lazy("handbook", "text"))
    body_en = models.TextField(pgettext_lazy("handbook", "English text"), blank=True)
    pages = ArrayField(
        models.CharField(max_length=60), verbose_name=pgettext_lazy("handbook", "help for the pages"), default=list, blank=True
    )
    roles = ArrayField(models.CharField(max_length=20), verbose_name=pgettext_lazy("handbook", "to be read by"), default=list, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("version", "order", "pk")
        constraints = [models.UniqueConstraint(name="chapter_anchor_once_in_a_version", fields=["version", "anchor"])]

    @property
    def words(self) -> str:
        """The Markdown in the reader's language; the Chinese is the one that counts."""
        return self.body_en if get_language() == "en" and self.body_en else self.body


class Paragraph(models.Model):
    """What search finds and references name; made from the chapters, number 0 of each being its title."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="paragraphs", db_index=False)
    chapter = models.ForeignKey(Chapter, models.CASCADE, related_name="paragraphs")
    order = models.PositiveSmallIntegerField()
    anchor = models.CharField(max_length=60)
    text = models.TextField()
    text_en = models.TextField(blank=True)
    haystack = models.TextField()
    grams = ArrayField(models.CharField(max_length=8))

    objects = ParagraphQuerySet.as_manager()

    class Meta:
        indexes = [GinIndex(name="handbook_paragraph_grams", fields=["grams"]), models.Index(fields=["version", "anchor"])]

    def __str__(self) -> str:
        return self.text_en if get_language() == "en" and self.text_en else self.text


@pghistory.track()
class Reference(models.Model):
    """What a task item, whistle item, service or measure is founded on: the very paragraph, in whichever version is in force."""

    source = models.CharField(_("source"), max_length=10, choices=Source)
    code = models.CharField(_("code"), max_length=40)
    handbook = models.ForeignKey(Handbook, models.PROTECT, related_name="references")
    anchor = models.CharField(pgettext_lazy("handbook", "anchor"), max_length=60)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        ordering = ("source", "code", "handbook__order", "anchor")
        constraints = [models.UniqueConstraint(name="reference_once", fields=["source", "code", "handbook", "anchor"])]

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.code} → {self.handbook} {self.anchor}"
