"""The list of tickets in SQL, for sheets of a million rows: what lists.rows makes of a ticket, its police part and the unit outside."""

from django.db import connection
from django.utils.translation import get_language

from whistle_reporting.choices import ItemClass, PartState, Source, TicketState

JOINS = """
LEFT JOIN LATERAL (SELECT state, station_id, handler_id FROM whistle_reporting_part
  WHERE ticket_id = {pk} AND kind <> 'outside_lead' ORDER BY id DESC LIMIT 1) police ON true
LEFT JOIN LATERAL (SELECT state, outside_unit FROM whistle_reporting_part
  WHERE ticket_id = {pk} AND kind = 'outside_lead' ORDER BY id LIMIT 1) beside ON true
LEFT JOIN organisation_unit seat ON seat.id = police.station_id
LEFT JOIN organisation_person handler ON handler.id = police.handler_id"""
SHOWN = "CASE WHEN police.state = 'closed' AND beside.state IS NOT NULL THEN beside.state ELSE police.state END"


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
