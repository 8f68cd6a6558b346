"""Reads of facts, periods, rules, groups and editions."""

from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum

from haidian_policing.access.standing import ReachableQuerySet, may, within
from performance.choices import OPEN_EDITIONS, PUBLIC_EDITIONS, EditionState

TRIPLE = ("needed", "done", "in_time", "credit")


class FactQuerySet(QuerySet):
    def between(self, first: date, last: date):
        """Facts of the accounting months that begin in first..last (last excluded)."""
        return self.filter(month__gte=first, month__lt=last)

    def totals(self, *columns: str):
        """Sums of the counts by the columns given, as dictionaries in a stable order."""
        return self.order_by(*columns).values(*columns).annotate(**{name: Sum(name) for name in TRIPLE})


class PeriodQuerySet(QuerySet):
    def newest_first(self):
        return self.order_by("-starts", "kind")

    def before(self, period):
        """The periods of the same kind that ended when this one began, or earlier, newest first."""
        return self.filter(kind=period.kind, ends__lte=period.starts).order_by("-starts")


class RuleSetQuerySet(QuerySet):
    def in_force(self, league: str, day: date):
        """The rule sets of a league that are in force on a day, the one to use first."""
        return self.filter(league=league, valid_from__lte=day).order_by("-valid_from", "-version")


class PeerGroupVersionQuerySet(QuerySet):
    def in_force(self, league: str, day: date):
        return self.filter(league=league, valid_from__lte=day).order_by("-valid_from", "-number")


class EditionQuerySet(ReachableQuerySet):
    view_capability = "ranking.view"

    def reach(self, person, capability: str) -> Q:
        """Rankings of units are seen widely once published; before that only by those who make and issue them."""
        condition = within(person, capability)
        if capability == self.view_capability and not (may(person, "ranking.compute") or may(person, "ranking.issue")):
            condition &= Q(state__in=PUBLIC_EDITIONS)
        return condition

    def open(self):
        return self.filter(state__in=OPEN_EDITIONS)

    def issued(self):
        return self.filter(state=EditionState.ISSUED)

    def public(self):
        return self.filter(state__in=PUBLIC_EDITIONS)

    def newest(self):
        """The highest edition of each period and league."""
        same = self.model._default_manager.filter(pk__in=self.values("pk"), period=OuterRef("period"), league=OuterRef("league"))
        return self.filter(pk=Subquery(same.order_by("-number").values("pk")[:1]))

    def newest_first(self):
        return self.order_by("-period__starts", "league", "-number")

    def up_to(self, league: str, kind: str, starts: date, edition: int):
        """What was published of a league for periods of a kind before one, and an edition of that one."""
        before = Q(state__in=PUBLIC_EDITIONS, period__starts__lt=starts)
        return self.filter(before | Q(pk=edition), league=league, period__kind=kind).newest().newest_first()

    def with_rules(self):
        return self.select_related("period", "rule_set", "peer_groups", "published_by", "issued_by")


class ScoreQuerySet(ReachableQuerySet):
    view_capability = "ranking.view"

    def reach(self, person, capability: str) -> Q:
        editions = self.model._meta.get_field("edition").related_model.objects
        return Q(edition__in=editions.reachable_by(person, capability))

    def with_edition(self):
        return self.select_related("edition__period", "edition__rule_set", "edition__peer_groups", "unit")

    def in_official_order(self):
        return self.order_by("group", "unit__order", "pk")

    def by_rank(self):
        """Ranked ones first, then by score, ties in official order; those without a score last."""
        return self.order_by("group", "rank", "-points", "unit__order", "pk")
