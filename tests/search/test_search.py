"""The search over everything: what is found by which words, and never what lies outside one's reach."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from grids import seeds as grid_seeds
from grids.models import Grid
from haidian_policing.access.exceptions import lend
from haidian_policing.organisation.models import Person, Unit
from haidian_policing.organisation.pinyin import initials
from haidian_policing.organisation.roles import ROLES
from haidian_policing.roof.declarations import picked, searched
from haidian_policing.search.kinds import find, pick
from haidian_policing.search.texts import pairs, words_of
from teams.models import Team, TeamKind
from tests.cast import SINCE
from tests.whistle_reporting.conftest import NOON, Desk
from whistle_reporting.models import Part, Ticket
from whistle_reporting.seeds import seed
from workstations.models import Site

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(cast):
    """Both sides named alike, so that whatever leaks shows at once."""
    seed(NOON)
    grid_seeds.seed(NOON)
    kind = TeamKind.objects.create(code="community", name="社区", name_en="community")
    for prefix, side in (("", "东"), ("other_", "西")):
        grid, station, street = (cast.named[f"{prefix}{name}"] for name in ("grid", "station", "street"))
        Grid.objects.filter(pk=grid.pk).update(name=f"学院路{side}网格", initials=initials(f"学院路{side}网格"))
        Unit.objects.filter(pk=station.pk).update(short_name=f"学院路{side}所", initials=initials(f"学院路{side}所"))
        Team.objects.create(kind=kind, name=f"学院路{side}警务团队", station=station, street=street, grid=grid, starts=SINCE)
        site = {"name": f"学院路{side}工作站", "name_en": "", "station": station, "street": street, "grid": grid}
        Site.objects.create(code=f"W{side}", **site)
        ticket = Desk(cast, prefix).blown()
        Ticket.objects.filter(pk=ticket.pk).update(place=f"学院路{side}侧 5号楼", description="消防通道被占，连日停放车辆")
    return cast


def found(cast, role: str, text: str, most: int = 20) -> dict[str, list[str]]:
    person = cast.standing(getattr(cast, role))
    return {group.kind.code: [hit.title for hit in group.hits] for group in find(person, text, searched(), most)}


@pytest.mark.requirement("R15")
@pytest.mark.parametrize("text", ["学院", "学院路", "消防", "车辆", "号楼", "同志", "xyl", "海吹", "工作站", "team", "第2", "2所"])
def test_the_search_holds_only_what_the_lists_hold(district, text):
    for role in ROLES:
        for owner in (getattr(district, role), district.named.get(f"other_{role}")):
            if owner is not None:
                person = district.standing(owner)
                for group in find(person, text, searched(), 50):
                    seen = set(group.kind.rows(person).values_list("pk", flat=True))
                    assert {hit.key for hit in group.hits} <= seen, (role, group.kind.code)


@pytest.mark.requirement("R15")
def test_the_index_reaches_as_far_as_the_rule(district):
    """Whoever has a part, has had one, or handles one now: the words of the index say what visible_to says."""
    for prefix in ("", "other_"):
        part = Desk(district, prefix).brought_to("assigned")
        part.ticket.refresh_from_db()
        assert f"p{part.handler_id}" in part.ticket.reach
        Part.objects.filter(pk=part.pk).update(handler=district.named[f"{prefix}chief"], grid=district.other_grid)
    for role in ROLES:
        for owner in filter(None, (getattr(district, role), district.named.get(f"other_{role}"))):
            person = district.standing(owner)
            assert set(Ticket.objects.bounded_to(person)) == set(Ticket.objects.visible_to(person)), role


def test_an_old_ticket_is_found_behind_many_newer_keys(district):
    old = Ticket.objects.visible_to(district.standing(district.chief)).get().number
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(pg_get_serial_sequence('whistle_reporting_ticket', 'id'), 600000)")
    new = Desk(district).blown()
    Ticket.objects.filter(pk=new.pk).update(description="消防通道又被占")
    for role in ("chief", "officer", "liaison", "bureau_leader"):
        numbers = [title.split()[0] for title in found(district, role, "消防通道")["ticket"]]
        assert numbers[0] == new.number and old in numbers, role
        assert [title.split()[0] for title in found(district, role, "消防通道", 1)["ticket"]] == [new.number]


def test_what_was_lent_is_found_too(district):
    other = Ticket.objects.exclude(pk__in=Ticket.objects.visible_to(district.standing(district.officer))).get()
    until = timezone.now() + timedelta(hours=1)
    lend(other, to=district.officer, until=until, reason="协查", actor=district.security_admin)
    assert any(other.number in title for title in found(district, "officer", "消防通道")["ticket"])
    person = district.standing(district.officer)
    assert other in Ticket.objects.visible_to(person).bounded_to(person)


@pytest.mark.requirement("R15")
def test_the_other_side_is_never_shown(district):
    for role in (role for role, row in ROLES.items() if row.reach.name != "SUB_BUREAU"):
        client = district.client(getattr(district, role))
        for text in ("学院路", "消防通道", "xyl", "西侧"):
            for page in ("/search/", "/search/suggestions/"):
                body = client.get(page, {"q": text}).content.decode()
                assert "西侧 5" not in body and "学院路西所" not in body and "学院路西网格" not in body, (role, text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *(("消防", "ticket"), ("学院 消防", "ticket"), ("学院路东", "grid"), ("xyld", "grid"), ("警务团队", "team"), ("东工作", "site")),
        *(("Z01", "item"), ("第1社区", "community"), ("王同志", "staff"), ("100000", "staff"), ("学院路东所", "unit"), ("A1-1", "task")),
    ],
)
def test_two_signs_numbers_and_initials_find(district, text, kind):
    assert kind in found(district, "chief", text)


def test_a_ticket_is_found_by_its_number_and_the_tail_of_it(district):
    number = Ticket.objects.visible_to(district.standing(district.chief)).get().number
    for text in (number, number[-4:], number[-6:], number[2:], number[:8]):
        assert [title.split()[0] for title in found(district, "chief", text)["ticket"]] == [number], text
    assert "ticket" not in found(district, "chief", "999999")


def test_list_and_search_agree(district):
    client = district.client(district.chief)
    assert "东侧 5号楼" in client.get("/tickets/", {"q": "消防 5号楼", "tab": "all"}).content.decode()
    assert "东侧 5号楼" not in client.get("/tickets/", {"q": "消防 6号楼", "tab": "all"}).content.decode()
    assert "ticket" not in found(district, "chief", "消防 6号楼")


@pytest.mark.parametrize("text", ["13800138000", "110108199003071234", "1380013", "１３８００１３８０００"])
def test_nobody_is_found_by_a_phone_or_a_document(district, text):
    Ticket.objects.update(description="联系电话13800138000，证件110108199003071234")
    assert found(district, "bureau_leader", text) == {}
    assert not Ticket.objects.matching(text).exists()


def test_the_best_comes_first(district):
    Person.objects.filter(pk=district.officer.pk).update(name="王强")
    Person.objects.filter(pk=district.chief.pk).update(name="大王强子")
    assert found(district, "bureau_leader", "王强")["staff"] == ["王强", "大王强子"]
    assert next(iter(found(district, "chief", "学院路东网格"))) == "grid"


HOSTILE = (
    *("\x00", "%", "__", "\\", "'; --", "<script>", "\u202e海淀", "\ud800", "🀄麻将", "²²"),
    *("a" * 5000, "学 " * 500, "()[]{}", "*+?^$|", "9" * 60),
)


@pytest.mark.requirement("R27")
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_find_nothing_and_break_nothing(district, text):
    client = district.client(district.bureau_leader)
    for page in ("/search/", "/search/suggestions/", "/search/pick/grid/", "/search/pick/anybody/", "/tickets/"):
        query = {"q": text.encode("utf-8", "surrogatepass").decode("utf-8", "replace"), "at": text[:30].encode("utf-8", "replace").decode()}
        answer = client.get(page, query)
        assert answer.status_code == 200 and "<script>'" not in answer.content.decode(), page
    find(district.standing(district.bureau_leader), text, searched(), 5)


def test_words_are_folded():
    assert words_of(" Ａ１\u3000学院\t路\x00x ") == ["a1", "学院", "路", "x"]


@pytest.mark.requirement("R62")
@pytest.mark.parametrize(("role", "statements"), [("bureau_leader", 16), ("chief", 16), ("officer", 15), ("liaison", 12)])
def test_the_statements_of_a_search_are_flat(district, role, statements):
    """As many for one hit of a kind as for twenty; two of them are for items whose name holds the word."""
    person = district.standing(getattr(district, role))
    assert person.standing.capabilities
    find(person, "学院路", searched(), 20)  # a person's exceptions and the kinds of content are asked once
    places = {"station": district.station, "street": district.street, "grid": district.grid}
    for more in (0, 20):
        Site.objects.bulk_create(Site(code=f"X{number}", name=f"学院路{number}站", name_en="", **places) for number in range(more))
        with CaptureQueriesContext(connection) as log:
            find(person, "学院路", searched(), 20)
        assert len(log) == statements, [row["sql"][:90] for row in log]


@pytest.mark.requirement("R15")
def test_pickers_offer_what_the_person_may_choose(district):
    other = {"grid": district.other_grid.pk, "holder": None, "grid_to_file": district.other_grid.pk}
    for role in ("liaison", "chief", "system_admin", "officer"):
        person = district.standing(getattr(district, role))
        for code, kind in picked().items():
            for at in ("", str(district.other_grid.pk), str(district.other_station.pk), str(district.other_street.pk)):
                keys = {hit.key for hit in pick(person, kind, "", at, 500)}
                if role in ("liaison", "chief", "officer") and code in other:
                    assert not keys & {other[code], district.other_officer.pk}, (role, code, at)
    assert pick(district.standing(district.officer), picked()["anybody"], "", "", 50) == []


def test_the_index_answers_for_two_signs(district):
    """With as many tickets as a district has, pairs of signs are looked up, not read."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")
        plan = Ticket.objects.matching("消防").explain()
    assert "ticket_words" in plan


def test_the_pairs_of_the_database_are_those_that_are_asked_for():
    with connection.cursor() as cursor:
        for text in ("海淀分局", "学院路 5号楼", "A1b", "道", ""):
            cursor.execute("SELECT search_bigrams(%s)", [text])
            assert {pair for word in words_of(text) for pair in pairs(word)} <= set(cursor.fetchone()[0])
