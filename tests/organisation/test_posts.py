"""Posts, transfers and absences: they count on the next request, and the database refuses what cannot be."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from haidian_policing.audit.models import AuditEvent
from haidian_policing.organisation.actions.posts import end_post, give_post, transfer
from haidian_policing.organisation.models import Absence, Person, Post

DAY = date(2026, 6, 1)


def only(person):
    return Person.objects.filter(pk=person.pk)


def give(cast, person, unit, role, starts=DAY, **more):
    return give_post(only(person), unit=unit, role=role, starts=starts, actor=cast.system_admin, at=timezone.now(), **more)[0]


@pytest.mark.requirement("R17")
def test_a_transfer_ends_the_old_and_counts_on_the_next_request(cast):
    captain, admin = cast.client(cast.captain), cast.client(cast.system_admin)
    seen = f"/organisation/people/{cast.officer.pk}/"
    assert captain.get(seen).status_code == 200
    today = timezone.localdate()
    given = {"unit": cast.other_squad.pk, "role": "captain", "on": today.isoformat(), "order_number": "海公任〔2026〕9号"}
    assert admin.post(f"/organisation/people/{cast.captain.pk}/transfer/", given).status_code == 302
    assert captain.get(seen).status_code == 404
    assert captain.get(f"/organisation/people/{cast.other_officer.pk}/").status_code == 200
    old, new = cast.captain.posts.order_by("starts")
    assert (old.ends, new.starts, new.order_number) == (today, today, "海公任〔2026〕9号")
    assert AuditEvent.objects.filter(action="rights", detail__what="transfer").count() == 1


@pytest.mark.requirement("R17")
def test_a_post_ended_today_still_holds_today_and_not_tomorrow(cast):
    admin = cast.client(cast.system_admin)
    post = cast.clerk.posts.get()
    admin.post(f"/organisation/posts/{post.pk}/end/", {"last_day": timezone.localdate().isoformat()})
    assert cast.standing(cast.clerk).standing.roles == {"clerk"}
    assert cast.standing(cast.clerk, timezone.localdate() + timedelta(days=1)).standing.roles == frozenset()


@pytest.mark.requirement("R37")
def test_an_overlap_is_refused_by_the_database_and_explained(cast):
    with pytest.raises(ValidationError) as refused:
        give(cast, cast.chief, cast.station, "chief")
    assert "2026-01-01" in refused.value.messages[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(person=cast.chief, unit=cast.station, role="chief", starts=DAY)


@pytest.mark.requirement("R19")
def test_one_person_never_has_two_administrator_roles(cast):
    with pytest.raises(ValidationError) as refused:
        give(cast, cast.security_admin, cast.bureau, "audit_admin")
    assert cast.security_admin.name in refused.value.messages[0]
    row = f"{cast.security_admin.pk}, {cast.bureau.pk}, 'audit_admin', '2026-06-01', false, ''"
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO organisation_post (person_id, unit_id, role, starts, is_acting, order_number) VALUES ({row})")


@pytest.mark.requirement("R19")
def test_covering_for_an_administrator_gives_none_of_his_rights(cast):
    today = timezone.localdate()
    Absence.objects.create(
        person=cast.audit_admin, cover=cast.security_admin, kind="leave", starts=today, ends=today + timedelta(days=3), order_number="休1"
    )
    assert cast.standing(cast.security_admin).standing.roles == {"security_admin"}


def test_one_after_the_other_a_person_may_hold_two_administrator_roles(cast):
    end_post(cast.security_admin.posts.all(), ends=DAY, actor=cast.system_admin, at=timezone.now())
    assert give(cast, cast.security_admin, cast.bureau, "audit_admin").pk


def test_nobody_gives_a_post_to_himself(cast):
    with pytest.raises(ValidationError):
        give(cast, cast.system_admin, cast.bureau, "bureau_leader")


def test_a_role_is_held_in_a_fitting_unit_only(cast):
    with pytest.raises(ValidationError):
        give(cast, cast.officer, cast.street, "chief")


def test_a_post_cannot_end_before_it_begins(cast):
    with pytest.raises(ValidationError):
        end_post(cast.chief.posts.all(), ends=date(2025, 12, 31), actor=cast.system_admin, at=timezone.now())


def test_a_transfer_that_is_refused_leaves_the_old_post(cast):
    with pytest.raises(ValidationError):
        transfer(only(cast.chief), unit=cast.street, role="chief", on=DAY, order_number="", actor=cast.system_admin, at=timezone.now())
    assert cast.chief.posts.get().ends is None


def test_an_absence_needs_an_order_number_and_does_not_overlap(cast):
    admin = cast.client(cast.system_admin)
    path = f"/organisation/people/{cast.captain.pk}/absence/"
    given = {"kind": "sick", "starts": "2026-06-01", "last_day": "2026-06-05", "cover": cast.deputy_captain.police_number}
    assert admin.post(path, given).status_code == 200
    assert admin.post(path, given | {"order_number": "休〔2026〕1号"}).status_code == 302
    again = admin.post(path, given | {"order_number": "休〔2026〕2号"}).content.decode()
    assert "休〔2026〕1号" in again
    absence = Absence.objects.get()
    assert (absence.ends, absence.cover) == (date(2026, 6, 6), cast.deputy_captain)


@pytest.mark.requirement("R16")
def test_why_somebody_is_away_is_hidden_from_his_peers(cast):
    today = timezone.localdate()
    Absence.objects.create(
        person=cast.officer, cover=None, kind="sick", starts=today, ends=today + timedelta(days=9), order_number="休〔2026〕7号"
    )
    path = f"/organisation/people/{cast.officer.pk}/"
    told = {role: "休〔2026〕7号" in page(cast, role, path) for role in ("captain", "clerk", "chief", "officer", "system_admin")}
    assert told == {"captain": False, "clerk": False, "chief": True, "officer": True, "system_admin": True}
    assert "病假" not in page(cast, "captain", path)
    assert "病假" in page(cast, "chief", path)


def page(cast, role: str, path: str) -> str:
    return cast.client(getattr(cast, role)).get(path).content.decode()


@pytest.mark.requirement("R18")
def test_fields_that_are_not_asked_for_are_ignored(cast):
    admin = cast.client(cast.system_admin)
    given = {"unit": cast.station.pk, "role": "clerk", "starts": "2026-06-01", "person": cast.other_chief.pk, "id": 1}
    admin.post(f"/organisation/people/{cast.officer.pk}/post/", given)
    assert cast.officer.posts.filter(role="clerk").exists()
    assert not cast.other_chief.posts.filter(role="clerk").exists()


def test_an_absence_is_only_shortened(cast):
    absence = Absence.objects.create(
        person=cast.officer, kind="leave", starts=date(2027, 5, 4), ends=date(2027, 5, 8), order_number="休〔2027〕9号"
    )
    admin = cast.client(cast.system_admin)
    for last_day, words in (("2027-05-09", "只能提前结束"), ("2027-05-05", "2027-05-05")):
        before = admin.get(f"/organisation/people/{cast.officer.pk}/").content.decode()
        version = re.search(r'absences/\d+/end/.*?name="version" value="([^"]+)"', before)
        page = admin.post(f"/organisation/absences/{absence.pk}/end/", {"last_day": last_day, "version": version[1]}, follow=True)
        assert words in page.content.decode()
    absence.refresh_from_db()
    assert absence.ends == date(2027, 5, 6)
