"""The chain of the audit log in SQL: how a digest is made, set and verified."""

from django.db import connection

CHAIN = """
CREATE OR REPLACE FUNCTION audit_digest(previous text, entry audit_auditevent) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(
    previous || '|' || (to_jsonb(entry) - 'digest' - 'at')::text || '|' || extract(epoch FROM entry.at)::text, 'UTF8')), 'hex')
$$;
CREATE OR REPLACE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7402);
  NEW.id := nextval(pg_get_serial_sequence('audit_auditevent', 'id'));
  NEW.digest := audit_digest(coalesce((SELECT digest FROM audit_auditevent ORDER BY id DESC LIMIT 1), ''), NEW);
  RETURN NEW;
END $$;
CREATE TRIGGER audit_chain BEFORE INSERT ON audit_auditevent FOR EACH ROW EXECUTE FUNCTION audit_chain();
"""
UNCHAIN = "DROP TRIGGER audit_chain ON audit_auditevent; DROP FUNCTION audit_chain(); DROP FUNCTION audit_digest(text, audit_auditevent);"

BROKEN = """
SELECT id FROM (
  SELECT id, digest, audit_digest(coalesce(lag(digest) OVER (ORDER BY id), ''), audit_auditevent) AS expected FROM audit_auditevent
) chained WHERE digest <> expected ORDER BY id LIMIT %s
"""


def broken_links(most: int = 20) -> list[int]:
    """Keys of rows whose digest does not follow from their content and their predecessor, at most `most`."""
    with connection.cursor() as cursor:
        cursor.execute(BROKEN, [most])
        return [key for (key,) in cursor.fetchall()]


def tail() -> tuple[int, str]:
    """The newest key and digest, for the anchor kept outside the server; (0, "") for an empty log."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, digest FROM audit_auditevent ORDER BY id DESC LIMIT 1")
        return cursor.fetchone() or (0, "")


def holds(key: int, digest: str) -> bool:
    """Whether the log still has the row that an anchor names, unchanged."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM audit_auditevent WHERE id = %s AND digest = %s)", [key, digest])
        return key == 0 or cursor.fetchone()[0]


GROWING = """
SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE t.tgname = 'append_only' AND c.relnamespace = 'public'::regnamespace ORDER BY 1
"""


def growing_tables() -> list[str]:
    """The tables whose rows are added and never changed: those with the append-only trigger."""
    with connection.cursor() as cursor:
        cursor.execute(GROWING)
        return [name for (name,) in cursor.fetchall()]


def grant(cursor, role: str, growing: list[str]) -> None:
    """As the owner: rows of all tables to the app role, but neither change nor removal where rows only grow. May run again."""
    quoted = connection.ops.quote_name(role)
    tables = ", ".join(map(connection.ops.quote_name, growing))
    cursor.execute(f"GRANT USAGE ON SCHEMA public TO {quoted}")
    cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {quoted}")
    cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {quoted}")
    cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {quoted}")
    if growing:
        cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {tables} FROM {quoted}")
