"""Exports of no row, one, two and fifty thousand; what a form cannot hold is refused; a killed worker leaves one file and one event."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from haidian_policing.audit.models import AuditEvent
from haidian_policing.bulk import copy_in
from haidian_policing.exports import actions
from haidian_policing.exports.choices import Form
from haidian_policing.exports.models import Export
from haidian_policing.files.models import StoredFile
from haidian_policing.jobs.actions import TooMany
from haidian_policing.jobs.models import Job
from haidian_policing.jobs.tasks import sweep
from haidian_policing.lists.registry import LISTS
from haidian_policing.organisation.models import Person
from tests.cast import assemble
from tests.imports.bringing import work
from tests.imports.test_killed import kill_under_way

START, MANY = "/exports/of/people/", 50_000


def people(count: int, name: str = "钱一") -> None:
    columns = ("police_number", "name", "password", "initials", "is_superuser", "is_active", "must_change_password", "session_epoch")
    copy_in(Person, columns, ((f"8{number:05}", name, "!", "", False, True, False, 0) for number in range(count)))


def rows_of(client, form: str) -> list[list]:
    """The rows of the newest export, without the heading, as a spreadsheet program reads them."""
    body = b"".join(client.get(f"/exports/{Export.objects.latest('pk').pk}/file/").streaming_content)
    if form == "csv":
        return list(csv.reader(StringIO(body.decode("utf-8-sig"), newline="")))[1:]
    rows = CalamineWorkbook.from_filelike(BytesIO(body)).get_sheet_by_index(0).to_python()
    return [row for row in rows if any("钱一" in str(cell) for cell in row)] if form == "office" else rows[1:]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [0, 1, 2])
@pytest.mark.parametrize("form", ["csv", "xlsx", "office"])
def test_few_rows_are_written_at_once(cast, form, count):
    people(count)
    client = cast.client(cast.system_admin)
    assert client.post(START, {"scope": "all", "form": form, "query": "q=钱一"}).status_code == 302
    assert len(rows_of(client, form)) == Export.objects.get().rows == count


@pytest.mark.django_db
@pytest.mark.parametrize(("form", "most"), [(Form.OFFICE, 20_000), (Form.PLAIN, 1_048_575)])
def test_what_a_form_cannot_hold_is_refused_in_words(cast, form, most):
    asked = {"actor": cast.standing(cast.system_admin), "at": timezone.now(), "query": "", "keys": (), "columns": (), "unmasked": ()}
    with pytest.raises(actions.Unwritable, match=str(most)):
        actions.begin(LISTS["people"], form, most + 1, **asked)
    assert not Export.objects.exists()


@pytest.mark.requirement("R49")
@pytest.mark.django_db
def test_an_export_written_at_once_is_limited_as_a_job_is(cast):
    """Two jobs that wait: a third, however small, is refused, and what was asked for leaves no trace."""
    asked = {"actor": cast.standing(cast.system_admin), "at": timezone.now(), "query": "", "keys": (), "columns": (), "unmasked": ()}
    for _number in range(2):
        actions.begin(LISTS["people"], Form.CSV, MANY, **asked)
    with pytest.raises(TooMany):
        actions.begin(LISTS["people"], Form.CSV, 1, **asked)
    assert Export.objects.count() == 2


@pytest.mark.requirement("R42")
@pytest.mark.parametrize(("form", "after"), [("csv", 0), ("xlsx", 5_000)])
def test_a_killed_worker_leaves_one_whole_file_and_one_event(transactional_db, form, after):
    cast = assemble()
    people(MANY)
    client = cast.client(cast.system_admin)
    client.post(START, {"scope": "all", "form": form, "query": "q=钱一"})
    export = Export.objects.get()
    kill_under_way(Job.objects.get(pk=export.job_id), after=after)
    assert not StoredFile.objects.exists() and not AuditEvent.objects.filter(action="export").exists()
    Job.objects.filter(pk=export.job_id).update(heartbeat_at=timezone.now() - timedelta(seconds=21))
    assert sweep() >= 0
    work()
    export.refresh_from_db()
    assert (export.rows, StoredFile.objects.count(), AuditEvent.objects.filter(action="export").count()) == (MANY, 1, 1)
    assert len(rows_of(client, form)) == MANY
