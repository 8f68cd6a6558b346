"""The audit log only grows, and whoever edits, removes or cuts it off is found out."""

import ast
import os

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from environ import Env

from haidian_policing.audit import sets
from haidian_policing.audit.actions import record
from haidian_policing.audit.choices import Action
from haidian_policing.audit.models import AuditEvent
from haidian_policing.audit.words import DEEDS, KEYS
from haidian_policing.organisation.models import Person
from tests.test_house import FLOORS, sources

FORBIDDEN = (
    "UPDATE audit_auditevent SET actor_label = 'x'",
    "DELETE FROM audit_auditevent",
    "TRUNCATE audit_auditevent",
    "ALTER TABLE audit_auditevent DISABLE TRIGGER ALL",
    "DROP TABLE audit_auditevent",
    "UPDATE organisation_postevent SET role = 'chief'",
    "DELETE FROM organisation_personevent",
    "TRUNCATE whistle_reporting_partevent",
)


@pytest.fixture
def as_app(db, settings):
    """A connection of the app's database role to the test database, after `manage.py grants` has run twice."""
    name = connection.settings_dict["NAME"]
    settings.DATABASE_URL, settings.DATABASE_OWNER_URL = (_named(os.environ[key], name) for key in ("TEST_APP_URL", "DATABASE_OWNER_URL"))
    call_command("grants")
    call_command("grants")
    app = psycopg2.connect(settings.DATABASE_URL)
    yield app
    app.close()


def _named(url: str, database: str) -> str:
    return url.replace(f"/{Env.db_url_config(url)['NAME']}?", f"/{database}?")


@pytest.mark.requirement("R51")
@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_app_role_cannot_touch_what_only_grows(as_app, statement):
    with pytest.raises(psycopg2.errors.InsufficientPrivilege), as_app.cursor() as cursor:
        cursor.execute(statement)


def test_the_app_role_writes_rows(as_app):
    with as_app.cursor() as cursor:
        cursor.execute("UPDATE organisation_unit SET name = name")
        cursor.execute(
            "INSERT INTO audit_auditevent (at, actor_label, address, action, object_type, object_key, result, detail, request_id, digest)"
            " VALUES (now(), '', '', 'read', '', '', 'done', '{}', '', '') RETURNING digest"
        )
        assert len(cursor.fetchone()[0]) == 64
    as_app.rollback()


@pytest.mark.django_db
@pytest.mark.requirement("R51")
@pytest.mark.parametrize("statement", ["UPDATE audit_auditevent SET address = 'x'", "DELETE FROM audit_auditevent"])
def test_even_the_owner_is_refused_while_the_trigger_stands(statement):
    record(Action.SIGN_IN)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.requirement("R51")
@pytest.mark.parametrize(
    "tamper",
    [
        "UPDATE audit_auditevent SET actor_label = 'y' WHERE id = {middle}",
        "DELETE FROM audit_auditevent WHERE id = {middle}",
        "DELETE FROM audit_auditevent WHERE id = {last}",
    ],
)
def test_the_verifier_finds_edits_holes_and_a_missing_tail(tamper, capsys):
    rows = [record(Action.SIGN_IN, label=f"person {number}") for number in range(4)]
    anchor = "{}:{}".format(*sets.tail())
    call_command("audit_chain", anchor=anchor)
    keys = sorted(AuditEvent.objects.values_list("pk", flat=True))[-len(rows) :]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE audit_auditevent DISABLE TRIGGER append_only")
        cursor.execute(tamper.format(middle=keys[1], last=keys[-1]))
        cursor.execute("ALTER TABLE audit_auditevent ENABLE TRIGGER append_only")
    with pytest.raises(CommandError):
        call_command("audit_chain", anchor=anchor)


@pytest.mark.requirement("R50")
def test_a_refusal_makes_an_event_with_who_where_and_what(cast):
    client = cast.client(cast.officer)
    assert client.get("/organisation/accounts/").status_code == 404
    event = AuditEvent.objects.get()
    assert (event.action, event.result, event.actor, event.address) == ("denied", "refused", cast.officer, "127.0.0.1")
    assert event.detail == {"page": "organisation:account_list"}
    assert event.at.utcoffset() is not None
    assert event.request_id


@pytest.mark.requirement("R50")
@pytest.mark.requirement("R16")
def test_a_telephone_is_shown_for_a_reason_and_the_read_is_logged(cast):
    cast.officer.phone = "10012345678"
    Person.objects.bulk_update([cast.officer], ["phone_sealed", "phone_hash"])
    client, path = cast.client(cast.captain), f"/organisation/people/{cast.officer.pk}/"
    assert "10012345678" not in client.get(path).content.decode()
    assert "100****5678" in client.get(path).content.decode()
    client.post(path + "phone/", {"reason": ""})
    assert not AuditEvent.objects.exists()
    assert "10012345678" in client.post(path + "phone/", {"reason": "夜间紧急联络"}).content.decode()
    assert AuditEvent.objects.get().detail == {"field": "phone", "reason": "夜间紧急联络"}


@pytest.mark.requirement("R53")
def test_where_the_log_cannot_be_written_the_sensitive_read_does_not_happen(cast, monkeypatch):
    def broken(**given):
        raise OSError("disk full")

    monkeypatch.setattr(AuditEvent.objects, "create", broken)
    client = cast.client(cast.captain, raise_request_exception=False)
    assert client.post(f"/organisation/people/{cast.officer.pk}/phone/", {"reason": "夜间紧急联络"}).status_code == 500
    assert (
        cast.client(cast.system_admin, raise_request_exception=False)
        .post(f"/organisation/posts/{cast.clerk.posts.get().pk}/end/", {"last_day": "2026-12-31"})
        .status_code
        == 500
    )
    assert cast.clerk.posts.get().ends is None


def test_the_log_is_searched_and_its_integrity_shown(cast):
    record(Action.EXPORT, actor=cast.chief, rows=12)
    record(Action.SIGN_IN, actor=cast.clerk)
    client = cast.client(cast.audit_admin)
    page = client.get(f"/audit/?q={cast.chief.police_number}&action=export&since=2026-01-01&until=2099-01-01").content.decode()
    assert cast.chief.police_number in page
    assert cast.clerk.police_number not in page
    anchor = "{}:{}".format(*sets.tail())
    assert "tone-bad" not in client.get(f"/audit/integrity/?anchor={anchor}").content.decode()
    assert "tone-bad" in client.get(f"/audit/integrity/?anchor=1{anchor}").content.decode()


@pytest.mark.requirement("R55")
def test_no_telephone_stands_in_the_table_as_it_is(cast):
    cast.officer.phone = "10012345678"
    Person.objects.bulk_update([cast.officer], ["phone_sealed", "phone_hash"])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT row_to_json(p)::text FROM organisation_person p UNION ALL SELECT row_to_json(e)::text FROM organisation_personevent e"
        )
        assert not [row for (row,) in cursor.fetchall() if "10012345678" in row or b"10012345678".hex() in row]


def test_whatever_is_recorded_has_a_word():
    calls = [
        call
        for path in sources("haidian_policing", *FLOORS)
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "record" and call.args and "Action." in ast.unparse(call.args[0])
    ]
    own = {"actor", "request", "target", "result", "label"}
    said = {word.arg for call in calls for word in call.keywords if word.arg} - own
    deeds = {word.value.value for call in calls for word in call.keywords if word.arg == "what" and isinstance(word.value, ast.Constant)}
    assert len(calls) > 20 and said <= set(KEYS) and deeds <= set(DEEDS)


def test_the_log_says_in_words_what_was_done(cast):
    person, who = cast.officer, cast.client(cast.chief)
    who.post(f"/organisation/people/{person.pk}/phone/", {"reason": "夜间紧急联络"})
    cast.client(cast.officer).get("/organisation/accounts/")
    page = cast.client(cast.audit_admin).get("/audit/").content.decode()
    assert "字段 手机号；理由 夜间紧急联络" in page and "页面 organisation:account_list" in page
