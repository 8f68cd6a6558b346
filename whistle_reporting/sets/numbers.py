"""Ticket numbers from a sequence: unique, rising, never given twice; a draft thrown away leaves a gap."""

from django.db import connection
from django.utils import timezone

PREFIX = "海吹"


def next_numbers(amount: int, at) -> list[tuple[int, str]]:
    """Fresh keys of tickets with their numbers, such as 海吹2026-000123, of the year in Beijing; both rising, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('whistle_reporting_ticket', 'id')), nextval('whistle_ticket_number')"
            " FROM generate_series(1, %s)",
            [amount],
        )
        return [(key, number_of(value, at)) for key, value in cursor.fetchall()]


def number_of(value: int, at) -> str:
    return f"{PREFIX}{timezone.localtime(at).year}-{value:06d}"


def next_values(amount: int) -> list[int]:
    """Many rising numbers at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('whistle_ticket_number') FROM generate_series(1, %s)", [amount])
        return [value for (value,) in cursor.fetchall()]


def reserve(table: str, amount: int) -> list[int]:
    """Fresh keys of a table, for rows that point at each other and are copied in together."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, amount])
        return [key for (key,) in cursor.fetchall()]
