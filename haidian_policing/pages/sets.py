"""How many rows each of several querysets holds, in one statement, counted as a list counts: exactly to 10,000."""

from collections.abc import Collection, Mapping

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

COUNTED = 10_000
Composed = tuple[str, tuple] | None  # SQL of keys and perhaps a column, its parameters; None where nothing can be found


def total_of(queryset: QuerySet | Composed) -> int:
    """Of one queryset, or of the statement for its keys."""
    return totals({"": queryset})[""]


def totals(querysets: Mapping[str, QuerySet | Composed]) -> dict[str, int]:
    """By code; 10,001 for more. Each queryset is planned for itself, so each finds its own index."""
    return totals_and_first(querysets, (), "pk", 0)[0]


def totals_and_first(
    querysets: Mapping[str, QuerySet | Composed], among: Collection[str], by: str, most: int
) -> tuple[dict[str, int], list[int]]:
    """The totals, and the keys of the first few by a column of all rows of those with these codes; still one statement."""
    composed = {code: found for code, queryset in querysets.items() if (found := _composed(queryset, by))}
    if not composed:
        return dict.fromkeys(querysets, 0), []
    firsts = [
        (f"(SELECT * FROM ({sql}) AS held ORDER BY 2, 1 LIMIT {most})", given) for code, (sql, given) in composed.items() if code in among
    ]
    counts = [
        (f"(SELECT count(*) FROM (SELECT FROM ({sql}) AS held LIMIT {COUNTED + 1}) AS counted)", given) for sql, given in composed.values()
    ]
    union = " UNION ".join(sql for sql, _given in firsts)
    keys = f"ARRAY(SELECT key FROM ({union}) AS first (key, place) ORDER BY place, key LIMIT {most})" if firsts else "NULL"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join((keys, *(sql for sql, _given in counts)))}",
            [value for _sql, given in (*firsts, *counts) for value in given],
        )
        found, *numbers = cursor.fetchone()
    return dict.fromkeys(querysets, 0) | dict(zip(composed, numbers, strict=True)), found or []


def _composed(queryset: QuerySet | Composed, column: str) -> Composed:
    if not isinstance(queryset, QuerySet):
        return queryset
    try:
        return queryset.order_by().values("pk", column).query.sql_with_params()
    except EmptyResultSet:
        return None
