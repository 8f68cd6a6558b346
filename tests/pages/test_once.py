"""A double click makes one record: forms are received once, and every form that may be sent carries the token that says so."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from haidian_policing.organisation.models import Absence
from haidian_policing.pages.models import ReceivedForm
from haidian_policing.pages.tasks import forget_forms

FORM = re.compile(r"<form\b[^>]*\bdata-once\b.*?</form>", re.S)
WITHOUT_PERSON = {"organisation/sign_in.html"}


def absence(cast, token: str) -> tuple[str, dict]:
    given = {"kind": "leave", "starts": "2027-03-01", "last_day": "2027-03-05", "order_number": "休〔2027〕9号", "once": token}
    return reverse("organisation:absence_add", kwargs={"pk": cast.officer.pk}), given


def test_the_second_sending_is_led_where_the_first_one_led(cast):
    client, (address, given) = cast.client(cast.system_admin), absence(cast, "one")
    first, second = client.post(address, given), client.post(address, given)
    assert first.status_code == second.status_code == 302 and first.url == second.url
    assert Absence.objects.count() == 1


def test_the_form_of_a_new_page_counts_again(cast):
    client, (address, given) = cast.client(cast.system_admin), absence(cast, "one")
    client.post(address, given)
    client.post(address, given | {"starts": "2027-04-01", "last_day": "2027-04-02", "once": "two"})
    assert Absence.objects.count() == 2


def test_a_sending_with_errors_is_forgotten(cast):
    client, (address, given) = cast.client(cast.system_admin), absence(cast, "one")
    assert client.post(address, given | {"starts": "never"}).status_code != 302
    assert not ReceivedForm.objects.exists()
    assert client.post(address, given).status_code == 302
    assert Absence.objects.count() == 1


def test_a_first_sending_that_died_does_not_stand_in_the_way(cast):
    client, (address, given) = cast.client(cast.system_admin), absence(cast, "one")
    ReceivedForm.objects.create(person=cast.system_admin, token="one", path=address, at=timezone.now() - timedelta(minutes=2))
    assert client.post(address, given).status_code == 302
    assert Absence.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_sendings_at_the_same_moment_make_one_record(cast):
    address, given = absence(cast, "one")
    clients = [cast.client(cast.system_admin) for _ in range(4)]

    def send(client):
        try:
            return client.post(address, given)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(clients)) as pool:
        answers = list(pool.map(send, clients))
    assert {answer.status_code for answer in answers} == {302} and len({answer.url for answer in answers}) == 1
    assert Absence.objects.count() == 1


def test_yesterdays_forms_are_forgotten(cast):
    at = timezone.now()
    for token, age in (("old", 25), ("new", 1)):
        ReceivedForm.objects.create(person=cast.officer, token=token, path="/", at=at - timedelta(hours=age), answer="/")
    assert forget_forms() == 1
    assert ReceivedForm.objects.get().token == "new"


def test_every_form_that_is_sent_once_carries_its_token():
    """A form made by a macro has it from there."""
    folder = settings.BASE_DIR / "templates"
    pages = {path.relative_to(folder).as_posix(): FORM.findall(path.read_text()) for path in folder.rglob("*.html")}
    bare = {page for page, forms in pages.items() if any("once(" not in form and "carried(" not in form for form in forms)}
    assert bare - WITHOUT_PERSON == set()
