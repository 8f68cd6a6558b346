"""Photos for the demonstration: small drawn street scenes, invented like everything else there."""

from datetime import datetime
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from haidian_policing.files.models import StoredFile
from haidian_policing.files.photos import store_photo

COLOURS = ("#8da2b5", "#a7b3a0", "#b9a68c", "#93989e")


def drawn(colour: str, now: datetime, *, after: bool) -> StoredFile:
    """A street, cluttered before and tidy after."""
    image = Image.new("RGB", (320, 240), "#dfe6ec")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 130, 320, 240), fill="#6f7780")
    for left in (10, 120, 230):
        draw.rectangle((left, 30, left + 85, 130), fill=colour, outline="#5b646d")
    for left in range(0, 320, 48):
        draw.rectangle((left, 182, left + 26, 187), fill="#e9e9e2")
    for index in range(2 if after else 7):
        left, top = 14 + index * 43, 150 + 18 * (index % 3)
        draw.rounded_rectangle((left, top, left + 36, top + 20), 6, fill="#34495e" if index % 2 else "#a04a3a")
    body = BytesIO()
    image.save(body, "JPEG", quality=70)
    upload = SimpleUploadedFile(f"{'整治后' if after else '整治前'}.jpg", body.getvalue(), content_type="image/jpeg")
    return store_photo(upload, actor=None, at=now)
