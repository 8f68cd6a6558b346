"""Followers are told what happens, each once and only of what they may still see; quiet hours hold back, emergencies do not."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from haidian_policing.jobs import actions as jobs
from haidian_policing.jobs.models import Notice, OutboxMessage, Preference
from haidian_policing.jobs.tasks import drain
from haidian_policing.notices.actions import follows, reminders
from haidian_policing.notices.models import Subscription
from haidian_policing.organisation.models import Absence, Person, Post
from tests.notices.test_circulars import sent
from tests.whistle_reporting.conftest import NOON, Desk
from whistle_reporting.notices import deliver_part_step
from whistle_reporting.seeds import seed

BEIJING = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def desk(cast):
    seed(NOON)
    return Desk(cast)


def told(person) -> list[str]:
    return list(Notice.objects.filter(person=person, key__startswith="follow:").values_list("text", flat=True))


def signed(desk, part) -> None:
    moved, refused = desk.act(part, "sign_for", "duty_officer")
    assert moved, refused
    drain()


def test_a_follower_is_told_once_of_a_step_and_the_one_who_took_it_is_not(cast, desk):
    part = desk.part()
    drain()
    for person in (cast.chief, cast.duty_officer):
        cast.client(person).post(f"/notices/follow/ticket/{part.ticket_id}/")
        cast.client(person).post(f"/notices/follow/ticket/{part.ticket_id}/")
    signed(desk, part)
    assert told(cast.chief) == [f"您关注的吹哨单 {part.ticket.number}：签收"]
    assert told(cast.duty_officer) == []
    drain()
    assert len(told(cast.chief)) == 1


def test_nobody_is_told_as_follower_what_he_was_told_as_the_one_concerned(cast, desk):
    ticket = desk.draft()
    desk.step(ticket, "submit", "liaison")
    Subscription.objects.create(person=cast.duty_officer, kind="ticket")
    desk.step(ticket, "sign_off", "street_leader")
    drain()
    assert Notice.objects.filter(person=cast.duty_officer, text__contains="待签收").count() == 1
    assert not [text for text in told(cast.duty_officer) if "吹哨" in text and "签发" not in text]


def test_only_chosen_events_are_told_and_what_is_no_longer_visible_is_not(cast, desk):
    part = desk.part()
    client = cast.client(cast.captain)
    client.post(f"/notices/follow/ticket/{part.ticket_id}/")
    client.post(f"/notices/settings/ticket/{part.ticket_id}/", {"verb": ["report_done"]})
    Subscription.objects.create(person=cast.other_chief, kind="ticket", object_id=part.ticket_id)
    signed(desk, part)
    assert told(cast.captain) == [] and told(cast.other_chief) == []
    client.post(f"/notices/settings/ticket/{part.ticket_id}/", {"verb": ["report_done", "dispatch"]})
    desk.act(part, "dispatch", "duty_officer", handler=desk.person("officer"))
    drain()
    assert len(told(cast.captain)) == 1


def test_a_role_is_told_what_is_usual_until_the_person_chooses(cast, desk):
    part = desk.part()
    signed(desk, part)
    desk.act(part, "supervise", "inspector", note="督办")
    drain()
    assert told(cast.inspector) == [] and len(told(cast.bureau_leader)) == 1
    cast.client(cast.bureau_leader).post("/notices/settings/ticket/0/", {})
    desk.act(part, "supervise", "inspector", note="再督办")
    drain()
    assert len(told(cast.bureau_leader)) == 1


def test_one_act_on_many_is_one_line(cast, desk):
    tickets = [desk.blown() for _ in range(6)]
    drain()
    Subscription.objects.create(person=cast.chief, kind="ticket")
    follows.spread("ticket", "urge", [ticket.pk for ticket in tickets], origin="bulk", at=NOON.isoformat())
    assert told(cast.chief) == ["您关注的 6 件吹哨单：催办"]


def following(cast, kind: str, role: str, numbers: range) -> list[Person]:
    """People of the station and as many of another, each with a post of his own, who follow all of a kind."""
    people = Person.objects.bulk_create(Person(police_number=f"7{number:05}", name="钱一", password="!") for number in numbers)
    for number, person in enumerate(people):
        unit = (cast.station, cast.other_station)[number % 2]
        Post.objects.create(person=person, unit=unit, role=role, starts=date(2026, 1, 1), order_number="1")
    Subscription.objects.bulk_create(Subscription(person=person, kind=kind) for person in people)
    return people


def test_twenty_followers_cost_as_many_statements_as_two(cast, desk, django_assert_num_queries):
    tickets = [desk.blown() for _ in range(2)]
    drain()
    few = following(cast, "ticket", "chief", range(2))
    with CaptureQueriesContext(connection) as asked:
        follows.spread("ticket", "urge", [ticket.pk for ticket in tickets], origin="two", at=NOON.isoformat())
    more = following(cast, "ticket", "chief", range(2, 20))
    with django_assert_num_queries(len(asked)):
        follows.spread("ticket", "urge", [ticket.pk for ticket in tickets], origin="twenty", at=NOON.isoformat())
    assert len(asked) < 16
    assert {len(told(person)) for person in more[1::2]} == {0}  # of another station: they see none of it
    assert [len(told(person)) for person in (few[0], few[1], more[0], more[2])] == [4, 0, 2, 2]


@pytest.mark.parametrize("verb", ["urge", "blow"])
def test_a_step_of_ten_tickets_is_told_in_as_many_statements_as_of_two(cast, desk, django_assert_num_queries, verb):
    parts = [desk.part().pk for _number in range(12)]
    drain()
    Notice.objects.all().delete()
    message = OutboxMessage(topic="part_step", key="few", body={"verb": verb, "parts": parts[:2]}, created_at=NOON)
    with CaptureQueriesContext(connection) as asked:
        deliver_part_step(message)
    message.key, message.body["parts"] = "many", parts[2:]
    with django_assert_num_queries(len(asked)):
        deliver_part_step(message)
    told = Notice.objects.filter(person=cast.duty_officer, key__startswith="many-")
    assert (len(asked) < 20, told.count()) == (True, 10)


def test_a_foreign_object_is_not_followed(cast, desk):
    ticket = desk.blown()
    for path in ("follow", "settings"):
        assert cast.client(cast.other_chief).post(f"/notices/{path}/ticket/{ticket.pk}/").status_code == 404
    assert cast.client(cast.other_chief).post("/notices/settings/nothing/0/").status_code == 404


@pytest.mark.parametrize(
    ("begins", "ends", "at", "expected"),
    [
        (time(22), time(7), datetime(2026, 11, 26, 23, 30, tzinfo=BEIJING), datetime(2026, 11, 27, 7, tzinfo=BEIJING)),
        (time(22), time(7), datetime(2026, 11, 26, 3, 0, tzinfo=BEIJING), datetime(2026, 11, 26, 7, tzinfo=BEIJING)),
        (time(22), time(7), datetime(2026, 11, 26, 7, 0, tzinfo=BEIJING), None),
        (time(12), time(14), datetime(2026, 11, 26, 13, 0, tzinfo=BEIJING), datetime(2026, 11, 26, 14, tzinfo=BEIJING)),
        (time(12), time(14), datetime(2026, 11, 26, 14, 0, tzinfo=BEIJING), None),
        (None, None, datetime(2026, 11, 26, 3, 0, tzinfo=BEIJING), None),
    ],
)
def test_quiet_hours_end_when_they_say(begins, ends, at, expected):
    assert Preference(quiet_from=begins, quiet_until=ends).quiet_ends(at) == expected


def test_in_quiet_hours_the_bell_is_silent_but_for_emergencies(cast):
    Preference.objects.create(person=cast.officer, quiet_from=time(0), quiet_until=time(23, 59, 59))
    common = {"kind": "task", "text": "甲", "text_en": "A", "path": ""}
    jobs.notify([cast.officer.pk], key="plain", **common)
    client = cast.client(cast.officer)
    assert "tool-count" not in client.get("/notices/today/").content.decode()
    assert "免打扰至" in client.get("/jobs/notices/").content.decode()
    jobs.notify([cast.officer.pk], key="urgent", urgent=True, **common)
    assert '<span class="tool-count">1</span>' in client.get("/notices/today/").content.decode()


def test_the_unread_count_costs_no_statement_of_its_own(cast, django_assert_num_queries):
    client = cast.client(cast.officer)
    counts = []
    for some in (0, 30):
        for number in range(some):
            jobs.notify([cast.officer.pk], kind="news", text="甲", text_en="A", path="", key=str(number))
        with django_assert_num_queries(12, exact=False) as caught:
            client.get("/organisation/account/")
        counts.append([row["sql"] for row in caught.captured_queries if "jobs_notice" in row["sql"] or "EXECUTE asking" in row["sql"]])
    assert [len(rows) for rows in counts] == [1, 1]
    assert "EXECUTE asking" in counts[0][0]


def test_ones_own_quiet_hours_are_kept_whole_or_not_at_all(cast):
    client = cast.client(cast.officer)
    assert client.post("/notices/settings/", {"quiet_from": "22:00"}).status_code == 400
    client.post("/notices/settings/", {"quiet_from": "22:00", "quiet_until": "07:00", "daily": "on"})
    client.post("/notices/settings/", {"quiet_from": "21:00", "quiet_until": "07:00"})
    kept = Preference.objects.get()
    assert (kept.person, kept.quiet_from, kept.daily) == (cast.officer, time(21), False)


def run_daily() -> None:
    reminders.remind(None, lambda done, total: None)


@pytest.mark.requirement("R44")
def test_one_merged_reminder_a_day_for_whoever_has_something_waiting(cast):
    sent(cast, roles=["officer", "clerk", "captain", "aide"])
    sent(cast, roles=["officer"])
    Preference.objects.create(person=cast.clerk, daily=False)
    day = timezone.localdate()
    Absence.objects.create(person=cast.captain, kind="leave", starts=day, ends=date.max, order_number="1")
    for _twice in range(2):
        run_daily()
    rows = Notice.objects.filter(path="/notices/today/")
    assert {row.person for row in rows} == {cast.officer, cast.aide}
    assert "待回执通知 2 份" in rows.get(person=cast.officer).text
    body = cast.client(cast.officer).get("/notices/today/").content.decode()
    assert "待回执通知 2 份" in body and 'href="/notices/circulars/"' in body
    assert "今天没有待办提醒" in cast.client(cast.chief).get("/notices/today/").content.decode()


def test_the_reminder_names_tickets_due_today(cast, desk):
    part = desk.brought_to("rectifying")
    type(part).objects.filter(pk=part.pk).update(due_at=timezone.now())
    run_daily()
    assert "吹哨单 1 件" in Notice.objects.get(path="/notices/today/", person=part.handler).text
