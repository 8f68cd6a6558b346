"""What the rule book says: versioned rule sets with their measures, and the groups in which units are compared."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from haidian_policing.organisation.models import Unit
from performance import choices
from performance.querysets import PeerGroupVersionQuerySet, RuleSetQuerySet

PERSON = settings.AUTH_USER_MODEL


class Approved(models.Model):
    """Drafted by one person, approved by another; until then it is our default and says so."""

    drafted_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("drafted by"))
    approved_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("approved by"))
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_approved_by_a_second_person",
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False) & (Q(drafted_by__isnull=True) | ~Q(approved_by=F("drafted_by"))),
            )
        ]

    @property
    def is_approved(self) -> bool:
        return self.approved_by_id is not None


@pghistory.track()
class RuleSet(Approved):
    """One version of a rule set; an approved one cannot be changed any more, and its ranked weights sum to 100."""

    code = models.CharField(_("code"), max_length=20)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    name = models.CharField(_("name"), max_length=40)
    name_en = models.CharField(_("English name"), max_length=60)
    league = models.CharField(_("league"), max_length=12, choices=choices.League, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    note_en = models.CharField(_("English note"), max_length=300, blank=True)
    least_weight = models.PositiveSmallIntegerField(_("least weight present, per cent"), default=70)
    smallest_n = models.PositiveSmallIntegerField(_("fewest cases for a rank"), default=10)
    smallest_group = models.PositiveSmallIntegerField(_("fewest units in a group for ranks"), default=5)
    least_reliability = models.DecimalField(_("least reliability for a rank"), max_digits=3, decimal_places=2, default="0.50")
    firm_reliability = models.DecimalField(_("reliability of a firm rank"), max_digits=3, decimal_places=2, default="0.70")

    objects = RuleSetQuerySet.as_manager()

    class Meta(Approved.Meta):
        ordering = ("code", "-version")
        constraints = [
            *Approved.Meta.constraints,
            models.UniqueConstraint(name="rule_set_version_once", fields=["code", "version"]),
            models.CheckConstraint(
                name="rule_set_bounds",
                condition=Q(
                    least_weight__range=(1, 100),
                    least_reliability__range=(0, 1),
                    firm_reliability__range=(0, 1),
                    firm_reliability__gte=F("least_reliability"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name_en if get_language() == 'en' else self.name} v{self.version}"


@pghistory.track()
class RuleMeasure(models.Model):
    """A measure in a rule set. Points are 0 at `worst` and 100 at `best`; for a baseline both are the threshold that must be met."""

    rule_set = models.ForeignKey(RuleSet, models.CASCADE, related_name="measures")
    order = models.PositiveSmallIntegerField(_("order"))
    measure = models.CharField(_("measure"), max_length=20)
    layer = models.CharField(_("layer"), max_length=10, choices=choices.Layer)
    weight = models.DecimalField(_("weight"), max_digits=5, decimal_places=2)
    worst = models.DecimalField(_("no points at"), max_digits=6, decimal_places=4)
    best = models.DecimalField(_("full points at"), max_digits=6, decimal_places=4)
    denominator = models.CharField(_("what is counted"), max_length=120)
    denominator_en = models.CharField(max_length=200)

    class Meta:
        ordering = ("rule_set", "order")
        constraints = [
            models.UniqueConstraint(name="measure_once_in_a_rule_set", fields=["rule_set", "measure"]),
            models.CheckConstraint(
                name="only_what_is_ranked_has_weight",
                condition=Q(layer="stretch", weight__gt=0, weight__lte=100) & ~Q(worst=F("best")) | ~Q(layer="stretch") & Q(weight=0),
            ),
            models.CheckConstraint(name="goalposts_are_shares", condition=Q(worst__range=(0, 1), best__range=(0, 1))),
        ]

    def __str__(self) -> str:
        return self.measure


@pghistory.track()
class PeerGroupVersion(Approved):
    """One division of a league into groups of comparable units; `method` keeps factors, weights and the index of each unit."""

    league = models.CharField(_("league"), max_length=12, choices=choices.League)
    number = models.PositiveSmallIntegerField(_("version"))
    method = models.JSONField(_("method"), default=dict)

    objects = PeerGroupVersionQuerySet.as_manager()

    class Meta(Approved.Meta):
        ordering = ("league", "-number")
        constraints = [
            *Approved.Meta.constraints,
            models.UniqueConstraint(name="peer_group_version_once", fields=["league", "number"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_league_display()} v{self.number}"


class PeerGroupMember(models.Model):
    """A unit stands in one group of a version; groups are numbered from the largest workload."""

    version = models.ForeignKey(PeerGroupVersion, models.CASCADE, related_name="members")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    group = models.PositiveSmallIntegerField(_("group"))

    class Meta:
        ordering = ("version", "group", "unit__order")
        constraints = [models.UniqueConstraint(name="unit_in_one_group_of_a_version", fields=["version", "unit"])]

    def __str__(self) -> str:
        return f"{self.unit} {self.group}"
