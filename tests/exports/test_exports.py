"""Exports of a list: what one sees and no more, in every form, counted, audited, one's own, gone after a day."""

import csv
import zipfile
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from haidian_policing.audit.models import AuditEvent
from haidian_policing.exports.actions import forget
from haidian_policing.exports.models import Export
from haidian_policing.jobs.models import Job
from tests.imports.bringing import work
from tests.whistle_reporting.conftest import Desk
from whistle_reporting.models import Ticket
from whistle_reporting.seeds import seed

START = "/exports/of/tickets/"


@pytest.fixture
def chief(cast):
    """The chief of a station with two tickets; the other station has one."""
    seed(at=timezone.now())
    for prefix, count in (("", 2), ("other_", 1)):
        for _number in range(count):
            Desk(cast, prefix).part()
    return cast.client(cast.chief)


def fetched(client, form: str, **given) -> tuple[Export, bytes]:
    answer = client.post(START, {"scope": "all", "form": form, **given})
    assert answer.status_code == 302, answer.content.decode()[:500]
    export = Export.objects.first()
    return export, b"".join(client.get(f"/exports/{export.pk}/file/").streaming_content)


def test_the_rows_are_counted_before(chief):
    assert "2" in chief.post(START, {"scope": "all"}).content.decode()
    assert not Export.objects.exists()


@pytest.mark.requirement("R15")
@pytest.mark.parametrize("form", ["csv", "xlsx", "office"])
def test_a_file_holds_what_one_sees_and_no_row_of_others(chief, cast, form):
    export, body = fetched(chief, form)
    text = body.decode("utf-8-sig") if form == "csv" else str([[cell.value for cell in row] for row in load_workbook(BytesIO(body)).active])
    own = set(Ticket.objects.filter(station=cast.station).values_list("number", flat=True))
    assert export.rows == 2
    assert all(number in text for number in own)
    assert not any(number in text for number in Ticket.objects.exclude(number__in=own).values_list("number", flat=True))


@pytest.mark.requirement("R22")
@pytest.mark.parametrize("form", ["xlsx", "office"])
def test_no_cell_becomes_a_formula(chief, form):
    Ticket.objects.update(place="=HYPERLINK(1)")
    _export, body = fetched(chief, form)
    with zipfile.ZipFile(BytesIO(body)) as book:
        assert not any(b"<f" + end in book.read(name) for name in book.namelist() if "worksheets/" in name for end in (b">", b" "))


@pytest.mark.requirement("R22")
def test_a_csv_calculates_nothing_either(chief):
    Ticket.objects.update(place="=HYPERLINK(1)")
    _export, body = fetched(chief, "csv")
    assert not [cell for row in csv.reader(StringIO(body.decode("utf-8-sig"))) for cell in row if cell.startswith("=")]


def test_ticked_rows_only_and_none_of_others(chief, cast):
    keys = list(Ticket.objects.filter(station=cast.station).values_list("pk", flat=True)[:1])
    stranger = Ticket.objects.exclude(station=cast.station).get().pk
    export, _body = fetched(chief, "csv", scope="ticked", pk=[*keys, stranger])
    assert export.rows == 1


@pytest.mark.requirement("R50")
def test_an_export_makes_one_event_with_filter_count_and_hash(chief):
    export, _body = fetched(chief, "csv", query="sort=-number")
    [event] = AuditEvent.objects.filter(action="export")
    assert (event.detail["filter"], event.detail["rows"], event.detail["sha256"]) == ("sort=-number", 2, export.file.sha256)


@pytest.mark.requirement("R21")
def test_the_file_belongs_to_whoever_asked_in_the_post_he_held(chief, cast):
    export, _body = fetched(chief, "csv")
    address = f"/exports/{export.pk}/file/"
    assert {cast.client(person).get(address).status_code for person in (cast.other_chief, cast.clerk, cast.audit_admin)} == {404}
    cast.chief.posts.update(unit=cast.other_station)
    assert chief.get(address).status_code == 200
    cast.chief.posts.update(ends=timezone.localdate())
    assert chief.get(address).status_code == 404


def test_a_file_is_forgotten_after_its_day(chief):
    export, _body = fetched(chief, "csv")
    assert (forget(at=timezone.now()), forget(at=timezone.now() + timedelta(days=2))) == (0, 1)
    assert chief.get(f"/exports/{export.pk}/file/").status_code == 404
    assert chief.get(f"/exports/{export.pk}/").status_code == 200


@pytest.mark.requirement("R49")
def test_small_exports_count_towards_the_limit_too(chief, cast):
    long_ago = {"created_at": timezone.now(), "requested_by": cast.chief, "state": "done", "kind": "export"}
    Job.objects.bulk_create(Job(**long_ago) for _number in range(20))
    assert chief.post(START, {"scope": "all", "form": "csv"}).status_code == 200
    assert not Export.objects.exists()


@pytest.mark.parametrize("role", ["window_clerk", "security_admin"])
def test_whoever_may_not_open_the_list_may_not_export_it(chief, cast, role):
    assert cast.client(cast.named[role]).post(START, {"scope": "all", "form": "csv"}).status_code == 404


@pytest.mark.requirement("R44")
def test_an_export_that_runs_again_is_written_once(chief):
    from haidian_policing.jobs.tasks import run_job

    export, _body = fetched(chief, "csv")
    Job.objects.filter(pk=export.job_id).update(state="queued")
    run_job(export.job_id)
    assert AuditEvent.objects.filter(action="export").count() == 1


def test_paper_is_printed_by_the_worker_and_holds_its_own_font(chief, cast):
    answer = chief.post(START, {"scope": "all", "form": "pdf"})
    export = Export.objects.get()
    assert (answer.status_code, export.rows) == (302, None)
    work()
    body = b"".join(chief.get(f"/exports/{export.pk}/file/").streaming_content)
    assert body.startswith(b"%PDF")
    assert b"PortalSansSC" in body


def test_markup_in_the_data_stays_text():
    from haidian_policing.sheets import Heading, OfficeSheet, paper

    sheet = OfficeSheet("x", '#panic("x") $x$', [Heading("*a*")], [['#read("/etc/passwd")'], [None]], {"单位": "_x_"})
    assert paper(sheet).startswith(b"%PDF")
