"""What a start refuses: weak settings and databases in which the portal's promises would not hold.

Imported by the roof's `apps` so that every command knows them; models are therefore looked up when a check runs.
"""

import time

from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.checks import Error, Tags, register
from django.db import connection
from django.utils import timezone
from environ import Env

from haidian_policing.organisation.passwords import DEMONSTRATION_NUMBERS, DEMONSTRATION_PASSWORD

MOST_SECONDS_OFF = 2
LEAST_KEY = 50


@register("portal")
def production_settings(app_configs, **kwargs) -> list[Error]:
    """Keys, debugging and the two database roles of the production profile."""
    if not settings.PRODUCTION:
        return []
    weak = len(settings.SECRET_KEY) < LEAST_KEY or len(set(settings.SECRET_KEY)) < 10 or "demonstration" in settings.SECRET_KEY
    same_role = Env.db_url_config(settings.DATABASE_URL)["USER"] == Env.db_url_config(settings.DATABASE_OWNER_URL)["USER"]
    found = {
        "E001": (settings.DEBUG, "DEBUG is on.", "Switch it off."),
        "E002": (weak, "SECRET_KEY is short or well known.", "Give it at least 50 random characters."),
        "E003": (not settings.FIELD_KEYS, "No field key.", "Set PORTAL_FIELD_KEYS to base64 keys of 32 random bytes."),
        "E004": (not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS, "Any host name is answered.", "Set PORTAL_HOSTS."),
        "E005": (
            same_role,
            "One database role both owns the tables and runs the portal.",
            "Set DATABASE_URL and DATABASE_OWNER_URL apart.",
        ),
    }
    return [Error(words, hint=hint, id=f"portal.{code}") for code, (wrong, words, hint) in found.items() if wrong]


@register(Tags.database)
def database(app_configs, databases=None, **kwargs) -> list[Error]:
    """Asked where a command names its databases: `check --database default`, and every start."""
    if not databases or "audit_auditevent" not in connection.introspection.table_names():
        return []
    return [error for check in (_finds_chinese, _clock, _calendar, _app_role, _demonstration_accounts) for error in check()]


def _value(statement: str):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def _finds_chinese() -> list[Error]:
    """With LC_CTYPE=C a Chinese text has no trigrams, and searches find nothing without a word."""
    if _value("SELECT cardinality(show_trgm('海淀分局'))"):
        return []
    return [Error("The database's LC_CTYPE knows no Chinese.", hint="Make it anew with the locale C.UTF-8.", id="portal.E010")]


def _clock() -> list[Error]:
    off = abs(float(_value("SELECT extract(epoch FROM clock_timestamp())")) - time.time())
    if off <= MOST_SECONDS_OFF:
        return []
    return [Error(f"This machine and the database differ by {off:.1f} s.", hint="Let both keep the time by NTP.", id="portal.E011")]


def _calendar() -> list[Error]:
    today = timezone.localdate()
    versions = apps.get_model("workcalendar", "Version").objects.in_use(timezone.now())
    if versions.filter(first_day__lte=today, last_day__gte=today).exists():
        return []
    return [Error(f"The work calendar has no days of {today.year}.", hint="Seed the year before starting.", id="portal.E012")]


def _app_role() -> list[Error]:
    """The role that runs the portal may not own, and so not alter, the audit log."""
    owns = _value("SELECT pg_get_userbyid(relowner) = session_user FROM pg_class WHERE oid = 'audit_auditevent'::regclass")
    runs_as_app = connection.settings_dict["USER"] == Env.db_url_config(settings.DATABASE_URL)["USER"]
    if not (settings.PRODUCTION and owns and runs_as_app):
        return []
    return [Error("The app's database role owns the tables.", hint="Migrate as the owner and run `manage.py grants`.", id="portal.E013")]


def _demonstration_accounts() -> list[Error]:
    if not settings.PRODUCTION:
        return []
    people = apps.get_model("organisation", "Person").objects.filter(police_number__in=DEMONSTRATION_NUMBERS.values())
    known = {word for word in people.values_list("password", flat=True).distinct() if check_password(DEMONSTRATION_PASSWORD, word)}
    if not known:
        return []
    return [Error("Accounts of the demonstration are in this database.", hint="Begin with an empty one.", id="portal.E014")]
