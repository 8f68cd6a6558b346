"""Writing what the check found, in one transaction and once; and taking it back while nobody has touched it."""

from collections.abc import Callable
from datetime import datetime

import pghistory
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from haidian_policing.audit.actions import record
from haidian_policing.audit.choices import Action
from haidian_policing.imports import sets
from haidian_policing.imports.actions.receiving import ask, drop_files
from haidian_policing.imports.choices import ImportState, Known, RowState
from haidian_policing.imports.kinds import IMPORTS
from haidian_policing.imports.models import Import, StagedRow
from haidian_policing.phrasing import enumerated


class Kept(Exception):
    """Nothing is written; the text says why."""


@transaction.atomic
def ask_to_apply(run: Import, known: str, *, actor, at: datetime) -> bool:
    """Write the sound rows; False where somebody was faster."""
    moved = Import.objects.filter(pk=run.pk).move((ImportState.CHECKED,), ImportState.APPLYING, known=known, applied_by=actor, trouble="")
    return moved and bool(ask("apply", run, actor=actor))


@transaction.atomic
def ask_to_undo(run: Import, *, actor, at: datetime) -> bool:
    moved = Import.objects.filter(pk=run.pk).move((ImportState.APPLIED,), ImportState.UNDOING, undone_by=actor, trouble="")
    return moved and bool(ask("undo", run, actor=actor))


def apply(run: Import, person, progress) -> dict[str, int]:
    """Write the new and the changed rows; whatever stands in the way is told and nothing is written."""
    return _once(run, person, progress, ImportState.APPLYING, ImportState.CHECKED, _write)


def undo(run: Import, person, progress) -> dict[str, int]:
    """Remove what was created and put back what was changed, unless somebody has changed it since."""
    return _once(run, person, progress, ImportState.UNDOING, ImportState.APPLIED, _take_back)


def _once(run: Import, person, progress, state: str, back: str, work: Callable) -> dict[str, int]:
    """Do the work if it is still to be done; the last sign of life stands in its transaction, so that a cancelled job writes nothing."""
    progress(0, sum(run.counts.get(name, 0) for name in ("new", "changed")))
    imports = Import.objects.filter(pk=run.pk)
    try:
        with transaction.atomic(), pghistory.context(user=person.pk, job=run.job_id):
            run = imports.select_for_update(of=("self",)).get()
            if run.state != state:
                return run.counts
            work(run, IMPORTS[run.kind], person)
            sets.defer_nothing()
            written = sum(run.counts[name] for name in ("new", "changed"))
            progress(written, written)
    except (Kept, IntegrityError) as error:
        imports.move((state,), back, trouble=_words(error))
    return imports.values_list("counts", flat=True).get()


def _write(run: Import, kind, person) -> None:
    rows = StagedRow.objects.filter(run=run)
    table = sets.Table(kind, person, run.layout["names"])
    _heed_known(run, rows)
    if not rows.to_write().exists():
        raise Kept(_("There is nothing to write."))
    table.lock(run.pk)
    if kind.strangers(rows.to_write(), person):
        raise Kept(_("Some rows lie beyond your reach by now."))
    if moved := table.moved(run.pk):
        raise Kept(_("%(count)s rows were changed by others since the check. Check the sheet again.") % {"count": moved})
    table.number(run.pk)
    table.insert(run.pk)
    table.update(run.pk)
    at = sets.asked("SELECT now()")[0][0]
    kind.applied(rows.to_write(), actor=person, at=at)
    run.counts = rows.counts() | {"unchanged": run.counts["unchanged"]}
    Import.objects.filter(pk=run.pk).update(state=ImportState.APPLIED, applied_at=at, counts=run.counts)
    drop_files(Import.objects.filter(pk=run.pk))
    if kind.rights:
        record(Action.RIGHTS, actor=person, target=run, what="import", sheet=run.kind, sha256=run.sha256, **run.counts)


def _heed_known(run: Import, rows) -> None:
    """What the person said of rows that exist already."""
    if run.known == Known.REFUSE and run.counts["changed"] + run.counts["unchanged"]:
        raise Kept(_("Some rows exist already, and you chose to import nothing in that case."))
    if run.known == Known.SKIP:
        run.counts["unchanged"] += rows.filter(state=RowState.CHANGED).delete()[0]


def _take_back(run: Import, kind, person) -> None:
    table = sets.Table(kind, person, run.layout["names"])
    table.lock(run.pk)
    if touched := table.touched(run.pk, run.applied_at):
        told = enumerated(_("row %(row)s (%(person)s)") % {"row": row, "person": name or _("unknown")} for row, name in touched)
        raise Kept(_("Rows were changed since, so the import stays: %(rows)s.") % {"rows": told})
    table.update(run.pk, "before")
    table.delete(run.pk)
    Import.objects.filter(pk=run.pk).update(state=ImportState.UNDONE, undone_at=timezone.now())
    if kind.rights:
        record(Action.RIGHTS, actor=person, target=run, what="import undone", sheet=run.kind, sha256=run.sha256, **run.counts)


def _words(error: Exception) -> str:
    if isinstance(error, Kept):
        return str(error)
    rule = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""
    if "_fk_" in rule or rule.endswith("_fkey"):
        return _("Something else refers to these rows by now.")
    return _("The database refused this: %(rule)s.") % {"rule": rule or type(error).__name__}
