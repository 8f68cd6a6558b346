"""The list of tickets in SQL, for sheets of a million rows: what lists.rows makes of a ticket, its police part and the unit outside."""

from django.db import connection
from django.utils.translation import get_language

from whistle_reporting.choices import ItemClass, PartState, Source, TicketState

PEOPLE = """
LEFT JOIN organisation_unit seat ON seat.id = police.station_id
LEFT JOIN organisation_person handler ON handler.id = police.handler_id"""
SHOWN = "CASE WHEN police.state = 'closed' AND beside.state IS NOT NULL THEN beside.state ELSE police.state END"


def joins(many: bool) -> str:
    """The last police part and the first part outside of each ticket, and who has it; of very many tickets all parts are read in order."""
    police = _one("state, station_id, handler_id", "kind <> 'outside_lead'", "id DESC", many)
    beside = _one("state, outside_unit", "kind = 'outside_lead'", "id", many)
    return f"LEFT JOIN {police} police ON police.ticket_id = {{pk}} LEFT JOIN {beside} beside ON beside.ticket_id = {{pk}} {PEOPLE}"


def _one(columns: str, which: str, order: str, many: bool) -> str:
    """One part of each ticket: walked through in the tickets' order, or looked up one by one."""
    first, of, by, last = ("DISTINCT ON (ticket_id)", "", "ticket_id DESC,", "") if many else ("", "ticket_id = {pk} AND", "", "LIMIT 1")
    rows = f"SELECT {first} ticket_id, {columns} FROM whistle_reporting_part WHERE {of} {which} ORDER BY {by} {order} {last}"
    return f"({rows})" if many else f"LATERAL ({rows})"


def cells() -> dict[str, str]:
    """SQL of the row keys, in the reader's language."""
    english = get_language() == "en"
    item, station, street = ("name_en",) * 3 if english else ("name", "short_name", "short_name")
    blown = f"CASE WHEN {{state}} = 'blown' AND police.state IS NOT NULL THEN {_labels(SHOWN, PartState)} ELSE "
    return {
        "state_label": f"{blown}{_labels('{state}', TicketState)} END",
        "code and item": f"{{item__code}} || ' ' || {{item__{item}}}",
        "outside": "beside.outside_unit",
        "grid": "coalesce(nullif({grid__name_en}, ''), {grid__name})" if english else "{grid__name}",
        "station": f"coalesce(nullif(seat.{station}, ''), {{station__{station}}})",
        "handler": "handler.name",
        "street": f"{{street__{street}}}",
        "klass_label": _labels("{klass}", ItemClass),
        "source_label": _labels("{source}", Source),
    }


def _labels(sql: str, choices) -> str:
    with connection.cursor() as cursor:
        known = [cursor.mogrify("WHEN %s THEN %s", [code, str(label)]).decode() for code, label in choices.choices]
    return f"CASE {sql} {' '.join(known)} END"
