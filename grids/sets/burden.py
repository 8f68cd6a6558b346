"""Load data of the task logs: copies of verified ones as earlier years would have left them, with their events."""

from collections.abc import Callable

from grids.models import TaskLog, TaskLogEvent
from haidian_policing.bulk.copies import LABEL, copy, pattern, turns
from haidian_policing.bulk.unguarded import unguarded

ORIGINAL = f"note NOT LIKE '{LABEL}%' AND state = 'verified'"


def load(number: int, progress: Callable[[int, int], None]) -> int:
    """So many more task logs, whose notes begin with the label; returns how many came (none where there is nothing to copy)."""
    size = TaskLog.objects.filter(state="verified").exclude(note__startswith=LABEL).count()
    rounds = list(turns(number, size))
    done = 0
    with unguarded(TaskLog, TaskLogEvent):
        logs = pattern(TaskLog, "copied_logs", ORIGINAL, len(rounds))
        for turn, some in rounds:
            within = f"copied_logs.place < {some}"
            note = f"left('{LABEL} ' || old.note, 500)"
            done += copy(
                TaskLog,
                "JOIN copied_logs ON copied_logs.id = old.id",
                within,
                {"id": logs.key(turn), "note": note, "token": "NULL"},
                turn,
            )
            joins = "JOIN copied_logs ON copied_logs.id = old.subject_id"
            copy(TaskLogEvent, joins, within, {"subject_id": logs.key(turn), "transaction": ""}, turn)
            progress(done, number)
    return done
