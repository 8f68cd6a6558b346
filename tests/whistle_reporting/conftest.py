"""Tickets in every state, made by taking the steps."""

import uuid
from datetime import datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from whistle_reporting import actions
from whistle_reporting.models import Item, Part, Reason, Ticket
from whistle_reporting.seeds import seed

BEIJING = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 11, 16, 10, 0, tzinfo=BEIJING)  # a Monday, inside the office's hours


def photo(name: str = "现场.jpg", colour: str = "gray") -> SimpleUploadedFile:
    body = BytesIO()
    Image.new("RGB", (40, 30), colour).save(body, "JPEG")
    return SimpleUploadedFile(name, body.getvalue(), content_type="image/jpeg")


class Desk:
    """The people at their desks: each method is one of them doing his part."""

    def __init__(self, cast, side: str = ""):
        self.cast, self.side, self.at = cast, side, NOON

    def person(self, role: str):
        return self.cast.standing(self.cast.named.get(f"{self.side}{role}") or getattr(self.cast, role))

    def later(self, **time) -> datetime:
        self.at += timedelta(**time)
        return self.at

    def draft(self, code: str = "Z01", **more) -> Ticket:
        values = {
            "token": uuid.uuid4(),
            "place": "北门外东侧便道",
            "description": "车辆占道停放",
            "contact": "王主任",
            "phone": "13800001234",
        }
        item = Item.objects.get(code=code)
        return actions.file(actor=self.person("liaison"), at=self.at, item=item, grid=self.cast.named[f"{self.side}grid"], **values | more)

    def step(self, ticket: Ticket, verb: str, role: str, **given):
        moved, refused = actions.advance_ticket(Ticket.objects.filter(pk=ticket.pk), verb, actor=self.person(role), at=self.at, **given)
        ticket.refresh_from_db()
        return moved, refused

    def blown(self, code: str = "Z01", **more) -> Ticket:
        ticket = self.draft(code, **more)
        self.step(ticket, "submit", "liaison")
        self.step(ticket, "sign_off", "street_leader")
        return ticket

    def act(self, part: Part, verb: str, role: str, **given):
        moved, refused = actions.advance(Part.objects.filter(pk=part.pk), verb, actor=self.person(role), at=self.at, **given)
        part.refresh_from_db()
        return moved, refused

    def part(self, code: str = "Z01", **more) -> Part:
        return self.blown(code, **more).parts.get(station__isnull=False)

    def brought_to(self, state: str, code: str = "Z01", **more) -> Part:
        """The police part of a fresh ticket, worked on up to a state."""
        part = self.part(code, **more)
        for verb, role, given in PATHS[state]:
            values = given() if callable(given) else given
            if "handler" in values:
                values = values | {"handler": self.person("officer")}
            if "return_reason" in values:
                values = values | {"return_reason": Reason.objects.get(code="other_station")}
            moved, refused = self.act(part, verb, role, **values)
            assert moved, refused
            self.later(minutes=10)
        return part


SIGNED = [("sign_for", "duty_officer", {})]
ASSIGNED = [*SIGNED, ("dispatch", "duty_officer", {"handler": None})]
ARRIVED = [*ASSIGNED, ("arrive", "officer", {})]
SURVEYING = [*ARRIVED, ("survey", "officer", {"note": "情况属实"})]
RECTIFYING = [*SURVEYING, ("rectify", "officer", {"note": "联合清理"})]
DONE = [*RECTIFYING, ("report_done", "officer", lambda: {"result": "已恢复畅通", "after_photo": [photo()]})]
RETURN_ASKED = [("ask_return", "chief", {"return_reason": None, "note": "属相邻派出所"})]
PATHS = {
    "dispatched": [],
    "signed": SIGNED,
    "assigned": ASSIGNED,
    "arrived": ARRIVED,
    "surveying": SURVEYING,
    "rectifying": RECTIFYING,
    "done": DONE,
    "closed": [*DONE, ("verdict", "liaison", {"came": "yes", "solved": "yes", "satisfied": "very"})],
    "return_asked": RETURN_ASKED,
    "returned": [*RETURN_ASKED, ("accept_return", "street_leader", {"note": "同意"})],
    "cancelled": [("cancel", "street_leader", {"note": "误报"})],
}


@pytest.fixture
def desk(cast) -> Desk:
    seed(NOON)
    return Desk(cast)
