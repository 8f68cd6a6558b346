"""Hostile and awkward texts: shown as letters, kept as they came, and never a fault of the portal, wherever they are typed."""

import html

import pytest
from django.urls import reverse

from grids.models import Grid, TaskLog
from haidian_policing.organisation.models import Person, Unit
from haidian_policing.roof.declarations import PREFIXES
from tests.examples import EXAMPLES
from tests.sheets.test_writing import PAYLOADS
from tests.test_access_table import doors, examples_of, groups
from tests.whistle_reporting.conftest import NOON, Desk
from whistle_reporting.models import Ticket
from whistle_reporting.seeds import seed

MARKUP = (
    "<script>alert(1)</script>",
    "<svg onload=x>",
    "{{ 7*7 }}",
    "{% include 'x' %}",
    '"><img src=x onerror=y>',
    "\u202egnp.exe",
    "𠮷𪚥㊣",
)
PAGES = [group for group in groups() if group in PREFIXES]
SEEING = ("performance_head", "system_admin", "captain")


def raw(body: str) -> list[str]:
    """Those of the marked-up payloads that stand in the page as markup."""
    return [text for text in MARKUP if "<" in text and text in body]


def one_line(payload: str) -> str:
    return payload.replace("\r", " ").replace("\n", " ").replace("\t", " ").strip()


@pytest.mark.requirement("R27")
def test_what_a_liaison_types_is_kept_and_shown_as_letters(cast):
    seed(NOON)
    desk, client = Desk(cast), cast.client(cast.liaison)
    for payload in (*PAYLOADS, *MARKUP):
        ticket = desk.draft(description=payload, place=one_line(payload), contact=one_line(payload))
        assert Ticket.objects.get(pk=ticket.pk).description == payload
        body = client.get(reverse("whistle_reporting:ticket_detail", kwargs={"pk": ticket.pk})).content.decode()
        assert raw(body) == []
        assert payload in html.unescape(body)


@pytest.mark.requirement("R27")
def test_what_an_officer_notes_is_kept_and_shown_as_letters(cast):
    log = TaskLog.objects.get(pk=EXAMPLES["task log"](cast)[0]["pk"])
    client = cast.client(cast.captain)
    for payload in MARKUP:
        TaskLog.objects.filter(pk=log.pk).update(note=payload)
        body = client.get(reverse("grids:log_detail", kwargs={"pk": log.pk})).content.decode()
        assert raw(body) == [] and payload in html.unescape(body)


@pytest.mark.requirement("R27")
@pytest.mark.parametrize("group", PAGES)
def test_no_page_trusts_a_name(cast, group):
    looks = [(door, examples_of(cast, door)[0]) for door in doors() if door.method == "GET" and door.name.partition(":")[0] == group]
    name = '"><svg onload=x>𠮷'
    for model in (Unit, Person, Grid):
        model.objects.update(name=name)
    Unit.objects.update(short_name=name, name_en=name)
    for role in SEEING:
        client = cast.client(getattr(cast, role))
        for door, own in looks:
            response = client.get(reverse(door.name, kwargs=own or None))
            assert response.status_code < 500, door.label
            if not response.streaming and response.headers.get("Content-Type", "").startswith("text/html"):
                body = response.content.decode()
                assert "<svg onload" not in body, door.label
