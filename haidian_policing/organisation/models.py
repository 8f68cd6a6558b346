"""Units, people, the posts they hold with dates, and their absences."""

from datetime import timedelta

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from haidian_policing.organisation import choices
from haidian_policing.organisation.querysets import AbsenceQuerySet, PersonQuerySet, PostQuerySet, SessionManager, UnitQuerySet
from haidian_policing.organisation.roles import ADMINISTRATIVE, ROLE_CHOICES, ROLES
from haidian_policing.organisation.sessions import SessionStore
from haidian_policing.sealing import fingerprint, seal, unseal


class DateRange(Func):
    """daterange(starts, ends) in SQL, half-open, for exclusion constraints."""

    function = "DATERANGE"
    output_field = DateRangeField()


PHONE = "person.phone"


def validity(*, prefix: str = "") -> DateRange:
    return DateRange(f"{prefix}starts", f"{prefix}ends", RangeBoundary())


@pghistory.track()
class Unit(models.Model):
    """A sub-bureau, department, station, squad, police group or street; `order` is the official order (建制序).

    `station` is the station that the unit belongs to (itself for a station) and, for a street, the one that serves it; `squad`
    is the squad of a group (itself for a squad).
    """

    kind = models.CharField(_("kind"), max_length=12, choices=choices.UnitKind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("belongs to"))
    station = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("station"))
    squad = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("squad"))
    code = models.CharField(_("unit code"), max_length=20, unique=True)
    name = models.CharField(_("full name"), max_length=60)
    short_name = models.CharField(_("short name"), max_length=20)
    name_en = models.CharField(_("English name"), max_length=80)
    initials = models.CharField(_("pinyin initials"), max_length=40, blank=True)
    order = models.PositiveIntegerField(_("official order"))
    department_category = models.CharField(_("category"), max_length=12, choices=choices.DepartmentCategory, blank=True)
    station_kind = models.CharField(_("station kind"), max_length=12, choices=choices.StationKind, blank=True)
    squad_kind = models.CharField(_("squad kind"), max_length=12, choices=choices.SquadKind, blank=True)
    is_special = models.BooleanField(_("special group"), default=False)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("unit")
        ordering = ("order", "pk")
        indexes = [models.Index(fields=["kind", "order"])]
        constraints = [
            models.CheckConstraint(
                name="unit_kind_has_its_own_details",
                condition=(
                    (Q(kind="department") | Q(department_category=""))
                    & (Q(kind="station") | Q(station_kind=""))
                    & (Q(kind="squad") | Q(squad_kind=""))
                    & (Q(kind="group") | Q(is_special=False))
                ),
            ),
            models.CheckConstraint(name="unit_knows_its_station", condition=~Q(kind__in=("squad", "group")) | Q(station__isnull=False)),
            models.UniqueConstraint(name="one_squad_of_a_kind", fields=["station", "squad_kind"], condition=Q(kind="squad")),
        ]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" and self.name_en else self.short_name


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):
    def get_by_natural_key(self, username):
        return self.get(police_number=username)


@pghistory.track(exclude=["password", "last_login"])
class Person(AbstractBaseUser, PermissionsMixin):
    """Staff with an account: police officers, auxiliaries, aides and the street's people. The police number signs in."""

    police_number = models.CharField(_("police number"), max_length=20, unique=True)
    name = models.CharField(pgettext_lazy("person", "name"), max_length=40)
    initials = models.CharField(_("pinyin initials"), max_length=40, blank=True)
    phone_sealed = models.BinaryField(_("phone"), null=True, blank=True)
    phone_hash = models.BinaryField(null=True, blank=True, db_index=True)
    joined_on = models.DateField(_("joined on"), null=True, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    must_change_password = models.BooleanField(default=False)
    password_expires_at = models.DateTimeField(null=True, blank=True)
    password_changed_at = models.DateTimeField(null=True, blank=True)
    session_epoch = models.PositiveIntegerField(default=0)

    set_up_factor = False  # of this session: whether there was a second factor to ask for when it began

    USERNAME_FIELD = "police_number"
    REQUIRED_FIELDS = ["name"]
    objects = PersonManager()

    class Meta:
        verbose_name = verbose_name_plural = _("person")
        ordering = ("police_number",)
        indexes = [GinIndex(OpClass(F("name"), name="gin_trgm_ops"), name="person_name_trgm")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_staff(self) -> bool:
        return False

    @property
    def has_account(self) -> bool:
        """Whether an account was opened: people are imported without one."""
        return self.has_usable_password()

    @property
    def phone(self) -> str:
        return unseal(self.phone_sealed, PHONE) if self.phone_sealed else ""

    @phone.setter
    def phone(self, number: str) -> None:
        self.phone_sealed, self.phone_hash = (seal(number, PHONE), fingerprint(number, PHONE)) if number else (None, None)

    def password_has_lapsed(self, at) -> bool:
        """A one-time password is worth nothing after its day."""
        return self.password_expires_at is not None and self.password_expires_at <= at


class Dated:
    """Something that is stored half-open and read inclusive."""

    @property
    def last_day(self):
        return self.ends - timedelta(days=1) if self.ends else None


@pghistory.track()
class Post(Dated, models.Model):
    """A person holds a role in a unit from a day, until the day before `ends`."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts", verbose_name=_("person"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", verbose_name=_("unit"))
    role = models.CharField(_("post"), max_length=20, choices=ROLE_CHOICES)
    starts = models.DateField(_("from"))
    ends = models.DateField(_("until (excluded)"), null=True, blank=True)
    is_acting = models.BooleanField(_("acting"), default=False)
    order_number = models.CharField(_("order number"), max_length=40, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("post")
        ordering = ("unit__order", "starts", "pk")
        indexes = [models.Index(fields=["unit", "role"])]
        constraints = [
            models.CheckConstraint(name="post_ends_after_it_starts", condition=Q(ends__isnull=True) | Q(ends__gt=F("starts"))),
            ExclusionConstraint(
                name="post_held_once_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (validity(), RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="one_administrator_role_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("role", RangeOperators.NOT_EQUAL),
                    (validity(), RangeOperators.OVERLAPS),
                ],
                condition=Q(role__in=ADMINISTRATIVE),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {ROLES[self.role].label}"


@pghistory.track()
class Absence(Dated, models.Model):
    """A person is away from a day until the day before `ends`; whoever covers for him stands in his posts meanwhile."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="absences", verbose_name=_("person"))
    cover = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="covers", verbose_name=_("covered by"))
    kind = models.CharField(_("kind"), max_length=12, choices=choices.AbsenceKind)
    starts = models.DateField(_("from"))
    ends = models.DateField(_("until (excluded)"))
    order_number = models.CharField(_("order number"), max_length=40)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("absence")
        ordering = ("-starts", "pk")
        constraints = [
            models.CheckConstraint(name="absence_ends_after_it_starts", condition=Q(ends__gt=F("starts"))),
            models.CheckConstraint(name="nobody_covers_for_himself", condition=~Q(person=F("cover"))),
            ExclusionConstraint(
                name="absent_once_at_a_time",
                expressions=[("person", RangeOperators.EQUAL), (validity(), RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.starts:%Y-%m-%d}"


class Session(AbstractBaseSession):
    """A browser that is, or was, signed in; ending it is deleting the row."""

    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="sessions", verbose_name=_("person"))
    address = models.CharField(_("from"), max_length=45, blank=True)
    browser = models.CharField(_("browser"), max_length=200, blank=True)
    started_at = models.DateTimeField(_("signed in"), null=True)
    seen_at = models.DateTimeField(_("last seen"), null=True)

    objects = SessionManager()

    class Meta(AbstractBaseSession.Meta):
        abstract = False

    @classmethod
    def get_session_store_class(cls):
        return SessionStore
