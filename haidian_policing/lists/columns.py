"""A column: what it is called, how it sorts, how its cell is drawn and what it gives to a sheet; and a page of rows drawn in one pass."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from haidian_policing.lists.cells import EMPTY, badge, lines

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Row = dict[str, Any]


@dataclass(frozen=True)
class Value:
    """What one sheet column takes from a row.

    label: its head; read: row -> plain value (str, int, float, Decimal, date, aware datetime, bool or None), never HTML;
    kind: text mono number date datetime state yes, as in Column, mono being a code or number that stays text; unmask: the capability
    without which `read` gives the masked form; full: row -> the value in the clear, asked only for who has that capability;
    key: what `read` takes, if that is one key of the row as it is: then a database can draw it.
    """

    label: "StrOrPromise"
    read: Callable[[Row], Any]
    kind: str = "text"
    width: int = 14
    unmask: str = ""
    full: Callable[[Row], Any] | None = None
    key: str = ""


@dataclass(frozen=True)
class Column:
    """One column of a list. A row is the dict that `List.told` gives; the cell shows row[code] unless `draw` says otherwise.

    kind: text, mono (codes, numbers that stay text), number, date, datetime, state (a badge in the tone row[code + "_tone"] or
    row["tone"]), yes; sort: the ORM path it is ordered by, indexed where the table may be large; blank: that path may be NULL, such rows
    come last, up and down; shown: by default; title: the row's name, links to the row, cannot be hidden; below: key of a smaller second
    line, `below_label` its head in a sheet; clip: one line, cut off; draw: row -> safe HTML; sheet: values for a sheet instead of
    row[code] and row[below]; unmask, full: as in Value, for row[code].
    """

    code: str
    label: "StrOrPromise"
    kind: str = "text"
    sort: str = ""
    blank: bool = False
    shown: bool = True
    title: bool = False
    below: str = ""
    below_label: "StrOrPromise" = ""
    clip: bool = False
    draw: Callable[[Row], str] | None = None
    sheet: tuple[Value, ...] = ()
    width: int = 14
    unmask: str = ""
    full: Callable[[Row], Any] | None = None

    @property
    def head(self) -> str:
        """The label as it stands above the column: a verb's or a field's own words begin small."""
        return capfirst(str(self.label))

    @property
    def values(self) -> tuple[Value, ...]:
        """What it gives to a sheet."""
        if self.sheet:
            return self.sheet
        own = Value(self.label, lambda row: row[self.code], self.kind, self.width, self.unmask, self.full, self.code)
        return (own, Value(self.below_label, lambda row: row[self.below], key=self.below)) if self.below and self.below_label else (own,)

    @property
    def css(self) -> str:
        known = {"number": "num", "date": "date", "datetime": "date", "mono": "nowrap", "state": "nowrap", "yes": "center"}
        return " ".join(filter(None, ("title" if self.title else "", "clip" if self.clip else "", known.get(self.kind, ""))))

    def cell(self) -> Callable[[Row], str]:
        """row -> safe HTML of the cell's inside."""
        if self.draw:
            return self.draw
        code, below, plain = self.code, self.below, KINDS[self.kind]
        own: Callable[[Row], str]
        if self.kind == "state":
            tone = f"{code}_tone"
            own = lambda row: badge(row[code], row.get(tone) or row.get("tone") or "neutral")  # noqa: E731
        else:
            own = lambda row: plain(row[code])  # noqa: E731
        return (lambda row: lines(own(row), row[below])) if below else own


def _text(value) -> str:
    return EMPTY if value is None or value == "" else escape(value)


def _number(value) -> str:
    return f"{value:,}" if isinstance(value, int) else _text(value)


def _yes(value) -> str:
    return _("yes") if value else EMPTY


def _date(value) -> str:
    return EMPTY if value is None else value.isoformat()


def _datetime(value) -> str:
    return EMPTY if value is None else str(value.astimezone(timezone.get_default_timezone()))[:16]


def _mono(value) -> str:
    return EMPTY if value is None or value == "" else Markup('<span class="mono">') + escape(value) + Markup("</span>")


KINDS = {"text": _text, "state": _text, "number": _number, "mono": _mono, "yes": _yes, "date": _date, "datetime": _datetime}


def drawn(
    rows: Sequence[Row], columns: Sequence[Column], *, first: int, href: str = "", link: str = "pk", pick: bool = False, act=None
) -> str:
    """The body of the table as safe HTML, in one pass.

    first: running number of the first row; href: address of a row, 0 standing for row[link]; pick: each row has a tick box;
    act: row -> safe HTML of its last, frozen cell.
    """
    cells = [_cell(column, href, link) for column in columns]
    title = next((column.code for column in columns if column.title), "pk")
    found: list[str] = []
    for number, row in enumerate(rows, first):
        found.append(f'<tr id="row-{row["pk"]}">')
        if pick:
            found.append(_box(row["pk"], row.get(title)))
        found.append(f'<td class="seq">{number}</td>')
        for start, inside, end in cells:
            found += (start, inside(row), end)
        found.append(f'<td class="act">{act(row)}</td></tr>' if act else "</tr>")
    return Markup("".join(found))


def _cell(column: Column, href: str, link: str) -> tuple[str, Callable[[Row], str], str]:
    """What stands before, in and after the inside of each cell of a column."""
    label, inside = escape(column.head), column.cell()
    css = f' class="{column.css}"' if column.css else ""
    if not column.title:
        return f'<td{css} data-label="{label}"><div>', inside, "</div></td>"
    start, end = f'<th scope="row"{css} data-label="{label}">', "</th>"
    return (start, _linked(inside, href, link), end) if href else (start, inside, end)


def _linked(inside: Callable[[Row], str], href: str, link: str) -> Callable[[Row], str]:
    """The first line of a title leads to its row; a second line stays beside the link."""
    head, tail = href.split("/0/", 1)

    def anchor(row: Row) -> str:
        name, *below = inside(row).partition('<span class="sub">')
        return f'<a href="{head}/{row[link]}/{tail}">{name}</a>{"".join(below)}'

    return anchor


def _box(value, name) -> str:
    given = f'name="pk" value="{value}" aria-label="{escape(name)}"'
    return f'<td class="seq"><input type="checkbox" class="form-check-input" data-select {given}></td>'
