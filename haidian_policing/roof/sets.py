"""The whole database in few words: how many rows each table holds and a sum over all of them, and where each sequence stands."""

from django.db import connection

TABLES = (
    "SELECT oid::regclass::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition"
)
SUM = "SELECT count(*), coalesce(sum(('x' || left(md5(row::text), 15))::bit(60)::bigint), 0)::text FROM {table} row"
SEQUENCES = "SELECT quote_ident(sequencename), coalesce(last_value, 0) FROM pg_sequences WHERE schemaname = 'public'"


def fingerprints() -> dict[str, list]:
    """Table -> [rows, sum]; sequence -> [last value, ""]. The same content gives the same, in whatever order it lies."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        found = {}
        for (table,) in cursor.fetchall():
            cursor.execute(SUM.format(table=table))
            found[table] = list(cursor.fetchone())
        cursor.execute(SEQUENCES)
        return found | {name: [last, ""] for name, last in cursor.fetchall()}


def snapshot() -> str:
    """The state of the database that this transaction sees, by a name under which pg_dump sees the same."""
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        return cursor.fetchone()[0]
