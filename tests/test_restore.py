"""A backup is worth what can be restored from it: the drill on an empty server, and that it fails where anything is missing."""

from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from haidian_policing.audit.actions import record
from haidian_policing.audit.choices import Action
from haidian_policing.files.keeping import keep
from haidian_policing.files.models import StoredFile
from haidian_policing.launcher import emptied, postgres
from haidian_policing.organisation.models import Person
from haidian_policing.roof.management.commands import drill
from haidian_policing.roof.sets import fingerprints

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.requirement("R58")]


@pytest.fixture
def stored(cast, settings, tmp_path, monkeypatch) -> StoredFile:
    """A district with a file and a line in the audit log; the empty server of a test need not outlive the machine."""
    monkeypatch.setattr(postgres, "_SETTINGS", {**postgres._SETTINGS, **postgres.UNSAFE})
    settings.MEDIA_ROOT = tmp_path / "files"
    record(Action.SETTING, actor=cast.system_admin, what="drill")
    return keep(BytesIO("回执".encode()), "回执.txt", "text/plain", actor=cast.officer, at=timezone.now())


def test_a_restored_copy_is_the_same_and_lets_an_officer_in(stored):
    out, before = StringIO(), fingerprints()
    call_command("drill", stdout=out)
    told = out.getvalue()
    assert "1 files are the same; the audit log is whole; one can sign in" in told and "RTO" in told and "RPO" in told
    assert fingerprints() == before  # the running portal notices nothing


def test_the_drill_fails_for_a_table_without_its_rows_and_for_a_damaged_file(stored):
    stored.file.storage.delete(stored.file.name)
    found = drill.drill("--exclude-table-data=organisation_post")["faults"]
    rows = fingerprints()["organisation_post"]
    assert f"organisation_post: dumped {rows}, restored [0, '0']" in found
    assert f"file {stored.pk} is missing or not what it was" in found
    assert "nobody can sign in" in found  # no post, no officer


def test_what_is_no_dump_is_told(tmp_path):
    (tmp_path / "portal.dump").write_bytes(b"PGDMP")
    with pytest.raises(emptied.Failed, match="pg_restore"):
        emptied.restore(tmp_path / "portal.dump", "postgresql:///nowhere")


def test_a_changed_row_a_new_sequence_value_and_an_uncovered_model_are_seen(cast, monkeypatch):
    whole = {**drill.seen(), "signed_in": True}
    assert drill.faults(whole, whole) == []
    Person.objects.filter(pk=cast.officer.pk).update(name="别人")
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('grids_grid_id_seq')")
    changed = {line.partition(":")[0] for line in drill.faults(whole, {**drill.seen(), "signed_in": True})}
    assert {"organisation_person", "grids_grid_id_seq"} <= changed
    monkeypatch.setattr(Person._meta, "db_table", "elsewhere")
    monkeypatch.setattr(drill, "fingerprints", dict)
    assert "no table was compared for the model of elsewhere" in drill.faults({**whole, "uncovered": drill.seen()["uncovered"]}, whole)
