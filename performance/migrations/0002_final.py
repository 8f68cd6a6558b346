"""Ledger of the editions; what is issued is final, what is approved is settled, and ranked weights sum to 100."""

from django.db import migrations

from haidian_policing.steps.ledger import append_only, guarded_by

FINAL = """
CREATE FUNCTION performance_issued_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE row record; state text;
BEGIN
  IF TG_OP = 'DELETE' THEN row := OLD; ELSE row := NEW; END IF;
  IF TG_TABLE_NAME = 'performance_edition' THEN
    state := OLD.state;
  ELSIF TG_TABLE_NAME = 'performance_score' THEN
    SELECT e.state INTO state FROM performance_edition e WHERE e.id = row.edition_id;
  ELSE
    SELECT e.state INTO state FROM performance_edition e JOIN performance_score s ON s.edition_id = e.id WHERE s.id = row.score_id;
  END IF;
  IF state = 'issued' THEN
    RAISE EXCEPTION 'an issued edition is final: % of % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN row;
END $$;
CREATE TRIGGER issued_is_final BEFORE UPDATE OR DELETE ON performance_edition
  FOR EACH ROW EXECUTE FUNCTION performance_issued_is_final();
CREATE TRIGGER issued_is_final BEFORE INSERT OR UPDATE OR DELETE ON performance_score
  FOR EACH ROW EXECUTE FUNCTION performance_issued_is_final();
CREATE TRIGGER issued_is_final BEFORE INSERT OR UPDATE OR DELETE ON performance_scoremeasure
  FOR EACH ROW EXECUTE FUNCTION performance_issued_is_final();
"""

NOT_FINAL = """
DROP TRIGGER issued_is_final ON performance_edition;
DROP TRIGGER issued_is_final ON performance_score;
DROP TRIGGER issued_is_final ON performance_scoremeasure;
DROP FUNCTION performance_issued_is_final();
"""

SETTLED = """
CREATE FUNCTION performance_approved_is_settled() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE row record;
BEGIN
  IF TG_OP = 'DELETE' THEN row := OLD; ELSE row := NEW; END IF;
  IF EXISTS (SELECT 1 FROM performance_ruleset r WHERE r.id = row.rule_set_id AND r.approved_by_id IS NOT NULL) THEN
    RAISE EXCEPTION 'rule set % is approved and cannot change', row.rule_set_id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN row;
END $$;
CREATE TRIGGER approved_is_settled BEFORE INSERT OR UPDATE OR DELETE ON performance_rulemeasure
  FOR EACH ROW EXECUTE FUNCTION performance_approved_is_settled();

CREATE FUNCTION performance_weights_make_a_hundred() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE total numeric;
BEGIN
  IF OLD.approved_by_id IS NOT NULL THEN
    RAISE EXCEPTION 'rule set % is approved and cannot change', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  SELECT COALESCE(sum(weight), 0) INTO total FROM performance_rulemeasure WHERE rule_set_id = NEW.id;
  IF NEW.approved_by_id IS NOT NULL AND total <> 100 THEN
    RAISE EXCEPTION 'the weights of rule set % sum to %, not 100', NEW.id, total USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER weights_make_a_hundred BEFORE UPDATE ON performance_ruleset
  FOR EACH ROW EXECUTE FUNCTION performance_weights_make_a_hundred();
"""

NOT_SETTLED = """
DROP TRIGGER approved_is_settled ON performance_rulemeasure;
DROP TRIGGER weights_make_a_hundred ON performance_ruleset;
DROP FUNCTION performance_approved_is_settled();
DROP FUNCTION performance_weights_make_a_hundred();
"""


class Migration(migrations.Migration):
    dependencies = [("performance", "0001_tables")]
    operations = [
        append_only("performance_editionevent"),
        guarded_by("performance_edition", "performance_editionevent"),
        migrations.RunSQL(FINAL, NOT_FINAL),
        migrations.RunSQL(SETTLED, NOT_SETTLED),
    ]
