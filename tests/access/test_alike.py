"""A statement that was composed for somebody who stands alike is, to the letter, the one composed for the person himself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from grids import panels as grids_panels
from grids.models import Grid
from haidian_policing.access.alike import alike
from haidian_policing.access.exceptions import lend
from haidian_policing.access.standing import Standing, may
from haidian_policing.lists import opening
from haidian_policing.lists.registry import LISTS
from haidian_policing.organisation.models import Absence, Person, Post, Unit
from teams import panels as teams_panels
from whistle_reporting import panels as tickets_panels
from whistle_reporting.lists import tabs
from workstations import panels as sites_panels

pytestmark = pytest.mark.django_db
CODES = sorted(LISTS)
ANEW = {
    ("exceptions", "_keys"),
    ("exceptions", "_beginning"),
    ("accounts", "_beginning"),
}  # who is locked out, what opens: that hangs on the time


def everybody(cast) -> list[Person]:
    """Each in his own posts, and an administrator who looks as some of them."""
    people = [cast.standing(person) for person in cast.named.values() if isinstance(person, Person)]
    for role in ("officer", "captain", "chief", "liaison"):
        people.append(Person.objects.get(pk=cast.security_admin.pk))
        post = Post.objects.select_related("unit__station", "person").get(person=getattr(cast, role))
        people[-1].standing = Standing(people[-1], timezone.localdate(), post)
    return people


def composed(statement: alike, person, *shape, **values) -> tuple[str, tuple]:
    return statement._build(person, *shape, **values).query.sql_with_params()


@pytest.mark.requirement("R15")
@pytest.mark.parametrize("code", CODES)
def test_each_list_opens_with_the_statement_of_whoever_asks(cast, code, monkeypatch):
    at = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: at)
    listed, anew = LISTS[code], set()
    for person in filter(listed.opens_to, everybody(cast)):
        usual = listed.usual()
        for tab in {listed.tab_of(person, {}), *(tab.code for tab in listed.tabs(person))}:
            asked = {
                opening._keys: (code, tab),
                opening._beginning: (code, tab, listed.order_of(""), 0, 51),
            }
            for statement, shape in asked.items():
                assert statement.sql(person, *shape, **usual) == composed(statement, person, *shape, **usual), (person, tab)
                if not statement.plan(person, *shape, **usual):
                    anew.add((code, statement._build.__name__))
    assert anew == {pair for pair in ANEW if pair[0] == code}


@pytest.mark.requirement("R15", "R17")
@pytest.mark.parametrize("code", CODES)
def test_several_posts_are_asked_for_together(cast, code, monkeypatch):
    """Keys stand in the order of their numbers, which is another one for stand-ins: the same keys in the same statement."""
    at, day = timezone.now(), timezone.localdate()
    monkeypatch.setattr(timezone, "now", lambda: at)
    Post.objects.create(person=cast.chief, unit=cast.other_station, role="chief", starts=day)
    Post.objects.create(person=cast.other_officer, unit=cast.squad, role="captain", starts=day)
    Absence.objects.create(
        person=cast.captain, cover=cast.deputy_captain, kind="leave", starts=day, ends=day + timedelta(days=2), order_number="1"
    )
    Absence.objects.create(
        person=cast.officer, cover=cast.other_chief, kind="leave", starts=day, ends=day + timedelta(days=2), order_number="2"
    )
    for person in map(cast.standing, (cast.chief, cast.other_officer, cast.captain, cast.deputy_captain, cast.other_chief, cast.officer)):
        if LISTS[code].opens_to(person):
            shape, usual = (code, LISTS[code].tab_of(person, {})), LISTS[code].usual()
            (sql, params), (own, others) = (ask(opening._keys, person, *shape, **usual) for ask in (alike.sql, composed))
            assert (sql, sorted(map(str, params))) == (own, sorted(map(str, others))), person


@pytest.mark.requirement("R15")
def test_what_waits_is_asked_with_the_statement_of_whoever_asks(cast):
    at, kept = timezone.now(), 0
    for person in everybody(cast):
        for tab in tabs.tabs_of(person):
            assert tabs._held.sql(person, tab.code) == composed(tabs._held, person, tab.code)
            kept += bool(tabs._held.plan(person, tab.code))
            assert tabs.late.sql(person, at=at) == composed(tabs.late, person, at=at)
    assert kept > 20


@pytest.mark.requirement("R15")
def test_panels_ask_with_the_statement_of_whoever_asks(cast):
    at, day = timezone.now(), timezone.localdate()
    asked = {
        grids_panels.awaiting: {},
        teams_panels.in_grid: {"grid": cast.grid.pk, "day": day},
        tickets_panels.open_in: {"grid": cast.grid.pk},
        sites_panels.in_grid: {"grid": cast.grid.pk},
        sites_panels.serving: {},
        tabs.late: {"at": at},
    }
    for statement, values in asked.items():
        seeing = [person for person in everybody(cast) if may(person, "team.view") and may(person, "grid.view")]
        for person in filter(lambda person: statement is not grids_panels.awaiting or may(person, "task.verify"), seeing):
            assert statement.sql(person, **values) == composed(statement, person, **values), (statement._build, person)
            assert statement.plan(person, **values), (statement._build, person)


@alike
def grids(person):
    return Grid.objects.visible_to(person).order_by("pk")


@pytest.mark.requirement("R15", "R17")
def test_the_same_posts_elsewhere_see_their_own_and_whoever_covers_sees_more(cast, django_assert_num_queries):
    own, other = cast.standing(cast.officer), cast.standing(cast.other_officer)
    assert (grids.rows(own), grids.rows(other)) == ([cast.grid], [cast.other_grid])
    day = timezone.localdate()
    Absence.objects.create(
        person=cast.other_officer, cover=cast.officer, kind="leave", starts=day, ends=day + timedelta(days=2), order_number="1"
    )
    assert grids.rows(cast.standing(cast.officer)) == [cast.grid, cast.other_grid]
    Post.objects.filter(person=cast.officer).update(unit=cast.other_squad)
    assert grids.rows(cast.standing(cast.officer)) == [cast.other_grid]  # by the one whom he covers for; his own grid is left behind
    captain = cast.standing(cast.captain)
    grids.rows(captain)
    captain = cast.standing(cast.captain)
    captain.standing.lent, captain.standing.posts  # noqa: B018  read before
    with django_assert_num_queries(1):
        assert grids.rows(captain) == [cast.grid]


def test_a_lent_thing_is_seen_by_the_one_it_was_lent_to_only(cast):
    lend(cast.other_grid, to=cast.officer, until=timezone.now() + timedelta(days=1), reason="联合行动", actor=cast.security_admin)
    lent = cast.standing(cast.officer)
    assert grids.plan(lent) is None
    assert grids.rows(lent) == [cast.grid, cast.other_grid]
    assert grids.rows(cast.standing(cast.other_officer)) == [cast.other_grid]


@pytest.mark.parametrize(
    "build",
    [
        lambda person: Unit.objects.filter(name__contains=person.name),  # a column that stand-ins do not have
        lambda person: Unit.objects.filter(pk=person.standing.posts[0].unit_id + 1),  # reckoned with
        lambda person: Unit.objects.filter(pk__in=list(Unit.objects.values_list("pk", flat=True))),  # read
        lambda person: Person.objects.filter(last_login__lt=timezone.now()),  # the time
        lambda person: Unit.objects.filter(code=person.standing.posts[0].unit.code),
        lambda person: Unit.objects.filter(pk__in=person.standing.once("something else", lambda: [1])),
    ],
)
def test_what_hangs_on_more_than_the_posts_is_composed_anew(cast, build):
    statement = alike(build)
    for person in (cast.standing(cast.officer), cast.standing(cast.other_chief)):
        assert statement.plan(person) is None
        assert statement.rows(person) == list(build(person))


def test_nothing_to_be_found_is_no_statement(cast):
    nothing = alike(lambda person: Unit.objects.none())
    assert nothing.sql(cast.standing(cast.officer)) is None
    assert nothing.rows(cast.standing(cast.officer)) == []
