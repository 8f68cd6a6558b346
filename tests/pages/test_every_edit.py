"""Every form that changes what stands there: sent over a newer version it is refused, both versions are shown, and no file is lost."""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from grids.models import Assignment, TaskEntry, TaskLog
from haidian_policing.files.models import SetAside, StoredFile
from haidian_policing.handbooks.models import Chapter
from haidian_policing.notes.actions import write
from haidian_policing.notes.models import Note
from haidian_policing.organisation.models import Absence
from haidian_policing.pages.editing import versions_of
from haidian_policing.pages.registry import pages_of
from haidian_policing.pages.tasks import forget_forms
from haidian_policing.roof.declarations import PREFIXES
from haidian_policing.workcalendar.actions import confirm_year, specials
from haidian_policing.workcalendar.models import Version
from tests.examples import EXAMPLES
from tests.files.test_photos import picture
from tests.whistle_reporting.conftest import NOON
from tests.workcalendar.test_views import filled
from whistle_reporting.models import StandardText, Ticket
from whistle_reporting.seeds import seed

pytestmark = pytest.mark.django_db
MINE, THEIRS = "我写的话", "别人先写的话"
STEP, NEW = "the state that the page showed is the lock", "adds a row, or asks for work, and changes nothing that is shown"
GONE, OWN = "takes away or ends at once; nothing is written over", "a choice of one's own"
REASONS = {
    **dict.fromkeys(("grids:catalogue_approve", "performance:approve", "performance:step", "handbooks:version_step"), STEP),
    **dict.fromkeys(
        ("teams:member_detail", "workstations:visit_step", "workstations:next_number", "jobs:job_act", "imports:import_act"), STEP
    ),
    **dict.fromkeys(("notices:webhook_act", "access:token_act", "organisation:account_act", "notices:circular_confirm"), STEP),
    **dict.fromkeys(("organisation:post_give", "organisation:absence_add", "grids:task_log", "grids:task_quick", "notes:write"), NEW),
    **dict.fromkeys(("notes:attach", "handbooks:chapter_add", "handbooks:version_begin", "workstations:take_number"), NEW),
    **dict.fromkeys(("imports:import_upload", "exports:start", "lists:act", "notices:circular_urge", "notices:delivery_again"), NEW),
    **dict.fromkeys(
        ("performance:export", "handbooks:handbook_paper", "teams:roster_paper", "teams:member_file", "whistle_reporting:whistle_sheet"),
        NEW,
    ),
    **dict.fromkeys(("performance:ranking_paper", "performance:receipt_paper", "organisation:person_phone"), NEW),
    "whistle_reporting:ticket_contact": NEW,
    **dict.fromkeys(("organisation:post_transfer", "grids:grid_assign"), "days may not overlap: the database refuses the second"),
    **dict.fromkeys(("notes:withdraw", "notes:remove", "notes:blur", "handbooks:reference_remove", "handbooks:chapter_remove"), GONE),
    **dict.fromkeys(("teams:member_erase", "access:exception_end", "whistle_reporting:text_remove", "lists:view_drop"), GONE),
    **dict.fromkeys(("lists:view_save", "lists:columns", "notices:choose", "notices:follow", "jobs:notice_open"), OWN),
    **dict.fromkeys(("workstations:choose_window", "access:preview_start"), OWN),
    "handbooks:version_upload": "the whole text from a file; refused over a newer draft, and the file stays with its sender",
}


@dataclass
class Edit:
    """What is sent over a newer version; standing: what stands there now."""

    client: Client
    address: str
    body: dict[str, Any]
    standing: Callable[[], Any]
    mine: str = MINE
    theirs: Any = THEIRS


def held(cast, name: str, row, sent: dict) -> Edit:
    """Something that lasts, given another end meanwhile."""
    seen = versions_of([row])[row.pk]
    type(row).objects.filter(pk=row.pk).update(ends=date(2027, 7, 1))
    address = reverse(name, kwargs={"pk": row.pk})
    standing = lambda: type(row).objects.get(pk=row.pk).last_day.isoformat()  # noqa: E731
    return Edit(cast.client(cast.system_admin), address, sent | {"version": seen}, standing, "2027-03-31", "2027-06-30")


def post_end(cast) -> Edit:
    return held(cast, "organisation:post_end", cast.officer.posts.get(), {"last_day": "2027-03-31"})


def absence_end(cast) -> Edit:
    given = {"person": cast.officer, "kind": "leave", "starts": date(2027, 2, 4), "ends": date(2027, 8, 20), "order_number": "1"}
    return held(cast, "organisation:absence_end", Absence.objects.create(**given), {"last_day": "2027-03-31"})


def assignment_end(cast) -> Edit:
    row = Assignment.objects.get(grid=cast.grid, kind="lead")
    return held(cast, "grids:assignment_end", row, {"ends": "2027-03-31"})


def log_step(cast) -> Edit:
    pk = EXAMPLES["task log"](cast)[0]["pk"]
    log = TaskLog.objects.select_related("officer").get(pk=pk)
    TaskLog.objects.filter(pk=pk).update(version=log.version + 1, note=THEIRS)
    body = {"done_on": f"{log.done_on}", "count": 3, "note": MINE, "place": "门口", "number": "1", "version": log.version}
    address = reverse("grids:log_step", kwargs={"pk": pk, "verb": "correct"})
    return Edit(cast.client(log.officer), address, body, lambda: TaskLog.objects.get(pk=pk).note)


def note_amend(cast) -> Edit:
    write("grid", cast.grid.pk, actor=cast.standing(cast.captain), at=timezone.now(), text="旧")
    pk = Note.objects.get().pk
    Note.objects.filter(pk=pk).update(text=THEIRS, revision=1)
    address = reverse("notes:amend", kwargs={"pk": pk})
    return Edit(cast.client(cast.captain), address, {"text": MINE, "version": 0}, lambda: Note.objects.get(pk=pk).text)


def text_change(cast) -> Edit:
    seed(NOON)
    row = StandardText.objects.filter(owner=None).first()
    seen = versions_of([row])[row.pk]
    StandardText.objects.filter(pk=row.pk).update(text=THEIRS)
    body = {"text": MINE, "text_en": "", "state": "any", "klass": "any", "item_code": "", "shared": "on", "version": seen}
    address = reverse("whistle_reporting:text_change", kwargs={"pk": row.pk})
    return Edit(cast.client(cast.system_admin), address, body, lambda: StandardText.objects.get(pk=row.pk).text)


def ticket_edit(cast) -> Edit:
    pk = EXAMPLES["draft"](cast)[0]["pk"]
    ticket = Ticket.objects.get(pk=pk)
    Ticket.objects.filter(pk=pk).update(description=THEIRS, revision=ticket.revision + 1)
    body = {"item": ticket.item_id, "grid": ticket.grid_id, "description": MINE, "place": ticket.place, "source": ticket.source}
    body |= {"contact": "王主任", "phone": "13800001234", "revision": ticket.revision, "token": str(ticket.token)}
    address = reverse("whistle_reporting:ticket_edit", kwargs={"pk": pk})
    return Edit(cast.client(cast.liaison), address, body, lambda: Ticket.objects.get(pk=pk).description)


def chapter_edit(cast) -> Edit:
    pk = EXAMPLES["handbook draft chapter"](cast)[0]["pk"]
    chapter = Chapter.objects.get(pk=pk)
    Chapter.objects.filter(pk=pk).update(body=THEIRS, revision=chapter.revision + 1)
    body = {"title": chapter.title, "order": chapter.order, "body": MINE, "seen": chapter.revision}
    address = reverse("handbooks:chapter_edit", kwargs={"pk": pk})
    return Edit(cast.client(cast.performance), address, body, lambda: Chapter.objects.get(pk=pk).body)


def year_confirm(cast) -> Edit:
    """Somebody confirmed the year with another day; the difference against his version is shown anew."""
    version = Version.objects.latest("number")
    body = filled(version, spring_makeup="2027-02-20", confirm="1")
    known = {day: fact for day, fact in specials(version).items() if day.year == 2027}
    confirm_year(year=2027, special=known, source="国办发明电〔2026〕9号", actor=cast.system_admin, at=timezone.now())
    address = reverse("workcalendar:year_confirm", kwargs={"year": 2027})
    return Edit(cast.client(cast.system_admin), address, body, lambda: Version.objects.latest("number").number, "2027-02-20", 2)


EDITS = {
    "organisation:post_end": post_end,
    "organisation:absence_end": absence_end,
    "grids:assignment_end": assignment_end,
    "grids:log_step": log_step,
    "notes:amend": note_amend,
    "whistle_reporting:text_change": text_change,
    "whistle_reporting:ticket_edit": ticket_edit,
    "handbooks:chapter_edit": chapter_edit,
    "workcalendar:year_confirm": year_confirm,
}


def test_every_form_about_a_thing_is_an_edit_or_says_why_not():
    pages = {f"{label}:{page.name}" for label in PREFIXES for page in pages_of(label) if "POST" in page.methods and page.takes}
    steps = {name for name in pages if re.match(r"whistle_reporting:(ticket|part)_", name) and name not in {*EDITS, *REASONS}}
    assert pages - steps == set(EDITS) | set(REASONS)


@pytest.mark.requirement("R36")
@pytest.mark.parametrize("name", sorted(EDITS))
def test_an_edit_over_a_newer_version_shows_both_and_writes_nothing(cast, name):
    edit = EDITS[name](cast)
    answer = edit.client.post(edit.address, edit.body)
    told = re.sub(r"</?(ins|del|strong)>", "", html.unescape(answer.content.decode()))
    assert answer.status_code == 409
    assert edit.mine in told and str(edit.theirs) in told
    assert edit.standing() == edit.theirs


def with_photo(edit: Edit) -> Edit:
    pk = int(edit.address.split("/")[-3])
    TaskLog.objects.filter(pk=pk).update(entry=TaskEntry.objects.filter(evidence="note").first())
    edit.body |= {"photos": SimpleUploadedFile("现场.jpg", picture(), "image/jpeg")}
    return edit


def test_photos_of_an_overtaken_correction_are_kept_and_go_along(cast):
    edit = with_photo(log_step(cast))
    page = edit.client.post(edit.address, edit.body).content.decode()
    word = re.search(r'name="aside" value="(photos:\d+)"', page)
    assert word and "您选的文件1个已为您保留" in page
    log = TaskLog.objects.get(note=THEIRS)
    again = edit.body | {"version": log.version, "aside": word[1]}
    del again["photos"]
    assert edit.client.post(edit.address, again).status_code == 302
    log.refresh_from_db()
    assert (log.note, log.photos.count()) == (MINE, 1)


def test_what_is_set_aside_is_its_senders_own_and_goes_after_a_day(cast):
    edit = with_photo(log_step(cast))
    page = edit.client.post(edit.address, edit.body).content.decode()
    word, log = re.search(r'name="aside" value="(photos:\d+)"', page)[1], TaskLog.objects.get(note=THEIRS)
    SetAside.objects.update(person=cast.other_officer)
    again = {name: value for name, value in edit.body.items() if name != "photos"} | {"version": log.version, "aside": word}
    assert edit.client.post(edit.address, again).status_code == 302 and not log.photos.exists()
    SetAside.objects.update(at=timezone.now() - timedelta(days=2))
    forget_forms()
    assert not SetAside.objects.exists() and not StoredFile.objects.filter(name="现场.jpg").exists()
