"""Photos lose what they know about place and camera; whatever is not a photo is refused in plain words."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from haidian_policing.files import photos
from haidian_policing.files.responses import send


def picture(kind: str = "JPEG", size=(40, 20), orientation: int = 1) -> bytes:
    out, exif = BytesIO(), Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "SECRET-CAMERA"
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", size, (200, 30, 30)).save(out, kind, exif=exif)
    return out.getvalue()


def upload(body: bytes, name: str = "现场照片.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body)


@pytest.mark.requirement("R26")
def test_a_photo_loses_its_metadata_and_stands_upright():
    cleaned = photos.clean_photo(upload(picture(orientation=6)))
    image = Image.open(BytesIO(cleaned))
    assert not dict(image.getexif())
    assert b"SECRET-CAMERA" not in cleaned
    assert image.size == (20, 40)


@pytest.mark.requirement("R26")
def test_too_many_pixels_are_refused_before_decoding(monkeypatch):
    monkeypatch.setattr(photos, "MOST_PIXELS", 100)
    with pytest.raises(ValidationError, match="现场照片"):
        photos.clean_photo(upload(picture()))


@pytest.mark.requirement("R24")
@pytest.mark.parametrize(
    ("body", "name"),
    [
        (b"<script>alert(1)</script>", "a.jpg"),
        (picture("PNG"), "a.jpg"),
        (picture(), "a.svg"),
        (picture()[:40], "a.jpg"),
        (b"", "a.png"),
    ],
)
def test_what_is_not_the_photo_it_says_is_refused(body, name):
    with pytest.raises(ValidationError):
        photos.clean_photo(upload(body, name))


@pytest.mark.requirement("R25")
@pytest.mark.django_db
def test_a_file_has_a_random_name_on_disk_and_its_own_name_on_the_way_out(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    stored = photos.store_photo(upload(picture(), "西冉社区东门.jpg"), actor=cast.officer, at=timezone.now())
    assert "西冉" not in stored.file.name
    response = send(stored)
    assert response.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''%E8%A5%BF")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "private, no-store"
