"""Reads of the organisation: units in official order, posts and absences on a day, people and units in reach."""

from datetime import date, datetime

from django.apps import apps
from django.contrib.sessions.base_session import BaseSessionManager
from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce


def valid_on(day: date, prefix: str = "") -> Q:
    """Rows whose half-open validity starts..ends holds the day."""
    return Q(**{f"{prefix}starts__lte": day}) & (Q(**{f"{prefix}ends__isnull": True}) | Q(**{f"{prefix}ends__gt": day}))


class UnitQuerySet(QuerySet):
    def of_kind(self, kind: str):
        return self.filter(kind=kind)

    def in_official_order(self):
        return self.order_by("order", "pk")

    def current(self):
        return self.filter(closed_on__isnull=True)

    def with_posted(self, day: date):
        """Adds `posted`, how many hold a post in the unit itself on the day."""
        posts = apps.get_model("organisation", "Post").objects.on(day).filter(unit=OuterRef("pk")).order_by()
        counted = posts.values("unit").annotate(number=Count("person", distinct=True)).values("number")
        return self.annotate(posted=Coalesce(Subquery(counted), 0))

    def visible_to(self, person):
        """Everything to whoever sees people everywhere; else the sub-bureau with its departments, one's own stations and streets."""
        if person.standing.scope("person.view").everywhere:
            return self
        stations, own = set(), set()
        for post in person.standing.posts:
            own.add(post.unit_id)
            stations.add(post.unit_id if post.unit.kind == "station" else post.unit.station_id)
        return self.filter(Q(kind__in=("sub_bureau", "department")) | Q(pk__in=own) | Q(station__in=stations - {None}))


class PostQuerySet(QuerySet):
    def visible_to(self, person):
        """Those of the people whom a person sees."""
        scope = person.standing.scope("person.view")
        if scope.everywhere:
            return self.all()
        return self.filter(Q(person=person.pk) | Q(person__in=posted(scope, person.standing.day)))

    def on(self, day: date):
        return self.filter(valid_on(day))

    def not_over(self, day: date):
        """Posts of today and of days to come."""
        return self.filter(Q(ends__isnull=True) | Q(ends__gt=day))

    def overlapping(self, starts: date, ends: date | None):
        """Posts that share a day with starts..ends (ends excluded, None for ever)."""
        before = Q() if ends is None else Q(starts__lt=ends)
        return self.filter(before & (Q(ends__isnull=True) | Q(ends__gt=starts)))


class AbsenceQuerySet(QuerySet):
    def on(self, day: date):
        return self.filter(valid_on(day))

    def overlapping(self, starts: date, ends: date):
        return self.filter(starts__lt=ends, ends__gt=starts)


def posted(scope, day: date) -> QuerySet:
    """The keys of people with a post of today or later in the units that a scope reaches, which is not everywhere."""
    inside = Q(unit__station__in=scope.stations) | Q(unit__squad__in=scope.squads)
    places = (inside & ~Q(unit__kind="street")) | Q(unit__in=scope.streets)
    return apps.get_model("organisation", "Post").objects.not_over(day).filter(places).order_by().values("person")


class PersonQuerySet(QuerySet):
    def holding(self, posts):
        """People who hold one of the posts given."""
        return self.filter(Exists(posts.filter(person=OuterRef("pk"))))

    def without_password(self):
        """Active accounts that nobody signs in to by hand: those of systems."""
        return self.filter(is_active=True, password__startswith="!")

    def with_place(self, day: date):
        """Adds `place`, the official order of the unit of the first post of a day; None without a post."""
        posts = apps.get_model("organisation", "Post").objects.on(day).filter(person=OuterRef("pk")).order_by("unit__order")
        return self.annotate(place=Subquery(posts.values("unit__order")[:1]))

    def in_official_order(self, day: date):
        """By the unit of the first post of a day in official order; those without a post come last."""
        return self.with_place(day).order_by(F("place").asc(nulls_last=True), "police_number")

    def posted_within(self, scope, day: date):
        """People with a post of today or later in the units that a scope reaches."""
        return self if scope.everywhere else self.filter(pk__in=posted(scope, day))

    def reachable_by(self, person, capability: str):
        """The people whom a capability of a person reaches."""
        return self.posted_within(person.standing.scope(capability), person.standing.day)

    def visible_to(self, person):
        """Those in reach, and always oneself."""
        scope = person.standing.scope("person.view")
        if scope.everywhere:
            return self.all()
        return self.filter(Q(pk=person.pk) | Q(pk__in=posted(scope, person.standing.day)))


class SessionManager(BaseSessionManager):
    def alive(self, at: datetime):
        """Sessions that have not run out."""
        return self.get_queryset().filter(expire_date__gt=at)

    def data_of(self, key: str, at: datetime) -> str | None:
        """What a session holds, sealed; None once it is ended or has run out. Asked with every request, so it is no query of the ORM."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT session_data FROM organisation_session WHERE session_key = %s AND expire_date > %s", [key, at])
            return next((data for (data,) in cursor.fetchall()), None)
