"""What a member may ask for: that what is held of him is put right, or is erased; numbers of members stay as they were."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from haidian_policing.audit.actions import record
from haidian_policing.audit.choices import Action
from haidian_policing.exports.models import Export
from haidian_policing.files.keeping import let_go
from haidian_policing.files.models import StoredFile
from haidian_policing.imports.actions.receiving import discard
from haidian_policing.imports.models import Import, StagedRow
from haidian_policing.sealing import fingerprint, seal
from teams.models import Member

FILE = "member_file"  # the code of the paper that holds everything about one member
NOTHING: dict[str, Any] = {"person": None, "phone_sealed": None, "phone_hash": None, "contract_ends": None}
BLANK = {**NOTHING, **dict.fromkeys(("name", "phone_tail", "employer", "guardian"), ""), "is_minor": False}


@transaction.atomic
def correct(members, *, actor, at: datetime, phone: str, **columns: Any) -> list[Member]:
    """Write what is right, no telephone leaving the one that is held; the log says of whom, and nothing of what was written."""
    rows = list(members.select_for_update())
    if phone:
        columns |= {"phone_sealed": seal(phone, Member.PHONE), "phone_hash": fingerprint(phone, Member.PHONE), "phone_tail": phone[-4:]}
    members.update(**columns)
    _note(rows, actor, "correction")
    return rows


@transaction.atomic
def erase(members, *, actor, at: datetime) -> list[Member]:
    """Take away who it was, here, in sheets and in files: what stays is that somebody held a part of a team from a day to a day.

    A sheet that waits to be written and would bring him back is discarded; one that was written can no longer restore him.
    """
    rows = list(members.select_for_update())
    keys = [row.pk for row in rows]
    staged = StagedRow.objects.filter(run__kind="members", target__in=keys) | StagedRow.objects.filter(
        run__kind="members", key__in=[f"{row.team_id}\x1f{row.phone_hash.hex() if row.phone_hash else row.name}" for row in rows]
    )
    discard(Import.objects.filter(pk__in=list(staged.values_list("run", flat=True).distinct())), actor=actor, at=at)
    StagedRow.objects.filter(run__kind="members", target__in=keys).delete()
    let_go(StoredFile.objects.filter(pk__in=Export.objects.filter(listed=FILE, keys__in=[[key] for key in keys]).values("file")))
    members.filter(left_on__isnull=True).update(left_on=timezone.localdate(at))
    Member.objects.filter(pk__in=keys).update(**BLANK)
    _note(rows, actor, "erasure")
    return rows


def _note(rows: list[Member], actor, what: str) -> None:
    for row in rows:
        record(Action.CONCERNED, actor=actor, target=row, what=what)
