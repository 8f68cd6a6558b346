"""A photo is blurred by keyboard before it is sent and again when it is stored; a standard text goes in at the cursor."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from haidian_policing.files.models import StoredFile
from haidian_policing.notes.models import Attachment, Blurring
from tests.whistle_reporting.conftest import NOON, Desk
from whistle_reporting.seeds import seed

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def chequered() -> bytes:
    """Fine squares of black and white: nothing of them is left where it was blurred."""
    image, body = Image.new("RGB", (320, 240), "white"), BytesIO()
    pen = ImageDraw.Draw(image)
    for place in range(0, 320 * 240, 8):
        x, y = place % 320, place // 320
        if (x // 8 + y // 8) % 2:
            pen.rectangle((x, y, x + 7, y), fill="black")
    image.save(body, "PNG")
    return body.getvalue()


def contrast(stored: StoredFile, spot: tuple[int, int]) -> int:
    """The widest difference of brightness within 24 pixels of a spot."""
    x, y = spot
    low, high = Image.open(stored.file.open("rb")).convert("L").crop((x - 12, y - 12, x + 12, y + 12)).getextrema()
    return high - low


def cover(page: Page, *keys: str) -> None:
    expect(page.locator("#blur canvas")).to_be_focused()
    for key in (*keys, "Enter"):
        page.keyboard.press(key)
    expect(page.locator("[data-blur-done]")).to_be_enabled()
    page.click("[data-blur-done]")
    expect(page.locator("#blur")).to_be_hidden()


def test_faces_are_covered_before_and_after_a_photo_is_kept(cast, visit):
    page = visit(cast.captain).go(f"/grids/{cast.grid.pk}/")
    page.click("[data-dialog=note-files]")
    page.set_input_files("#note-files-field", {"name": "现场.png", "mimeType": "image/png", "buffer": chequered()})
    page.click(".photo-blur")
    cover(page)
    page.locator("#note-files button[type=submit]").click()
    expect(page.locator("#notes a[data-photo]")).to_be_visible()
    stored = Attachment.objects.select_related("file").get().file
    assert contrast(stored, (160, 120)) < 60 < 150 < contrast(stored, (30, 30))
    page.click("#notes a[data-photo]")
    page.click("[data-blur-stored]")
    cover(page, *["ArrowLeft"] * 20, *["ArrowUp"] * 20)
    expect(page.locator("#messages")).to_contain_text("原图已删除")
    stored = StoredFile.objects.get(pk=stored.pk)
    assert Blurring.objects.get().by == cast.captain
    assert contrast(stored, (30, 30)) < 60 < 150 < contrast(stored, (280, 200))


def test_a_standard_text_goes_in_at_the_cursor(cast, visit):
    seed(NOON)
    part = Desk(cast).part()
    page = visit(cast.duty_officer).go(f"/tickets/{part.ticket_id}/")
    page.click(f"[data-dialog='step-{part.pk}-sign_for']")
    field = page.locator("dialog[open] textarea")
    field.fill("前后")
    field.evaluate("field => field.setSelectionRange(1, 1)")
    page.locator("dialog[open] .texts summary").click()
    choice = page.locator("dialog[open] [data-insert]").first
    words = choice.inner_text()
    choice.click()
    assert field.input_value() == f"前\n{words}后"
    expect(field).to_be_focused()
