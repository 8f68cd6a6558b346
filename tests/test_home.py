"""Home: each person sees his parts, his own work first, and every number opens a list that holds as many."""

import html
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from grids.panels import HOME as OF_GRIDS
from haidian_policing.access.exceptions import lend
from haidian_policing.access.standing import may
from haidian_policing.jobs.models import Job
from haidian_policing.organisation.roles import ROLES
from haidian_policing.pages import sets
from haidian_policing.pages.home import panels_for
from tests.whistle_reporting.conftest import NOON, PATHS, Desk
from whistle_reporting.models import Part, Ticket
from whistle_reporting.panels import HOME as OF_TICKETS
from whistle_reporting.seeds import seed


@pytest.mark.parametrize("role", ROLES)
def test_everybody_has_a_home(cast, role):
    response = cast.client(getattr(cast, role)).get("/")
    assert response.status_code == 200
    assert getattr(cast, role).name in response.content.decode()


@pytest.mark.parametrize(
    ("role", "first"),
    [
        ("officer", "我的网格"),
        ("liaison", "吹哨"),
        ("performance", "编制中"),
        ("captain", "核验"),
        ("security_admin", "账号"),
        ("audit_admin", "安全事件"),
    ],
)
def test_the_work_of_ones_role_stands_first(cast, role, first):
    body = cast.client(getattr(cast, role)).get("/").content.decode()
    heads = [part.split("<")[0] for part in body.split("<h2>")[1:]]
    assert first in heads[0], heads


@pytest.mark.parametrize(
    ("role", "names"),
    [
        ("officer", ["首页", "吹哨单", "我的任务", "工作记录"]),
        ("captain", ["首页", "核验", "吹哨单", "我的任务"]),
        ("duty_officer", ["首页", "值班台", "吹哨单", "工作记录"]),
        ("window_clerk", ["首页", "窗口叫号", "办事记录", "工具书"]),
        ("liaison", ["首页", "吹哨单", "填写吹哨单", "工具书"]),
        ("performance", ["首页", "月度工作台", "吹哨单", "工作记录"]),
        ("security_admin", ["首页", "人员", "账号", "工具书"]),
    ],
)
def test_a_thumb_reaches_the_work_of_ones_role(cast, role, names):
    bar = cast.client(getattr(cast, role)).get("/").content.decode().partition('class="bottom-nav"')[2].partition("</nav>")[0]
    assert re.findall(r"<span>(.*?)</span>", bar)[:4] == names


@pytest.mark.parametrize("role", ROLES)
def test_every_entry_of_the_menu_opens(cast, role):
    client = cast.client(getattr(cast, role))
    menu = client.get("/").content.decode().partition('id="menu"')[2].partition("</nav>")[0]
    links = re.findall(r'href="([^"]+)"', menu)
    assert len(links) > 3
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_home_costs_the_same_whatever_waits(cast, django_assert_max_num_queries):
    client = cast.client(cast.chief)
    client.get("/")
    with django_assert_max_num_queries(20):
        client.get("/")


@pytest.fixture
def busy(cast) -> Desk:
    """A ticket in every state, drafts, one not yet signed off, one overdue, one blown by phone first."""
    seed(NOON)
    desk = Desk(cast)
    for state in PATHS:
        desk.brought_to(state, "P05")
    desk.step(desk.draft(), "submit", "liaison")
    desk.draft()
    late = desk.part()
    Ticket.objects.filter(pk=late.ticket_id).update(due_at=desk.at)
    desk.step(desk.draft("Z09"), "blow_first", "liaison", phoned_at=desk.at, note="电话")
    return desk


def test_every_number_opens_a_list_that_holds_as_many(busy, cast):
    compared = 0
    for role in ROLES:
        client, person = cast.client(getattr(cast, role)), cast.standing(getattr(cast, role))
        figures = [figure for _, context in panels_for(person, timezone.now(), [*OF_TICKETS, *OF_GRIDS]) for figure in context["figures"]]
        for figure in figures:
            total = re.search(r'role="status">[^<]*<strong>(\d+)', client.get(figure.href).content.decode())
            assert total is None or int(total[1]) == figure.value, f"{role} {figure.label} {figure.href}"
            compared += bool(total and figure.value)
    assert compared > 20


def test_the_index_of_the_open_ones_gives_what_each_role_sees(busy, cast):
    lent = busy.draft()
    lend(lent, to=cast.post_officer, until=timezone.now() + timedelta(days=1), reason="督办", actor=cast.security_admin)
    sizes = set()
    for role in ROLES:
        person = cast.standing(getattr(cast, role))
        if may(person, "ticket.view"):
            open_ones = set(Ticket.objects.open_to(person).values_list("pk", flat=True))
            assert open_ones == set(Ticket.objects.visible_to(person).open().values_list("pk", flat=True)), role
            sizes.add(len(open_ones))
    assert len(sizes) > 2


def test_what_waits_is_shown_nearest_deadline_first(busy, cast):
    person = cast.standing(cast.duty_officer)
    shown = next(context for _, context in panels_for(person, timezone.now(), list(OF_TICKETS)))
    parts = Part.objects.filter(station=cast.grid.station, state__in=("dispatched", "signed"))
    waiting = Ticket.objects.filter(pk__in=parts.values("ticket")).order_by("due_at", "pk")
    assert [row["pk"] for row in shown["rows"]] == list(waiting.values_list("pk", flat=True))
    assert len(shown["rows"]) > 2


def test_beyond_ten_thousand_nothing_is_counted(busy, cast, monkeypatch):
    monkeypatch.setattr(sets, "COUNTED", 2)
    assert sets.totals({"all": Ticket.objects.all(), "none": Ticket.objects.none()}) == {"all": 3, "none": 0}
    assert sets.totals({}) == {}


def test_the_system_administrator_sees_which_jobs_failed(cast):
    now = timezone.now()
    for days in (0, 3, 9):
        Job.objects.create(
            kind="demonstration", state="failed", requested_by=cast.officer, created_at=now - timedelta(days=days), finished_at=now
        )
    client = cast.client(cast.system_admin)
    figure = re.search(r'href="(/jobs/\?tab=failed[^"]*)".*?近7天失败作业.*?>(\d+)<', client.get("/").content.decode(), re.DOTALL)
    assert figure[2] == "2"
    assert "共 <strong>2</strong>" in client.get(html.unescape(figure[1])).content.decode()


def test_totals_come_with_the_first_of_all_of_them(busy, cast):
    tickets = Ticket.objects.order_by("due_at", "pk")
    late, early = tickets.filter(pk__in=tickets.values("pk")[2:]), tickets.filter(pk__in=tickets.values("pk")[:4])
    kinds = {"late": late, "early": early, "none": tickets.none(), "all": tickets}
    counted, keys = sets.totals_and_first(kinds, {"late", "early", "none"}, "due_at", 3)
    assert counted == {code: queryset.count() for code, queryset in kinds.items()} and counted["early"] == 4
    assert keys == list(tickets.values_list("pk", flat=True)[:3])
    assert sets.totals_and_first(kinds, {"none"}, "due_at", 3) == (counted, [])
    assert sets.totals_and_first({"none": tickets.none()}, {"none"}, "due_at", 3) == ({"none": 0}, [])
