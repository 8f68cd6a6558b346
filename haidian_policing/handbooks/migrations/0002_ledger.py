"""No version changes its state without an event, events only grow, and the text of what is no draft stays as it is."""

from django.db import migrations

from haidian_policing.steps.ledger import append_only, guarded_by

STANDING = """
CREATE FUNCTION handbooks_text_of_drafts_only() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE version bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.version_id ELSE NEW.version_id END;
BEGIN
  IF (SELECT state FROM handbooks_version WHERE id = version) <> 'draft' THEN
    RAISE EXCEPTION 'version % of a handbook is no draft: its text stays', version USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER text_of_drafts_only BEFORE INSERT OR UPDATE OR DELETE ON handbooks_chapter
  FOR EACH ROW EXECUTE FUNCTION handbooks_text_of_drafts_only();
"""
FREE = "DROP TRIGGER text_of_drafts_only ON handbooks_chapter; DROP FUNCTION handbooks_text_of_drafts_only();"


class Migration(migrations.Migration):
    dependencies = [("handbooks", "0001_tables")]

    operations = [
        append_only("handbooks_versionevent"),
        guarded_by("handbooks_version", "handbooks_versionevent"),
        migrations.RunSQL(STANDING, FREE),
    ]
