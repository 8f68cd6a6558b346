"""Accounts: opened from a list, one-time passwords, the policy, the second factor."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from haidian_policing.audit.models import AuditEvent
from haidian_policing.organisation.forms.accounts import OpenAccountsForm, read_lines
from haidian_policing.organisation.models import Person
from haidian_policing.organisation.passwords import one_time_password
from tests.cast import PASSWORD
from tests.organisation.test_sign_in import sign_in

FACTOR = "/organisation/account/second-factor/"


@pytest.fixture
def security(cast):
    return cast.client(cast.security_admin)


def opened(security, lines: str) -> dict[str, str]:
    """Numbers and one-time passwords as the slips show them."""
    page = security.post("/organisation/accounts/open/", {"lines": lines}).content.decode()
    return dict(re.findall(r'class="mono">(\w+)</span><span class="mono slip-word">([\w-]+)<', page))


@pytest.mark.requirement("R8")
def test_an_account_opened_from_a_list_must_change_its_password(security):
    word = opened(security, "７００００１　周新人\n")["700001"]
    client, answer = sign_in("700001", word)
    assert answer.status_code == 302
    assert client.get("/organisation/account/").url == "/organisation/account/password/"
    assert client.get("/api/tickets/").status_code in (403, 404)
    given = {"old": word, "new": "Chunfeng-Huayu-88", "again": "Chunfeng-Huayu-88"}
    assert client.post("/organisation/account/password/", given).status_code == 302
    assert client.get("/organisation/account/").status_code == 200
    assert sign_in("700001", word)[1].status_code == 200


@pytest.mark.requirement("R8")
def test_one_time_passwords_are_random_and_last_a_day(security, cast):
    words = opened(security, "700001 周一\n700002 周二")
    assert len(set(words.values())) == 2
    person = Person.objects.get(police_number="700001")
    assert timedelta(hours=23) < person.password_expires_at - timezone.now() <= timedelta(hours=24)
    Person.objects.filter(pk=person.pk).update(password_expires_at=timezone.now())
    assert sign_in("700001", words["700001"])[1].status_code == 200


def test_opening_twice_gives_no_second_password(security):
    opened(security, "700001 周一")
    assert opened(security, "700001") == {}
    assert opened(security, "999999") == {}


def test_lines_are_forgiven_their_separators_and_told_when_wrong():
    assert read_lines("012345,王 建国\n  ０１２３４６\n\n") == ([("012345", "王建国"), ("012346", "")], [])
    assert read_lines("王建国")[1] == ["王建国"]
    assert not OpenAccountsForm({"lines": "\n".join(str(100_000 + n) for n in range(201))}).is_valid()


@pytest.mark.requirement("R8")
def test_a_reset_ends_the_old_password_the_sessions_and_the_lock(security, cast):
    officer, _ = sign_in(cast.officer)
    for _attempt in range(5):
        sign_in(cast.officer, "wrong")
    page = security.post(f"/organisation/accounts/{cast.officer.pk}/reset/").content.decode()
    word = re.search(r'slip-word">([\w-]+)<', page)[1]
    assert officer.get("/organisation/account/").status_code == 302
    assert sign_in(cast.officer)[1].status_code == 200
    assert sign_in(cast.officer, word)[1].status_code == 302
    assert AuditEvent.objects.filter(action="account", detail__what="reset").count() == 1


@pytest.mark.requirement("R9")
def test_disabling_ends_sessions_and_enabling_lets_in_again(security, cast):
    officer, _ = sign_in(cast.officer)
    security.post(f"/organisation/accounts/{cast.officer.pk}/disable/")
    assert officer.get("/organisation/account/").status_code == 302
    assert sign_in(cast.officer)[1].status_code == 200
    security.post(f"/organisation/accounts/{cast.officer.pk}/enable/")
    assert sign_in(cast.officer)[1].status_code == 302


def test_nobody_acts_on_his_own_account_as_administrator(security, cast):
    assert security.post(f"/organisation/accounts/{cast.security_admin.pk}/disable/").status_code == 404


@pytest.mark.requirement("R12")
def test_a_list_names_accounts_unused_for_90_days(security, cast):
    Person.objects.filter(pk=cast.officer.pk).update(last_login=timezone.now() - timedelta(days=91))
    Person.objects.exclude(pk=cast.officer.pk).update(last_login=timezone.now())
    page = security.get("/organisation/accounts/?state=unused").content.decode()
    assert cast.officer.police_number in page
    assert cast.chief.police_number not in page


@pytest.mark.requirement("R4")
@pytest.mark.parametrize(
    ("profile", "word", "accepted"),
    [
        ("gbt", "Short-1a", False),
        ("gbt", "allsmallletters", False),
        ("gbt", "Lamp-river-42", True),
        ("gbt", "Lamp-river-42 and a passphrase that is far longer than sixty-four characters", True),
        ("asvs", "Lamp-river-42", False),
        ("asvs", "lamps along the river", True),
    ],
)
def test_the_password_policy_is_a_setting(settings, profile, word, accepted):
    settings.PASSWORD_PROFILE = profile
    if accepted:
        validate_password(word)
    else:
        with pytest.raises(ValidationError):
            validate_password(word)


@pytest.mark.requirement("R4")
@pytest.mark.parametrize(("profile", "leads"), [("gbt", True), ("asvs", False)])
def test_a_password_of_90_days_must_be_changed(cast, settings, profile, leads):
    settings.PASSWORD_PROFILE = profile
    Person.objects.filter(pk=cast.officer.pk).update(password_changed_at=timezone.now() - timedelta(days=91))
    client, _ = sign_in(cast.officer)
    assert (client.get("/organisation/account/").status_code == 302) is leads


@pytest.mark.requirement("R5")
@pytest.mark.parametrize(
    "word", ["Haidian-2026-Spring", "Gongan@12345678", "Jingwu-Wangge-1", "海淀Fenju-123456", "qwertyuiop[]", "1q2w3e4r5t6y"]
)
def test_common_passwords_and_words_of_the_house_are_refused(word):
    with pytest.raises(ValidationError):
        validate_password(word)


@pytest.mark.requirement("R5")
def test_ones_own_number_and_name_are_refused(cast):
    with pytest.raises(ValidationError):
        validate_password(f"Lamp-{cast.officer.police_number}-River", cast.officer)


def test_one_time_passwords_fit_the_policy():
    for _ in range(20):
        validate_password(one_time_password())


def code(device: TOTPDevice, offset: int = 0) -> str:
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = timezone.now().timestamp() + offset * device.step
    return f"{totp.token():06d}"


@pytest.fixture
def admin(cast, settings) -> Client:
    """The system administrator after the password, where a second factor is demanded."""
    settings.SECOND_FACTOR = True
    return sign_in(cast.system_admin)[0]


def set_up(client, person) -> TOTPDevice:
    client.post(FACTOR, {"do": "begin"})
    device = TOTPDevice.objects.get(user=person)
    assert client.get(FACTOR + "picture/").headers["Content-Type"] == "image/png"
    client.post(FACTOR, {"code": code(device)})
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    return TOTPDevice.objects.get(pk=device.pk)


@pytest.mark.requirement("R6")
@pytest.mark.parametrize("role", ["system_admin", "security_admin", "audit_admin", "performance", "performance_head"])
def test_without_a_second_factor_only_its_set_up_is_reached(cast, settings, role):
    settings.SECOND_FACTOR = True
    client = sign_in(getattr(cast, role))[0]
    for path in ("/", "/organisation/account/", "/organisation/people/", "/jobs/notices/"):
        assert client.get(path).url == FACTOR, path
    assert client.get(FACTOR).status_code == 200
    assert client.get("/api/tickets/").status_code in (403, 404)


@pytest.mark.requirement("R6")
def test_others_are_not_asked_for_one(cast, settings):
    settings.SECOND_FACTOR = True
    assert sign_in(cast.officer)[0].get("/organisation/account/").status_code == 200


@pytest.mark.requirement("R6")
def test_whoever_set_one_up_is_asked_for_it_until_he_takes_it_off(cast):
    first = sign_in(cast.officer)[0]
    device = set_up(first, cast.officer)
    later = sign_in(cast.officer)[0]
    assert later.get("/organisation/account/").url == FACTOR
    assert later.post(FACTOR, {"do": "stop"}).url == FACTOR and TOTPDevice.objects.exists()
    TOTPDevice.objects.update(last_t=-1)
    assert later.post(FACTOR, {"code": code(device)}).url == "/"
    assert later.post(FACTOR, {"do": "stop"}).url == "/organisation/account/"
    assert not TOTPDevice.objects.exists() and not StaticToken.objects.exists()
    assert later.get("/organisation/account/").status_code == 200
    assert first.get("/organisation/account/").status_code == 302, "the sessions that had shown it end"
    assert AuditEvent.objects.filter(detail__what="second_factor_off").count() == 1
    assert sign_in(cast.officer)[0].get("/organisation/account/").status_code == 200


@pytest.mark.requirement("R6")
def test_an_administrator_cannot_take_it_off(cast, admin):
    set_up(admin, cast.system_admin)
    assert admin.post(FACTOR, {"do": "stop"}).url == FACTOR and TOTPDevice.objects.exists()


@pytest.mark.requirement("R9")
def test_the_session_key_changes_at_the_second_factor(cast, admin):
    before = admin.session.session_key
    set_up(admin, cast.system_admin)
    assert admin.session.session_key != before
    assert admin.get("/organisation/account/").status_code == 200


@pytest.mark.requirement("R7")
def test_a_code_is_taken_once_and_an_old_one_never(cast, admin):
    device = set_up(admin, cast.system_admin)
    again = sign_in(cast.system_admin)[0]
    used = code(device)
    assert again.post(FACTOR, {"code": used}).status_code == 200
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None, last_t=-1)
    assert again.post(FACTOR, {"code": code(device, -2)}).status_code == 200
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    assert again.post(FACTOR, {"code": code(device)}).status_code == 302


@pytest.mark.requirement("R6")
def test_a_recovery_code_lets_in_once_and_is_kept_as_a_hash(cast, admin):
    admin.post(FACTOR, {"do": "begin"})
    page = admin.post(FACTOR, {"code": code(TOTPDevice.objects.get())}).content.decode()
    word = re.search(r"<li>(\w{5}-\w{5})</li>", page)[1]
    assert not StaticToken.objects.filter(token=word.replace("-", "")).exists()
    assert sign_in(cast.system_admin)[0].post(FACTOR, {"code": word}).status_code == 302
    assert sign_in(cast.system_admin)[0].post(FACTOR, {"code": word}).status_code == 200


@pytest.mark.requirement("R6")
def test_the_password_alone_cannot_replace_the_authenticator(cast, admin):
    device = set_up(admin, cast.system_admin)
    thief = sign_in(cast.system_admin)[0]
    thief.post(FACTOR, {"do": "begin"})
    assert list(TOTPDevice.objects.all()) == [device]


@pytest.mark.requirement("R31")
def test_looking_at_the_set_up_makes_no_device(cast, admin):
    admin.get(FACTOR)
    assert admin.get(FACTOR + "picture/").status_code == 404
    assert not TOTPDevice.objects.exists()


def test_the_password_form_says_what_is_wrong(cast):
    client = cast.client(cast.officer)
    page = client.post("/organisation/account/password/", {"old": "x", "new": PASSWORD, "again": "y"}).content.decode()
    assert page.count("field-error") >= 2
