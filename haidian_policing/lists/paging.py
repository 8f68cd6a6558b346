"""Pages of a list: numbered to 200, by cursor beyond, counted exactly to 10,000; rows whose sort column is empty come last."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F, Q, QuerySet

from haidian_policing.pages.sets import COUNTED, total_of

SIZES = (20, 50, 100, 200)
NUMBERED = 200
Row = dict[str, Any]


@dataclass(frozen=True)
class Order:
    """Keys as in order_by, the last of them unique; `blank`: the first may be NULL, then those rows form a second segment."""

    keys: tuple[str, ...]
    blank: bool = False

    @property
    def names(self) -> list[str]:
        return [key.lstrip("-") for key in self.keys]

    @property
    def parts(self) -> int:
        return 2 if self.blank else 1

    @property
    def whole(self) -> list:
        """For one statement: both segments, the one without the first key behind."""
        if not self.blank:
            return list(self.keys)
        first = F(self.names[0])
        return [first.desc(nulls_last=True) if self.keys[0].startswith("-") else first.asc(nulls_last=True), *self.keys[1:]]

    def segments(self, queryset: QuerySet, *, backwards: bool = False) -> list[QuerySet]:
        keys = [turned(key) for key in self.keys] if backwards else list(self.keys)
        if not self.blank:
            return [queryset.order_by(*keys)]
        name = self.names[0]
        filled = queryset.filter(**{f"{name}__isnull": False}).order_by(*keys)
        blank = queryset.filter(**{f"{name}__isnull": True}).order_by(*keys[1:])
        return [blank, filled] if backwards else [filled, blank]

    def beyond(self, values: Sequence, *, backwards: bool = False) -> Q:
        """Rows after (or before) the one with these key values; the first key bounds the search by its index."""
        keys = [turned(key) for key in self.keys] if backwards else self.keys
        found, equal = Q(), Q()
        for key, value in zip(keys, values, strict=True):
            name, side = key.lstrip("-"), "lt" if key.startswith("-") else "gt"
            found |= equal & Q(**{f"{name}__{side}": value})
            equal &= Q(**{name: value})
        return Q(**{f"{keys[0].lstrip('-')}__{'lte' if keys[0].startswith('-') else 'gte'}": values[0]}) & found


def turned(key: str) -> str:
    return key[1:] if key.startswith("-") else f"-{key}"


@dataclass
class Window:
    """One page: rows, the running number of its first one, the total (None beyond 10,000) and the queries of its neighbours."""

    rows: list[Row]
    first: int
    size: int
    total: int
    number: int | None = None
    previous: dict[str, Any] | None = None
    following: dict[str, Any] | None = None

    @property
    def ways(self) -> tuple[dict | None, dict | None]:
        return self.previous, self.following

    @property
    def capped(self) -> bool:
        return self.total > COUNTED

    @property
    def last(self) -> int:
        """The last page that has a number."""
        return max(1, min(NUMBERED, -(-min(self.total, COUNTED) // self.size)))

    @property
    def numbers(self) -> list[int | None]:
        """Page numbers to offer, None for a gap."""
        wanted = sorted({1, self.last, *range(max(1, (self.number or 1) - 2), min(self.last, (self.number or 1) + 2) + 1)})
        found: list[int | None] = []
        for before, number in zip([0, *wanted], wanted, strict=False):
            found += [None, number] if number - before > 1 else [number]
        return found


def window(queryset: QuerySet, order: Order, fetch, *, size: int, page: int, after: str, before: str) -> Window:
    """The page asked for; fetch: a sliced queryset -> plain rows that hold the order's keys. A broken cursor gives the first page.

    What fits on the first page is not counted again.
    """
    place = read_cursor(after or before, len(order.keys))
    if place:
        try:
            return _by_cursor(queryset, order, fetch, size, total_of(queryset), place, backwards=bool(before) and not after)
        except (ValidationError, ValueError, TypeError, OverflowError):
            pass
    shown = Window([], 1, size, total_of(queryset) if page > 1 else 0)
    number = min(max(page, 1), shown.last)
    start = (number - 1) * size
    shown.first, rows = start + 1, _slice(order.segments(queryset), fetch, start, size + 1)
    return _filled(shown, number, rows, order, lambda: total_of(queryset))


def first_page(rows: list[Row], order: Order, size: int, total: Callable[[], int]) -> Window:
    """Of the first rows, one more than there is room for where there are more."""
    return _filled(Window([], 1, size, 0), 1, rows, order, total)


def _filled(shown: Window, number: int, rows: list[Row], order: Order, total: Callable[[], int]) -> Window:
    shown.number, size = number, shown.size
    shown.rows, more = rows[:size], len(rows) > size
    shown.total = shown.total or (total() if more else len(rows))
    shown.previous = {"page": number - 1} if number > 1 else None
    if more:
        beyond = {"after": cursor(order, shown.rows[-1], shown.first + size)}
        shown.following = {"page": number + 1} if number < shown.last else beyond
    return shown


def _slice(segments: list[QuerySet], fetch, start: int, wanted: int) -> list[Row]:
    """Rows start..start+wanted over the segments one after the other."""
    rows: list[Row] = []
    for number, segment in enumerate(segments):
        rows += fetch(segment[start : start + wanted - len(rows)])
        if len(rows) >= wanted or number == len(segments) - 1:
            break
        start = 0 if rows else max(0, start - segment.order_by().count())
    return rows


def _by_cursor(queryset, order: Order, fetch, size: int, total: int, place: tuple[int, list], *, backwards: bool) -> Window:
    number, values = place
    segments = order.segments(queryset, backwards=backwards)
    if order.blank:
        inside = order.names[0] if values[0] is None else None
        at = segments[0 if backwards else 1] if inside else segments[1 if backwards else 0]
        rest = Order(order.keys[1:]) if inside else order
        segments = [at.filter(rest.beyond(values[1:] if inside else values, backwards=backwards)), *segments[segments.index(at) + 1 :]]
    else:
        segments = [segments[0].filter(order.beyond(values, backwards=backwards))]
    rows = _slice(segments, fetch, 0, size + 1)
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    first = max(1, number - len(rows)) if backwards else number
    shown = Window(rows, first, size, total)
    if rows and (more if backwards else first > 1):
        shown.previous = {"before": cursor(order, rows[0], first)} if first > size else {"page": 1}
    if rows and (more or backwards):
        shown.following = {"after": cursor(order, rows[-1], first + len(rows))}
    return shown


def cursor(order: Order, row: Row, number: int) -> str:
    """Where a page ends: the running number that follows and the values of the keys."""
    body = json.dumps([number, *(row[name] for name in order.names)], cls=DjangoJSONEncoder, separators=(",", ":"))
    return urlsafe_b64encode(body.encode()).decode().rstrip("=")


def read_cursor(text: str, keys: int) -> tuple[int, list] | None:
    try:
        number, *values = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, TypeError):
        return None
    scalars = all(value is None or isinstance(value, str | int | float) for value in values)
    return (number, values) if isinstance(number, int) and 0 < number < 10**9 and len(values) == keys and scalars else None
