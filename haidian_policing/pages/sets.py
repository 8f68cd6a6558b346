"""How many rows each of several querysets holds, in one statement, counted as a list counts: exactly to 10,000."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

COUNTED = 10_000


def total_of(queryset: QuerySet) -> int:
    """Of one queryset."""
    return totals({"": queryset})[""]


def totals(querysets: Mapping[str, QuerySet]) -> dict[str, int]:
    """By code; 10,001 for more. Each queryset is planned for itself, so each finds its own index."""
    parts: list[str] = []
    params: list[Any] = []
    for queryset in querysets.values():
        try:
            sql, given = queryset.order_by().values("pk")[: COUNTED + 1].query.sql_with_params()
        except EmptyResultSet:
            sql, given = "SELECT WHERE FALSE", ()
        parts.append(f"(SELECT COUNT(*) FROM ({sql}) AS counted)")
        params += given
    if not parts:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", params)
        return dict(zip(querysets, cursor.fetchone(), strict=True))
