"""A person who brings a sheet, with the worker's part done at once."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile

from haidian_policing.imports.models import Import
from haidian_policing.jobs.models import Job
from haidian_policing.jobs.tasks import run_job


def work() -> None:
    """What a worker would do now."""
    for pk in Job.objects.open().order_by("pk").values_list("pk", flat=True):
        run_job(pk)


def bring(client, kind: str, text: str | bytes | BytesIO, name: str = "表.csv") -> Import:
    """Upload and check."""
    body = text.encode("gb18030") if isinstance(text, str) else text.getvalue() if isinstance(text, BytesIO) else text
    client.post(f"/imports/{kind}/", {"file": SimpleUploadedFile(name, body)})
    work()
    return Import.objects.first()


def act(client, run: Import, verb: str, **given) -> Import:
    """Apply, undo, cancel …, and the worker's part of it."""
    answer = client.post(f"/imports/{run.pk}/{verb}/", given)
    assert answer.status_code in (302, 404), answer.status_code
    work()
    run.refresh_from_db()
    return run


def brought(client, kind: str, text: str) -> Import:
    """Upload, check and apply."""
    return act(client, bring(client, kind, text), "apply")
