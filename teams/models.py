"""Community teams and their members (not accounts), duty shifts and concurrent posts."""

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from grids.models import Grid
from haidian_policing.organisation.models import Unit
from teams.choices import ConcurrentKind, Level, Part
from teams.querysets import ConcurrentPostQuerySet, DutyShiftQuerySet, MemberQuerySet, TeamQuerySet


class TimeRange(Func):
    """tstzrange(starts, ends) in SQL, half-open, for exclusion constraints."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


@pghistory.track()
class TeamKind(models.Model):
    """A kind of team: community, campus, building, trade."""

    silent_code = True  # nobody speaks of a kind by its code

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=40)
    name_en = models.CharField(_("English name"), max_length=60)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ("order",)

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name


@pghistory.track()
class Team(models.Model):
    """A community team (社区警务团队) of a grid, a station or a street."""

    kind = models.ForeignKey(TeamKind, models.PROTECT, related_name="teams", verbose_name=_("kind of team"))
    level = models.CharField(_("level"), max_length=10, choices=Level, default=Level.GRID)
    name = models.CharField(_("name"), max_length=80)
    initials = models.CharField(_("pinyin initials"), max_length=60, blank=True)
    station = models.ForeignKey(Unit, models.PROTECT, related_name="teams", limit_choices_to={"kind": "station"}, verbose_name=_("station"))
    street = models.ForeignKey(
        Unit, models.PROTECT, related_name="street_teams", limit_choices_to={"kind": "street"}, verbose_name=_("street")
    )
    grid = models.ForeignKey(Grid, models.PROTECT, null=True, blank=True, related_name="teams", verbose_name=_("grid"))
    starts = models.DateField(_("from"))
    ends = models.DateField(_("until (excluded)"), null=True, blank=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("team")
        ordering = ("station__order", "name")
        indexes = [models.Index(fields=["station", "name"])]
        constraints = [
            models.CheckConstraint(name="a_grid_team_has_its_grid", condition=~Q(level="grid") | Q(grid__isnull=False)),
            models.CheckConstraint(name="team_ends_after_it_starts", condition=Q(ends__isnull=True) | Q(ends__gt=F("starts"))),
        ]

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """A member of a team; no account and no id number. The phone is sealed for PHONE, `phone_hash` finds it, `phone_tail` is shown.

    Whoever is under 18 takes part through a guardian or a school, and the phone is theirs.
    """

    PHONE = "member.phone"

    team = models.ForeignKey(Team, models.PROTECT, related_name="members", verbose_name=_("team"))
    part = models.CharField(pgettext_lazy("team", "part"), max_length=10, choices=Part)
    name = models.CharField(pgettext_lazy("person", "name"), max_length=40)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name=_("account")
    )
    phone_sealed = models.BinaryField(null=True)
    phone_hash = models.BinaryField(null=True)
    phone_tail = models.CharField(_("end of the phone number"), max_length=4, blank=True)
    employer = models.CharField(_("employer"), max_length=80, blank=True)
    contract_ends = models.DateField(_("contract ends"), null=True, blank=True)
    joined_on = models.DateField(_("joined"))
    left_on = models.DateField(pgettext_lazy("member", "left"), null=True, blank=True)
    took_part_on = models.DateField(_("last took part"), null=True, blank=True)
    is_minor = models.BooleanField(_("under 18"), default=False, db_default=False)
    guardian = models.CharField(_("guardian or school"), max_length=80, blank=True, default="", db_default="")

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ("team", "part", "pk")
        indexes = [
            models.Index(fields=["team", "part", "joined_on", "left_on"], name="member_by_part"),
            models.Index(fields=["phone_hash"], name="member_phone", condition=Q(phone_hash__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(name="member_leaves_after_joining", condition=Q(left_on__isnull=True) | Q(left_on__gte=F("joined_on"))),
            models.CheckConstraint(name="a_minor_has_a_guardian", condition=Q(is_minor=False) | ~Q(guardian="")),
            models.UniqueConstraint(
                name="one_phone_once_in_a_team",
                fields=["team", "phone_hash"],
                condition=Q(left_on__isnull=True, phone_hash__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def phone_masked(self) -> str:
        """All that pages, API and prints show of the phone."""
        return f"*******{self.phone_tail}" if self.phone_tail else ""


@pghistory.track()
class DutyShift(models.Model):
    """One integrated shift of a station: the commander decides in grave matters, the duty officer runs it."""

    station = models.ForeignKey(
        Unit, models.PROTECT, related_name="shifts", limit_choices_to={"kind": "station"}, verbose_name=_("station")
    )
    starts = models.DateTimeField(_("from"))
    ends = models.DateTimeField(_("until"))
    commander = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("duty commander"))
    duty_officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("duty officer"))
    crew = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="shifts", verbose_name=_("on the shift"))

    objects = DutyShiftQuerySet.as_manager()

    class Meta:
        ordering = ("starts", "station__order")
        constraints = [
            models.CheckConstraint(name="shift_ends_after_it_starts", condition=Q(ends__gt=F("starts"))),
            ExclusionConstraint(
                name="one_shift_per_station_at_a_time",
                expressions=[("station", RangeOperators.EQUAL), (TimeRange("starts", "ends", RangeBoundary()), RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.station} {self.starts:%Y-%m-%d %H:%M}"


@pghistory.track()
class ConcurrentPost(models.Model):
    """A post held beside one's own: chiefs on the street's working committee, officers as deputy secretary of their community."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="concurrent_posts", verbose_name=_("person"))
    station = models.ForeignKey(
        Unit, models.PROTECT, related_name="concurrent_posts", limit_choices_to={"kind": "station"}, verbose_name=_("station")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ConcurrentKind)
    body = models.CharField(_("body"), max_length=80)
    title = models.CharField(_("post there"), max_length=40)
    document_number = models.CharField(_("document number"), max_length=40)
    starts = models.DateField(_("from"))
    ends = models.DateField(_("until (excluded)"), null=True, blank=True)

    objects = ConcurrentPostQuerySet.as_manager()

    class Meta:
        ordering = ("station__order", "kind", "person", "starts")
        constraints = [
            models.CheckConstraint(name="concurrent_post_ends_after_it_starts", condition=Q(ends__isnull=True) | Q(ends__gt=F("starts"))),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.body}"
