"""Approving a version of a catalogue: by a second person, and only what an officer's month can hold."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from grids.choices import CatalogueKind, CatalogueState
from grids.defaults import AVAILABLE_MINUTES, PER_MONTH
from grids.models import CatalogueVersion, TaskEntry


@transaction.atomic
def approve(versions, *, valid_from: date, actor, at: datetime) -> int:
    """Approve drafts; the author of a draft is refused, and so is a task list that no lead officer could do in a month."""
    drafts = versions.filter(state=CatalogueState.DRAFT).select_for_update()
    for version in drafts:
        _refuse(version, actor)
    keys = [version.pk for version in drafts]
    return CatalogueVersion.objects.filter(pk__in=keys).update(
        state=CatalogueState.APPROVED, approved_by=actor, approved_at=at, valid_from=valid_from
    )


def _refuse(version: CatalogueVersion, actor) -> None:
    if version.drafted_by_id == actor.pk:
        raise ValidationError(_("Whoever drafted a version cannot approve it: a second person has to."))
    if version.kind == CatalogueKind.TASKS and (minutes := monthly_minutes(version)) > AVAILABLE_MINUTES:
        raise ValidationError(
            _("The list takes %(minutes)s standard minutes a month; a lead officer has %(available)s.")
            % {"minutes": minutes, "available": AVAILABLE_MINUTES}
        )


def monthly_minutes(version: CatalogueVersion) -> int:
    """Standard minutes that the entries of a version take on one grid in a month."""
    entries = TaskEntry.objects.of_version(version).values_list("frequency", "times", "minutes")
    return round(sum(PER_MONTH[frequency] * times * minutes for frequency, times, minutes in entries))
