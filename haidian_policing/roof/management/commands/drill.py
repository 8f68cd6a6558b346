"""The restore drill: dump, restore on an empty server, compare everything, sign in; says how long it took and what would be lost."""

import hashlib
import json
import secrets
import shutil
import tempfile
from io import StringIO
from pathlib import Path
from time import monotonic
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pghistory.models import Events

from haidian_policing.audit import sets as audit
from haidian_policing.bulk.owner import as_owner
from haidian_policing.files.models import StoredFile
from haidian_policing.launcher import emptied
from haidian_policing.organisation.models import Person, Post
from haidian_policing.roof.sets import fingerprints, snapshot

REPORT = """\
{tables} tables and sequences with {rows} rows and {files} files are the same; the audit log is whole; one can sign in.
Dump: {dumped:.0f} s, {size:.1f} MB. Restore until sign-in (RTO): {restored:.0f} s.
The copy holds everything until {at:%Y-%m-%d %H:%M:%S}; what comes after it is lost (RPO: the time between two dumps)."""


class Command(BaseCommand):
    help = "Try whether a backup can be restored, beside the running portal, which notices nothing of it."

    def add_arguments(self, parser):
        parser.add_argument("--inside", action="store_true", help="(used by the drill itself, on the restored copy)")

    def handle(self, *args, inside: bool, **options):
        if inside:
            self.stdout.write(json.dumps(taken_over()))
            return
        try:
            done = drill()
        except emptied.Failed as failure:
            raise CommandError(f"The drill failed: {failure}") from failure
        if done["faults"]:
            raise CommandError("The restored copy is not what was dumped:\n" + "\n".join(done["faults"]))
        self.stdout.write(REPORT.format(**done))


def drill(*more: str) -> dict[str, Any]:
    """Dump (with further options of pg_dump), restore, compare; `faults` says in words what is not as it was."""
    with tempfile.TemporaryDirectory(prefix="portal-dump-") as folder, emptied.empty_server() as there:
        kept, at, begun = Path(folder) / "portal.dump", timezone.localtime(), monotonic()
        with as_owner(), transaction.atomic():
            name, here = snapshot(), seen()
            emptied.dump(connection.get_connection_params(), name, kept, *more)
        if Path(settings.MEDIA_ROOT).exists():
            shutil.copytree(settings.MEDIA_ROOT, Path(folder) / "files")
        dumped = monotonic()
        emptied.restore(kept, there["DATABASE_OWNER_URL"])
        if (Path(folder) / "files").exists():
            shutil.copytree(Path(folder) / "files", Path(there["PORTAL_DATA"]) / "files")
        told = json.loads(emptied.portal(there, "drill", "--inside"))
        times = {"at": at, "dumped": dumped - begun, "restored": monotonic() - dumped, "size": kept.stat().st_size / 2**20}
    counts = {"tables": len(here["prints"]), "rows": sum(row[0] for row in here["prints"].values() if row[1]), "files": here["files"]}
    return {**times, **counts, "faults": faults(here, told)}


def taken_over() -> dict[str, Any]:
    """What the restored copy holds once this version of the portal has taken it over, and whether it lets people in."""
    with as_owner():
        call_command("migrate", verbosity=0)
    call_command("grants", stdout=StringIO())
    return seen() | {"signed_in": signed_in()}


def seen() -> dict[str, Any]:
    """What a database and its files hold, in few words."""
    prints = fingerprints()
    models = (model for model in apps.get_models(include_auto_created=True) if not issubclass(model, Events))  # a question over others
    tables = {model._meta.db_table for model in models if model._meta.managed}
    files = list(StoredFile.objects.order_by("pk"))
    return {
        "prints": prints,
        "uncovered": sorted(tables - prints.keys()),
        "files": len(files),
        "damaged": [stored.pk for stored in files if not is_whole(stored)],
        "broken": audit.broken_links(),
        "tail": list(audit.tail()),
    }


def is_whole(stored: StoredFile) -> bool:
    """Whether the bytes on the disk are those that were kept."""
    try:
        with stored.file.open("rb") as body:
            return hashlib.file_digest(body, "sha256").hexdigest() == stored.sha256
    except FileNotFoundError:
        return False


def faults(here: dict[str, Any], there: dict[str, Any]) -> list[str]:
    """Everything that differs or is not whole, a line each."""
    found = [f"no table was compared for the model of {table}" for table in here["uncovered"]]
    for name in sorted(here["prints"].keys() | there["prints"].keys()):
        was, came = here["prints"].get(name), there["prints"].get(name)
        if was != came:
            found.append(f"{name}: dumped {was}, restored {came}")
    found += [f"file {key} is missing or not what it was" for key in there["damaged"]]
    found += [f"the audit log is broken at row {key}" for key in there["broken"]]
    if here["tail"] != there["tail"]:
        found.append("the audit log ends elsewhere")
    return found if there["signed_in"] else [*found, "nobody can sign in"]


def signed_in() -> bool:
    """Whether an officer comes in through the form; his password on this copy, which is thrown away, is made for it."""
    officers = Post.objects.on(timezone.localdate()).filter(role="officer").values("person")
    person = Person.objects.filter(pk__in=officers, is_active=True).first()
    if person is None:
        return False
    word, now = secrets.token_urlsafe(24) + "aA1!", timezone.now()
    fresh = {"password": make_password(word), "must_change_password": False, "password_expires_at": None, "password_changed_at": now}
    Person.objects.filter(pk=person.pk).update(**fresh)
    host = next((name for name in settings.ALLOWED_HOSTS if name != "*"), "localhost").removeprefix(".")
    client = Client(headers={"host": host})
    client.post(reverse("organisation:sign_in"), {"username": person.police_number, "password": word}, secure=True)
    return client.get(reverse("roof:home"), secure=True).status_code == 200
