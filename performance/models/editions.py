"""Editions of a league's result for a period, their history, and the scores in them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from haidian_policing.organisation.models import Unit
from haidian_policing.steps.ledger import LedgerEvent
from performance import choices
from performance.lifecycle import EDITION
from performance.models.facts import Period
from performance.models.rules import PeerGroupVersion, RuleSet
from performance.querysets import EditionQuerySet, ScoreQuerySet

PERSON = settings.AUTH_USER_MODEL


class Edition(models.Model):
    """One edition: `payload` holds the frozen inputs and outputs, the hashes prove them; an issued edition can never change.

    payload: {"inputs": what statistics.league.settle takes, "outputs": what it gave}; seed and hashes follow from them.
    """

    lifecycle = EDITION

    period = models.ForeignKey(Period, models.PROTECT, related_name="editions", verbose_name=_("period"))
    league = models.CharField(_("league"), max_length=12, choices=choices.League)
    number = models.PositiveSmallIntegerField(_("edition"), default=1)
    state = models.CharField(_("state"), max_length=12, choices=choices.EditionState, default=EDITION.initial)
    rule_set = models.ForeignKey(RuleSet, models.PROTECT, related_name="+", verbose_name=_("rule set"))
    peer_groups = models.ForeignKey(PeerGroupVersion, models.PROTECT, related_name="+", verbose_name=_("groups"))
    reason = models.CharField(_("reason for the correction"), max_length=300, blank=True)
    computed_at = models.DateTimeField(_("computed"))
    published_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+", verbose_name=_("published by"))
    published_at = models.DateTimeField(_("published"), null=True)
    issued_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+", verbose_name=_("issued by"))
    issued_at = models.DateTimeField(_("issued"), null=True)
    fact_hash = models.CharField(_("hash of the facts"), max_length=64)
    output_hash = models.CharField(_("hash of the result"), max_length=64)
    seed = models.DecimalField(_("seed"), max_digits=20, decimal_places=0)
    code_version = models.CharField(_("version of the method"), max_length=20)
    payload = models.JSONField(default=dict)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ("-period__starts", "league", "-number")
        constraints = [
            models.UniqueConstraint(name="edition_number_once", fields=["period", "league", "number"]),
            models.UniqueConstraint(
                name="one_open_edition_per_period", fields=["period", "league"], condition=Q(state__in=choices.OPEN_EDITIONS)
            ),
            models.CheckConstraint(name="edition_state_is_known", condition=Q(state__in=choices.EditionState.values, number__gte=1)),
            models.CheckConstraint(name="correction_has_its_reason", condition=Q(number=1) | ~Q(reason="")),
            models.CheckConstraint(name="issued_by_a_second_person", condition=Q(issued_by__isnull=True) | ~Q(issued_by=F("published_by"))),
            models.CheckConstraint(
                name="issued_edition_says_who_and_when",
                condition=~Q(state="issued") | Q(issued_by__isnull=False, issued_at__isnull=False, published_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        words = {"period": self.period, "league": self.get_league_display(), "number": self.number}
        return _("%(period)s %(league)s, edition %(number)s") % words

    @property
    def is_public(self) -> bool:
        return self.state in choices.PUBLIC_EDITIONS


class EditionEvent(LedgerEvent):
    """One step in the life of an edition."""

    subject = models.ForeignKey(Edition, models.PROTECT, related_name="events")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_id}"


class Score(models.Model):
    """One unit in an edition. Points 0–100 at two decimals are the order key; a rank has its 5–95 % interval, points their 95 %."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="scores")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    group = models.PositiveSmallIntegerField(_("group"))
    points = models.DecimalField(_("score"), max_digits=5, decimal_places=2, null=True)
    points_low = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    points_high = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    rank = models.PositiveSmallIntegerField(_("rank"), null=True)
    rank_low = models.PositiveSmallIntegerField(null=True)
    rank_high = models.PositiveSmallIntegerField(null=True)
    previous_rank = models.PositiveSmallIntegerField(_("rank last time"), null=True)
    change = models.DecimalField(_("change of the score"), max_digits=5, decimal_places=2, null=True)
    change_matters = models.BooleanField(null=True)
    n = models.PositiveIntegerField(_("cases"))
    reliability = models.DecimalField(_("reliability"), max_digits=4, decimal_places=3, null=True)
    is_tentative = models.BooleanField(_("tentative"), default=False)
    unranked = models.CharField(_("why without a rank"), max_length=8, choices=choices.Unranked, blank=True)

    FIGURES = (
        "group", "points", "points_low", "points_high", "rank", "rank_low", "rank_high", "previous_rank", "change", "change_matters", "n",
        "reliability", "is_tentative", "unranked",
    )  # fmt: skip  # what pages, sheets and the API tell of a score
    objects = ScoreQuerySet.as_manager()

    class Meta:
        ordering = ("edition", "group", "unit__order")
        constraints = [
            models.UniqueConstraint(name="unit_scored_once_in_an_edition", fields=["edition", "unit"]),
            models.CheckConstraint(
                name="score_within_bounds",
                condition=Q(points__isnull=True) | Q(points__range=(0, 100), points_low__lte=F("points"), points_high__gte=F("points")),
            ),
            models.CheckConstraint(
                name="rank_within_its_interval",
                condition=Q(rank__isnull=True) & ~Q(unranked="")
                | Q(rank__gte=1, rank_low__gte=1, rank_low__lte=F("rank"), rank_high__gte=F("rank"), unranked=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.points}"


class ScoreMeasure(models.Model):
    """One measure of a score: x of n, the value in per cent with its Wilson interval, points and weight as used."""

    score = models.ForeignKey(Score, models.CASCADE, related_name="measures")
    order = models.PositiveSmallIntegerField()
    measure = models.CharField(_("measure"), max_length=20)
    layer = models.CharField(_("layer"), max_length=10, choices=choices.Layer)
    x = models.DecimalField(_("counted"), max_digits=12, decimal_places=2)
    n = models.PositiveIntegerField(_("of"))
    value = models.DecimalField(_("rate (%)"), max_digits=6, decimal_places=2, null=True)
    low = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    high = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    points = models.DecimalField(_("points"), max_digits=5, decimal_places=2, null=True)
    weight = models.DecimalField(_("weight"), max_digits=5, decimal_places=2)
    share = models.DecimalField(_("weight as used"), max_digits=5, decimal_places=2)
    is_met = models.BooleanField(_("baseline met"), null=True)

    FIGURES = ("measure", "layer", "x", "n", "value", "low", "high", "points", "weight", "share", "is_met")

    class Meta:
        ordering = ("score", "order")
        constraints = [models.UniqueConstraint(name="measure_once_in_a_score", fields=["score", "measure"])]

    def __str__(self) -> str:
        return f"{self.measure} {self.x}/{self.n}"
