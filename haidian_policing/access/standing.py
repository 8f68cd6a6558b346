"""What a person may do today: the posts he holds or covers, turned into capabilities and their scope.

Computed once per request from the posts of the day, so a transfer, an acting post or an absence counts on the next request.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from haidian_policing.access.models import ObjectGrant
from haidian_policing.organisation.models import Person, Post
from haidian_policing.organisation.roles import ROLES, Reach
from haidian_policing.organisation.sets import Held, held_by, held_by_many


@dataclass
class Scope:
    """Where a capability reaches: everywhere, or the union of some units and one's own grids."""

    everywhere: bool = False
    stations: set[int] = field(default_factory=set)
    squads: set[int] = field(default_factory=set)
    squad_stations: set[int] = field(default_factory=set)
    streets: set[int] = field(default_factory=set)
    own: bool = False

    def add(self, post: Post, reach: Reach) -> None:
        """Widen the scope by what one post reaches."""
        unit = post.unit
        station = station_of(unit)
        if reach is Reach.SUB_BUREAU:
            self.everywhere = True
        elif reach is Reach.STREET:
            self.streets.add(unit.pk)
        elif reach is Reach.STATION and station:
            self.stations.add(station)
        elif reach is Reach.SQUAD and unit.squad_id and station:
            self.squads.add(unit.squad_id)
            self.squad_stations.add(station)
        elif reach is Reach.OWN:
            self.own = True

    def holds(self, *, station: int | None, squad: int | None, street: int | None, own: bool) -> bool:
        """Whether a thing at hand lies within: what `within` says of rows that have all three units."""
        placed = station in self.stations or squad in self.squads or street in self.streets
        return self.everywhere or placed or (self.own and own)

    def __bool__(self) -> bool:
        return self.everywhere or self.own or bool(self.stations or self.squads or self.streets)


class Standing:
    """The posts in which a person stands on a day; `preview` replaces them all by one post, for looking only."""

    def __init__(self, person: Person, day: date, preview: Post | None = None):
        self.person, self.day, self.preview = person, day, preview
        self._known: dict[str, Any] = {}
        self.cast: tuple[tuple, dict[str, Any]] | None = None  # kept by access.alike

    def once(self, name: str, work: Callable[[], Any]) -> Any:
        """What an app works out about this person, not again in this request."""
        if name not in self._known:
            self._known[name] = work()
        return self._known[name]

    @cached_property
    def _held(self) -> Held:
        """Read with the person of a request; for anybody else and for other days asked here."""
        held = getattr(self.person, "held", None)
        return held if held and held.day == self.day else held_by(self.person.pk, self.day)

    @property
    def is_absent(self) -> bool:
        return not self.preview and self._held.is_absent

    @cached_property
    def people(self) -> list[int]:
        """The ids of those whose own grids and tickets count as one's own: oneself and whom one covers for."""
        if self.preview:
            return [self.preview.person_id]
        return [self.person.pk, *self._held.covered]

    @cached_property
    def posts(self) -> list[Post]:
        """Posts of the day in official order, one's own first; none of a disabled account."""
        if self.preview:
            return [self.preview]
        return list(self._held.posts) if self.person.is_active else []

    @cached_property
    def lent(self) -> dict[int, list[int]]:
        """The keys of what exceptions open now, by content type. Asked once: most people have none, and their lists go without."""
        found: dict[int, list[int]] = {}
        for kind, key in ObjectGrant.objects.opening(self.people, timezone.now()):
            found.setdefault(kind, []).append(int(key))
        return found

    @cached_property
    def stations(self) -> list[int]:
        """The keys of the stations in which the posts of the day are held."""
        return sorted({post.unit.station_id for post in self.posts if post.unit.station_id})

    @cached_property
    def roles(self) -> frozenset[str]:
        return frozenset(post.role for post in self.posts)

    @cached_property
    def capabilities(self) -> frozenset[str]:
        return frozenset(capability for post in self.posts for capability in ROLES[post.role].capabilities if self.gives(post, capability))

    def gives(self, post: Post, capability: str) -> bool:
        """Whether a post gives a capability today: whoever is away may look but not act in his own posts; his cover acts."""
        if capability not in ROLES[post.role].capabilities:
            return False
        return not self.is_absent or post.person_id != self.person.pk or capability.endswith(".view")

    def scope(self, capability: str) -> Scope:
        """The union of what all posts reach with this capability."""
        scope = Scope()
        for post in self.posts:
            reach = ROLES[post.role].reach_of(capability)
            if reach and self.gives(post, capability):
                scope.add(post, reach)
        return scope

    @cached_property
    def is_police(self) -> bool:
        """Whether a post of the day is held anywhere but in a street: what is internal to the police is for them."""
        return any(post.unit.kind != "street" for post in self.posts)

    @property
    def station(self):
        """The station of the first post that belongs to one, or None."""
        return next((post.unit if post.unit.kind == "station" else post.unit.station for post in self.posts if station_of(post.unit)), None)

    @property
    def street(self):
        return next((post.unit for post in self.posts if post.unit.kind == "street"), None)

    @property
    def title(self) -> str:
        """Unit and role as shown beside the name, such as "海淀所 社区民警"."""
        return " · ".join(dict.fromkeys(title_of(post) for post in self.posts))


# What apps work out about a person for their reach, by name: others who stand alike have other keys there.
FACTS: dict[str, Callable[[Any], Any]] = {"lent": lambda person: person.standing.lent}


def fact(name: str):
    """A function person -> keys or words, worked out once in a request."""

    def known(work: Callable[[Any], Any]) -> Callable[[Any], Any]:
        FACTS[name] = lambda person: person.standing.once(name, lambda: work(person))
        return FACTS[name]

    return known


def stand(people: Collection[Person], day: date) -> None:
    """Give each of many people his standing of a day, in three statements however many they are."""
    held = held_by_many([person.pk for person in people], day)
    who = {key for one in held for key in (one, *held[one].covered)}
    lent: dict[int, dict[int, list[int]]] = {}
    for user, kind, key in (
        ObjectGrant.objects.valid_at(timezone.now()).filter(user__in=who).values_list("user", "content_type", "object_pk")
    ):
        lent.setdefault(user, {}).setdefault(kind, []).append(int(key))
    for person in people:
        person.held = held[person.pk]
        person.standing = Standing(person, day)
        person.standing.lent = {}
        for kinds in filter(None, map(lent.get, person.standing.people)):
            for kind, keys in kinds.items():
                person.standing.lent.setdefault(kind, []).extend(keys)


def station_of(unit) -> int | None:
    """The key of the station that a unit belongs to; a street is served by one and belongs to none."""
    if unit.kind == "street":
        return None
    return unit.pk if unit.kind == "station" else unit.station_id


def title_of(post: Post) -> str:
    station = post.unit.station if station_of(post.unit) not in (None, post.unit.pk) else None
    place = f"{station} {post.unit}" if station else f"{post.unit}"
    return _("%(place)s, %(role)s") % {"place": place, "role": ROLES[post.role].label}


def may(person, capability: str) -> bool:
    """Whether a person has a capability at all today; where it reaches is asked of the queryset."""
    return capability in person.standing.capabilities


def must_have_factor(person) -> bool:
    """Whether one of the posts of the day asks for more than a password."""
    return settings.SECOND_FACTOR and any(ROLES[role].strict for role in person.standing.roles)


def must_first(person) -> str:
    """The page that stands before all others: "second_factor", "change_password", or "" where nothing is in the way."""
    if (must_have_factor(person) or person.set_up_factor) and not person.is_verified():
        return "second_factor"
    return "change_password" if person.must_change_password else ""


def may_any(person, needed: str | tuple[str, ...] | None) -> bool:
    """Whether a person has one of the capabilities; None asks for nothing."""
    return needed is None or gives_any(person.standing.capabilities, needed)


def gives_any(capabilities: frozenset[str], needed: str | tuple[str, ...] | None) -> bool:
    return needed is None or not capabilities.isdisjoint((needed,) if isinstance(needed, str) else needed)


def within(person, capability: str, *, station=None, squad=None, street=None, own: Callable[[], Q] | None = None) -> Q:
    """The reach of a capability as one condition on a model's organisation columns.

    station, squad, street: names of the columns that hold the unit (for example "grid__station"); own: gives the condition for one's
    own rows, asked where the reach has some. A squad's reach falls back to its station where the model has no squad column. No reach
    gives a condition that matches nothing.
    """
    scope = person.standing.scope(capability)
    if scope.everywhere:
        return Q(pk__isnull=False)  # an empty Q would vanish when another condition is or-ed to it
    reached = [Q(pk__in=[])]
    stations = scope.stations if squad else scope.stations | scope.squad_stations
    for column, units in ((station, stations), (squad, scope.squads), (street, scope.streets)):
        if column and units:
            reached.append(Q(**{f"{column}__in": sorted(units)}))
    if own is not None and scope.own:
        reached.append(own())
    condition = reached[0]
    for part in reached[1:]:
        condition |= part
    return condition


class ReachableQuerySet(QuerySet):
    """The one rule of visibility: an app writes `reach` once, everything else asks here."""

    view_capability = ""

    def reach(self, person, capability: str) -> Q:
        """The condition that a capability of a person puts on this model's rows."""
        raise NotImplementedError(type(self))

    def reachable_by(self, person, capability: str):
        return self.filter(self.reach(person, capability))

    def visible_to(self, person):
        return self.reachable_by(person, self.view_capability)
