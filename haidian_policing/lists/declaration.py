"""The declaration of a list: an ordinary class with methods to override, from which its page, sheets and API conditions follow."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language

from haidian_policing.access.standing import may, may_any
from haidian_policing.lists.columns import Column, Row
from haidian_policing.lists.paging import Order, turned

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CHUNK = 2000


@dataclass(frozen=True)
class Bulk:
    """A verb for many rows. act(queryset, actor=, at=, note=) -> (moved, refused) is the action of one row; refusals name the list's rows.

    The action asks for itself what is within the actor's reach, as it does for one row: the queryset is what was ticked.
    needs_note: a reason must be given; primary: the usual one.
    """

    verb: str
    label: "StrOrPromise"
    may: str
    act: Callable[..., tuple[Any, Sequence]]
    needs_note: bool = False
    primary: bool = False


@dataclass(frozen=True)
class Link:
    """A button beside the heading; key: its shortcut; posts: it POSTs; menu: the (label, href) that it unfolds instead of leading on."""

    label: "StrOrPromise"
    href: str = ""
    icon: str = ""
    primary: bool = False
    key: str = ""
    posts: bool = False
    menu: tuple[tuple["StrOrPromise", str], ...] = ()

    @property
    def kind(self) -> str:
        return "primary" if self.primary else "secondary"


@dataclass(frozen=True)
class Tab:
    """A part of the list by itself, chosen by ?tab=code, with how many it holds (None: not counted)."""

    code: str
    label: "StrOrPromise"
    count: int | None = None


class List:
    """One list. What a subclass gives: code, page (URL name), label, model, filterset, may, columns; all else has a usual answer.

    order: as in order_by, unique by its last key; fields: what is read by .values() besides "pk"; names: row key -> (path, path of the
    English name), the reader's language being taken; words: field -> its TextChoices, the row then holding the label, and the code under
    field + "_code"; tones: field -> {code: tone}; href: URL name of a row's page, taking row[link]; first: how many conditions stand
    open; above: a template drawn above the list; empty: what to say where there is nothing (title, why).

    For sheets: `sheet_rows(queryset, columns, at)` yields one list of plain values per row, in the order of `sheet_values(columns)`, in
    chunks behind a server-side cursor, so that memory stays the same for a million rows; values with `unmask` are masked unless that
    capability is among `unmasked`, which the exporter asks and audits. The page POSTs to "exports:start" what is ticked (`pk`, several)
    or `scope=all`, `query` (with ?view= written out) and the `columns` shown.
    """

    code: ClassVar[str]
    page: ClassVar[str]
    label: ClassVar["StrOrPromise"]
    model: ClassVar[type[Model]]
    may: ClassVar[str | tuple[str, ...] | None] = None
    filterset: ClassVar[Any] = None
    columns: ClassVar[tuple[Column, ...]] = ()
    actions: ClassVar[tuple[Bulk, ...]] = ()
    order: ClassVar[tuple[str, ...]] = ("-pk",)
    fields: ClassVar[tuple[str, ...]] = ()
    names: ClassVar[Mapping[str, tuple[str, str]]] = {}
    words: ClassVar[Mapping[str, Any]] = {}
    tones: ClassVar[Mapping[str, Mapping[str, str]]] = {}
    href: ClassVar[str] = ""
    link: ClassVar[str] = "pk"
    first: ClassVar[int] = 4
    above: ClassVar[str] = ""
    subtitle: ClassVar["StrOrPromise"] = ""
    empty: ClassVar[tuple["StrOrPromise", "StrOrPromise"] | None] = None

    def queryset(self, person) -> QuerySet:
        """What this person sees of it; the usual answer is visible_to."""
        return self.model._default_manager.visible_to(person)

    def told(self, rows: list[Row], at) -> list[Row]:
        """Rows, their names and words in place, made into what cells show; what other tables say in a fixed number of statements."""
        return rows

    def in_sql(self, many: bool = False) -> tuple[Mapping[str, str], str] | None:
        """For large sheets: SQL for the row keys that `told` makes, and the joins that it needs; {path} is a column of the row.

        many: there are more rows than are counted, so that a join may well read a whole table.
        None where `told` says what SQL has no words for: then a sheet is written row by row.
        """
        return ({}, "") if type(self).told is List.told and type(self).sheet_rows is List.sheet_rows else None

    def rows(self, queryset: QuerySet, at, extra: Sequence[str] = ()) -> list[Row]:
        """One page as plain rows; extra: further paths to read."""
        return self.told_of(list(self.read(queryset, extra)), at)

    def read(self, queryset: QuerySet, extra: Sequence[str] = ()) -> QuerySet:
        """What is read of each row."""
        return queryset.values(*self._read, *extra)

    def told_of(self, rows: list[Row], at) -> list[Row]:
        """Rows as they were read made into plain rows."""
        return self.told(self._worded(rows), at)

    @property
    def _read(self) -> tuple[str, ...]:
        return ("pk", *self.fields, *self.words, *(path for paths in self.names.values() for path in paths))

    def _worded(self, rows: list[Row]) -> list[Row]:
        english = get_language() == "en"
        labels = {field: {code: str(label) for code, label in known.choices} for field, known in self.words.items()}
        for row in rows:
            for key, (own, other) in self.names.items():
                row[key] = (english and row[other]) or row[own]
            for field, known in labels.items():
                code = row[f"{field}_code"] = row[field]
                row[field] = known.get(code, code)
                if field in self.tones:
                    row[f"{field}_tone"] = self.tones[field].get(code, "neutral")
        return rows

    def tabs(self, person) -> list[Tab]:
        """Parts of the list, chosen by ?tab=; with them come `tab_of` and `in_tab`."""
        return []

    def tab_of(self, person, data: QueryDict) -> str:
        """The tab that a query string means."""
        return data.get("tab", "")

    def in_tab(self, queryset: QuerySet, person, code: str) -> QuerySet:
        return queryset

    def links(self, person) -> list[Link]:
        return []

    def context(self, request) -> dict[str, Any]:
        """What the template `above` needs, which finds it as `above`."""
        return {}

    def act_for(self, person) -> Callable[[Row], str] | None:
        """row -> safe HTML of its last cell: what this person may do with one row; None where there is nothing."""
        return None

    def opens_to(self, person) -> bool:
        return may_any(person, self.may)

    def actions_for(self, person) -> list[Bulk]:
        return [action for action in self.actions if may(person, action.may)]

    def found(self, request, data: QueryDict) -> QuerySet:
        """What a query string finds among what the request's person sees; a condition that cannot be read finds nothing."""
        return self.asked(request, data)[0]

    def asked(self, request, data: QueryDict) -> tuple[QuerySet, Any]:
        """(what is found, the form of the conditions or None where none is filled in: there is nothing to read then)."""
        seen, form = self.queryset(request.user), None
        if self.narrows(data):
            conditions = self.filterset(data, queryset=seen, request=request)
            form = conditions.form
            seen = conditions.qs if form.is_valid() else seen.none()
        return self.in_tab(seen, request.user, self.tab_of(request.user, data)), form

    def usual(self) -> dict[str, Any]:
        """The conditions that hold where none is filled in, by name."""
        return {}

    def opening(self, person, tab: str, usual: dict[str, Any]) -> QuerySet:
        """What the list holds where none is filled in."""
        seen = self.queryset(person)
        return self.in_tab(self.filterset(usual, queryset=seen).qs if usual else seen, person, tab)

    def narrows(self, data: QueryDict) -> bool:
        """Whether a query fills in a condition, by its key or by its words."""
        names = self.filterset.base_filters if self.filterset else ()
        return any(data.get(name) or data.get(f"{name}-text") for name in names)

    def blank_form(self, request=None):
        """The form of the conditions with none filled in but the usual ones."""
        return self.filterset(self.usual(), queryset=self.model._default_manager.none(), request=request).form

    def picked(self, person, keys: Sequence[int]) -> QuerySet:
        return self.queryset(person).filter(pk__in=keys)

    def order_of(self, wanted: str) -> Order:
        """The order that ?sort= asks for: a column's code, with "-" downwards; the list's own otherwise."""
        column = next((row for row in self.columns if row.sort and row.code == wanted.removeprefix("-")), None)
        if column is None:
            return Order(self.order)
        down = wanted.startswith("-") != column.sort.startswith("-")
        path = column.sort.removeprefix("-")
        keys = (path,) if path == "pk" else (path, "pk")
        return Order(tuple(map(turned, keys)) if down else keys, column.blank)

    def chosen(self, codes: Sequence[str]) -> list[Column]:
        """Columns by code in that order; the title first and always, the usual ones where nothing is chosen."""
        known = {column.code: column for column in self.columns}
        picked = [known[code] for code in dict.fromkeys(codes) if code in known]
        if not picked:
            return [column for column in self.columns if column.shown]
        return [*(column for column in self.columns if column.title), *(column for column in picked if not column.title)]

    def home(self) -> str:
        return reverse(self.page)

    def address(self) -> str:
        """Of a row, with 0 for its key."""
        return reverse(self.href, kwargs={"pk": 0}) if self.href else ""

    def sheet_values(self, columns: Sequence[Column]) -> list:
        return [value for column in columns for value in column.values]

    def sheet_rows(self, queryset: QuerySet, columns: Sequence[Column], at, *, unmasked: Sequence[str] = ()) -> Iterator[list[Any]]:
        """Plain values row by row; unmasked: capabilities whose values come in the clear."""
        reads = [value.full if value.full and value.unmask in unmasked else value.read for value in self.sheet_values(columns)]
        for rows in _chunks(self.read(queryset).iterator(chunk_size=CHUNK)):
            for row in self.told_of(rows, at):
                yield [read(row) for read in reads]


def _chunks(rows: Iterator[Row]) -> Iterator[list[Row]]:
    chunk: list[Row] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
