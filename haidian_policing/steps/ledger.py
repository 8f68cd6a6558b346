"""The event ledger of a noun: abstract columns, and triggers by which no state changes without its event."""

from django.conf import settings
from django.db import migrations, models
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

PERSON = settings.AUTH_USER_MODEL


class LedgerEvent(models.Model):
    """One step taken: who, when, from, to, why. A child adds `subject` (related_name="events") and its own columns.

    Millions of rows that nobody looks for by person: the two go without an index.
    """

    verb = models.CharField(_("step"), max_length=30)
    from_state = models.CharField(_("from"), max_length=20, blank=True)
    to_state = models.CharField(_("to"), max_length=20)
    at = models.DateTimeField(_("when"))
    actor = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=_("who"))
    on_behalf = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=_("entered for"))
    note = models.TextField(_("note"), blank=True)
    data = models.JSONField(default=dict)
    transaction = models.BigIntegerField(db_default=RawSQL("txid_current()", []))

    class Meta:
        abstract = True


FUNCTIONS = """
CREATE OR REPLACE FUNCTION ledger_state_has_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE found boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I WHERE subject_id = $1 AND to_state = $2 AND transaction = txid_current())', TG_ARGV[0])
    INTO found USING NEW.id, NEW.state;
  IF NOT found THEN
    RAISE EXCEPTION 'state of % % became % without an event', TG_TABLE_NAME, NEW.id, NEW.state
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% only grows: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""


def append_only(table: str) -> migrations.RunSQL:
    """Migration operation: rows of this table can be added, never changed or removed (the app role may not truncate)."""
    return migrations.RunSQL(
        f"{FUNCTIONS}CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION ledger_is_append_only();",
        f"DROP TRIGGER append_only ON {table};",
    )


def guarded_by(table: str, events: str) -> migrations.RunSQL:
    """Migration operation: `table.state` is set or changed only with a row of `events` written in the same transaction."""
    return migrations.RunSQL(
        f"{FUNCTIONS}"
        f"CREATE CONSTRAINT TRIGGER state_has_event AFTER INSERT ON {table} DEFERRABLE INITIALLY DEFERRED"
        f" FOR EACH ROW EXECUTE FUNCTION ledger_state_has_event('{events}');"
        f"CREATE CONSTRAINT TRIGGER state_change_has_event AFTER UPDATE OF state ON {table} DEFERRABLE INITIALLY DEFERRED"
        f" FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION ledger_state_has_event('{events}');",
        f"DROP TRIGGER state_has_event ON {table}; DROP TRIGGER state_change_has_event ON {table};",
    )


def people_unindexed(table: str, actor: str, on_behalf: str) -> list[migrations.SeparateDatabaseAndState]:
    """Migration operations, not atomic: take down the indexes of these names that a table of events has on its two people."""
    found = []
    for name, index in (("actor", actor), ("on_behalf", on_behalf)):
        field = LedgerEvent._meta.get_field(name).clone()
        again = f"CREATE INDEX CONCURRENTLY IF NOT EXISTS {index} ON {table} ({name}_id)"
        gone = migrations.RunSQL(f"DROP INDEX CONCURRENTLY IF EXISTS {index}", again)
        found.append(migrations.SeparateDatabaseAndState([gone], [migrations.AlterField(table.rpartition("_")[2], name, field)]))
    return found
