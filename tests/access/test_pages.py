"""Who may what, one person's rights, the preview that never acts, exceptions with dates."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from haidian_policing.access.models import ObjectGrant
from haidian_policing.access.words import noun_of, verb_of
from haidian_policing.audit.models import AuditEvent
from haidian_policing.organisation.models import Absence
from haidian_policing.organisation.roles import CAPABILITIES


@pytest.fixture
def security(cast):
    return cast.client(cast.security_admin)


def test_every_capability_has_words():
    silent = [key for key in CAPABILITIES if noun_of(key) == key.partition(".")[0] or verb_of(key) == key.partition(".")[2]]
    assert not silent


def test_the_table_says_how_far_each_role_reaches(security):
    page = security.get("/access/roles/?role=captain").content.decode()
    assert "本队(室)" in page
    assert "本街镇" not in page


def test_a_persons_rights_name_the_post_that_gives_each(security, cast):
    today = timezone.localdate()
    Absence.objects.create(
        person=cast.captain, cover=cast.post_officer, kind="leave", starts=today, ends=today + timedelta(days=2), order_number="休1"
    )
    page = security.get(f"/access/people/{cast.post_officer.pk}/").content.decode()
    assert "队长" in page
    assert "代班" in page


def test_the_preview_looks_as_the_post_and_never_acts(security, cast):
    assert security.post(f"/access/preview/{cast.captain.posts.get().pk}/").status_code == 302
    page = security.get(f"/organisation/people/{cast.officer.pk}/")
    assert page.status_code == 200
    assert "/access/preview/end/" in page.content.decode()
    assert security.get(f"/organisation/people/{cast.other_officer.pk}/").status_code == 404
    assert security.post(f"/organisation/people/{cast.officer.pk}/phone/", {"reason": "试一试看"}).status_code == 403
    assert AuditEvent.objects.filter(detail__what="preview", actor=cast.security_admin).count() == 1
    security.post("/access/preview/end/")
    assert security.get(f"/organisation/people/{cast.other_officer.pk}/").status_code == 200


def test_nobody_else_previews(cast):
    client = cast.client(cast.system_admin)
    assert client.post(f"/access/preview/{cast.captain.posts.get().pk}/").status_code == 404


def lend(security, cast, **more):
    until = (timezone.localtime() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    given = {
        "kind": "grids.grid",
        "thing": cast.other_grid.code,
        "person": cast.officer.police_number,
        "until": until,
        "reason": "跨所协作",
    }
    return security.post("/access/exceptions/lend/", given | more)


@pytest.mark.requirement("R50")
def test_an_exception_is_lent_listed_taken_back_and_logged(security, cast):
    assert lend(security, cast).status_code == 302
    assert cast.other_grid.name in security.get("/access/exceptions/").content.decode()
    grant = ObjectGrant.objects.get()
    assert (grant.user, grant.granted_by) == (cast.officer, cast.security_admin)
    security.post(f"/access/exceptions/{grant.pk}/end/")
    assert cast.other_grid.name not in security.get("/access/exceptions/").content.decode()
    assert cast.other_grid.name in security.get("/access/exceptions/?tab=all").content.decode()
    assert list(AuditEvent.objects.order_by("pk").values_list("detail__what", flat=True)) == ["lend", "take_back"]


def test_what_is_not_there_or_over_already_is_not_lent(security, cast):
    assert lend(security, cast, thing="nothing").status_code == 200
    assert lend(security, cast, until="2020-01-01T00:00").status_code == 200
    assert lend(security, cast, person="999999").status_code == 200
    assert not ObjectGrant.objects.exists()


def test_what_can_be_lent_is_named_and_known_by_a_number(security, cast):
    kinds = re.findall(r'<option value="([a-z_.]+)"[^>]*>(.*?)<', security.get("/access/exceptions/lend/").content.decode())
    assert [name for _kind, name in kinds] == ["网格", "工作记录", "警务工作站", "吹哨单"]
    for kind, _name in kinds:
        assert lend(security, cast, kind=kind, thing="没有").status_code == 200
