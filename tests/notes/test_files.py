"""Files on objects: checked, under random names, through the object's rule; a blurred photo takes the place of the original."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from haidian_policing.files import photos
from haidian_policing.files.models import StoredFile
from haidian_policing.files.uploads import store
from haidian_policing.jobs.tasks import drain
from haidian_policing.notes import actions
from haidian_policing.notes.models import Attachment, Blurring
from tests.files.test_photos import picture, upload
from tests.sheets.files import MAIN, TYPES, archive, book
from tests.whistle_reporting.conftest import NOON, Desk
from whistle_reporting.seeds import seed

PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n"
WRITING = TYPES.replace("{main}", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml")


def letter(**more) -> bytes:
    return archive({"[Content_Types].xml": WRITING, "word/document.xml": "<w:document/>"} | more).getvalue()


@pytest.fixture(autouse=True)
def disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.requirement("R25")
@pytest.mark.parametrize(("body", "name"), [(PDF, "处置方案.pdf"), (letter(), "会议纪要.docx"), (book([["a"]]).getvalue(), "台账.xlsx")])
def test_a_document_is_kept_under_a_random_name_and_sent_under_its_own(cast, body, name):
    client = cast.client(cast.captain)
    client.post(f"/notes/on/grid/{cast.grid.pk}/files/", {"files": SimpleUploadedFile(name, body), "once": "t"})
    row = Attachment.objects.select_related("file").get()
    assert name.split(".")[0] not in row.file.file.name
    response = client.get(f"/notes/files/{row.pk}/")
    assert b"".join(response.streaming_content) == body
    assert response.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''%E")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert cast.client(cast.other_captain).get(f"/notes/files/{row.pk}/").status_code == 404


@pytest.mark.requirement("R24")
@pytest.mark.parametrize(
    ("body", "name"),
    [
        (b"<html><script>1</script>", "a.pdf"),
        (PDF.replace(b"/Catalog", b"/JavaScript"), "a.pdf"),
        (PDF[:20], "a.pdf"),
        (letter(), "a.xlsx"),
        (book([["a"]]).getvalue(), "a.docx"),
        (letter(**{"word/vbaProject.bin": b"x"}), "a.docx"),
        (letter(**{"word/settings.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a/>'}), "a.docx"),
        (archive({"[Content_Types].xml": TYPES.format(main=MAIN.replace("sheet.main", "macroEnabled.main"))}).getvalue(), "a.xlsx"),
        (PDF, "a.exe"),
        (PDF, "a.docm"),
        (PDF, "pdf"),
        (picture(), "a.pdf"),
        (b"", "a.docx"),
    ],
)
def test_what_is_not_what_it_says_is_refused(cast, body, name):
    with pytest.raises(ValidationError, match=name.rsplit(".", 1)[0]):
        store(SimpleUploadedFile(name, body), actor=cast.captain, at=timezone.now())
    assert not StoredFile.objects.exists()


@pytest.mark.requirement("R26")
def test_an_attached_photo_is_drawn_anew(cast):
    cast.client(cast.captain).post(f"/notes/on/grid/{cast.grid.pk}/files/", {"files": upload(picture())})
    assert b"SECRET-CAMERA" not in StoredFile.objects.get().file.read()


def test_one_bad_file_keeps_the_others_out_and_a_second_click_adds_none(cast):
    client, path = cast.client(cast.captain), f"/notes/on/grid/{cast.grid.pk}/files/"
    client.post(path, {"files": [upload(picture()), SimpleUploadedFile("a.exe", b"MZ")]})
    assert not Attachment.objects.exists()
    for _twice in range(2):
        client.post(path, {"files": [upload(picture()), SimpleUploadedFile("b.pdf", PDF)], "once": "one"})
    assert Attachment.objects.count() == 2
    client.post(path, {"files": [SimpleUploadedFile(f"{number}.pdf", PDF) for number in range(7)]})
    assert Attachment.objects.count() == 2


def test_a_file_is_removed_by_who_put_it_there_and_its_bytes_go(cast):
    owner = cast.client(cast.captain)
    owner.post(f"/notes/on/grid/{cast.grid.pk}/files/", {"files": SimpleUploadedFile("b.pdf", PDF)})
    row = Attachment.objects.select_related("file").get()
    cast.client(cast.chief).post(f"/notes/files/{row.pk}/remove/")
    assert owner.get(f"/notes/files/{row.pk}/").status_code == 200
    owner.post(f"/notes/files/{row.pk}/remove/")
    drain()
    row.refresh_from_db()
    assert row.removed_by == cast.captain and not default_storage.exists(row.file.file.name)
    assert owner.get(f"/notes/files/{row.pk}/").status_code == 404


@pytest.fixture
def evidence(cast):
    seed(NOON)
    return Desk(cast).brought_to("done").evidence.select_related("file").get()


def blurred(colour=(1, 2, 3)):
    return upload(picture(), "遮挡.jpg")


def test_a_blurred_version_replaces_evidence_and_the_original_is_deleted(cast, evidence):
    former, digest = evidence.file.file.name, evidence.file.sha256
    leader = cast.client(cast.chief)
    assert f"/notes/photos/{evidence.file_id}/blur/" in leader.get(f"/tickets/{evidence.ticket_id}/").content.decode()
    leader.post(f"/notes/photos/{evidence.file_id}/blur/", {"photo": blurred(), "next": f"/tickets/{evidence.ticket_id}/"})
    assert default_storage.exists(former)
    assert drain() >= 1
    kept = StoredFile.objects.get(pk=evidence.file_id)
    assert not default_storage.exists(former) and default_storage.exists(kept.file.name)
    row = Blurring.objects.get()
    assert (row.by, row.former_sha256) == (cast.chief, digest)
    assert leader.get(f"/tickets/evidence/{evidence.pk}/").status_code == 200


@pytest.mark.parametrize("role", ["other_chief", "aide", "window_clerk"])
def test_a_foreign_leader_and_who_did_not_take_the_photo_blur_nothing(cast, evidence, role):
    StoredFile.objects.update(uploaded_by=cast.captain)
    answer = cast.client(getattr(cast, role)).post(f"/notes/photos/{evidence.file_id}/blur/", {"photo": blurred()})
    assert answer.status_code == 404
    assert not Blurring.objects.exists()


@pytest.mark.requirement("R45")
def test_a_rolled_back_blur_deletes_nothing(cast, evidence):
    former = evidence.file.file.name
    photo = StoredFile.objects.filter(pk=evidence.file_id)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.blur(photo, blurred(), actor=cast.chief, at=timezone.now())
        _ = 1 / 0
    drain()
    assert default_storage.exists(former)
    assert StoredFile.objects.get(pk=evidence.file_id).file.name == former


@pytest.mark.requirement("R26")
def test_a_blurred_version_passes_the_same_checks(cast, evidence, monkeypatch):
    monkeypatch.setattr(photos, "MOST_PIXELS", 10)
    cast.client(cast.chief).post(f"/notes/photos/{evidence.file_id}/blur/", {"photo": blurred()})
    assert not Blurring.objects.exists()
