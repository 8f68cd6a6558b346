"""Demonstration: the drawn task logs written as events, from which the states follow, block by block at COPY speed."""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta

from django.utils import timezone

from grids.choices import Evidence
from grids.defaults import demo_texts
from grids.demo.draws import CORRECTED, DAY, EPOCH, LOGGED, RETURNED, SETTLED, VERIFIED, WITHDREW, Drawer, Logs
from grids.lifecycle import BEGINS, TASK_LOG
from grids.models import TaskLog, TaskLogEvent, TaskLogPhoto
from haidian_policing.bulk import copy_lines, reserve, text, unguarded
from haidian_policing.demonstration import World, seasonable
from haidian_policing.files.scenes import COLOURS, drawn

LOG_COLUMNS = (
    "id", "grid", "entry", "due", "officer", "entered_by", "done_on", "count", "note", "place", "number", "state", "version",
)  # fmt: skip
EVENT_COLUMNS = ("subject", "verb", "from_state", "to_state", "at", "actor", "on_behalf", "note", "data")
PLACES = ("东门", "西门", "北侧", "南侧", "1号楼", "3号楼", "6号楼", "地下车库入口", "自行车棚", "物业办公室", "小广场", "配电室")
NUMBERS = {Evidence.FORM_NUMBER: "JC", Evidence.CASE_NUMBER: "TJ", Evidence.TICKET_NUMBER: "CS"}
WITH_NOTE = (Evidence.NOTE, Evidence.PLACE_PHOTO)
WITH_PLACE = (Evidence.PLACE, Evidence.PLACE_PHOTO, Evidence.FORM_NUMBER)
AGAIN = "重复登记"
BLOCK = 20_000
PICTURED = 30  # the newest checks show a photo; drawing a million would show no more
# the steps that each story took, after its beginning
STORIES = {
    LOGGED: (),
    WITHDREW: ("withdraw",),
    VERIFIED: ("verify",),
    RETURNED: ("return",),
    CORRECTED: ("return", "correct"),
    SETTLED: ("return", "correct", "verify"),
}


def load(world: World, progress: Callable[[int, int], None]) -> None:
    """Write the logs and their events in the order in which the work was done."""
    now = min(timezone.now(), datetime.combine(world.today, time(17, 30), timezone.get_current_timezone()))
    logs = Drawer(world, now).logs()
    with unguarded(TaskLog, TaskLogEvent):
        keys = reserve(TaskLog, len(logs))
        writer = Writer(logs, keys, progress)
        copy_lines(TaskLog, LOG_COLUMNS, writer.logs())
        copy_lines(TaskLogEvent, EVENT_COLUMNS, writer.events())
    pictured = TaskLog.objects.filter(entry__evidence=Evidence.PLACE_PHOTO).order_by("-pk").values_list("pk", flat=True)[:PICTURED]
    TaskLogPhoto.objects.bulk_create(
        TaskLogPhoto(log_id=log, file=drawn(COLOURS[log % len(COLOURS)], now, after=log % 2 == 0)) for log in pictured
    )


def _said(notes: list[str], month: int) -> list[str]:
    return [text(note) for note in seasonable(notes, month)]


def _paths() -> dict[int, list[tuple[str, str, str]]]:
    """(verb, from, to) of the steps of each story, as the lifecycle has them."""
    found = {}
    for far, verbs in STORIES.items():
        state, path = str(TASK_LOG.initial), []
        for verb in verbs:
            step = TASK_LOG[verb]
            path.append((verb, state, str(step.target)))
            state = str(step.target)
        found[far] = path
    return found


class Writer:
    """The arrays as lines of COPY."""

    def __init__(self, logs: Logs, keys: list[int], progress: Callable[[int, int], None]):
        self.arrays, self.keys, self.progress = logs, keys, progress
        texts = demo_texts()
        said = [texts["logs"].get(entry["code"]) or texts["logs"][entry["item__code"]] for entry in logs.entries]
        self.notes = [[_said(notes, month) for month in range(13)] for notes in said]
        self.verify = [text(note) for note in texts["verify"]]
        self.back = [[text(note) for note in texts["return"][entry["evidence"]]] for entry in logs.entries]
        days = range(int(logs.day.min(initial=0)), int(logs.day.max(initial=0)) + 30) if len(logs) else range(0)
        self.days = {day: f"{EPOCH + timedelta(days=day):%Y-%m-%d}" for day in days}
        self.clock = [f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}+08" for second in range(DAY)]
        self.paths = _paths()
        self.states = {far: path[-1][2] if path else str(TASK_LOG.initial) for far, path in self.paths.items()}

    def logs(self) -> Iterator[str]:
        names = ("grid", "entry", "due", "officer", "entered_by", "day", "count", "note", "place", "number", "noted", "far")
        yield from self._blocks(names, self._log, 0)

    def events(self) -> Iterator[str]:
        names = ("entry", "officer", "entered_by", "captain", "at", "judged", "mended", "settled", "word", "far")
        yield from self._blocks(names, self._story, 1)

    def _blocks(self, names: tuple[str, ...], line: Callable[..., str], half: int) -> Iterator[str]:
        for start in range(0, len(self.keys), BLOCK):
            columns = [self.arrays.columns[name][start : start + BLOCK].tolist() for name in names]
            yield "".join(map(line, self.keys[start : start + BLOCK], *columns))
            self.progress(half * len(self.keys) + start, 2 * len(self.keys))

    def _log(self, key, grid, place_of_entry, due, officer, clerk, day, count, note, place, number, noted, far) -> str:
        entry, date = self.arrays.entries[place_of_entry], self.days[day]
        evidence, notes = entry["evidence"], self.notes[place_of_entry][int(date[5:7])]
        written = notes[note % len(notes)] if noted or evidence in WITH_NOTE else ""
        where = PLACES[place % len(PLACES)] if evidence in WITH_PLACE else ""
        prefix = NUMBERS.get(evidence, "")
        paper = f"{prefix}{date[:4]}{date[5:7]}{number % 9998 + 1:04}" if prefix else ""
        version = 2 if far in (CORRECTED, SETTLED) else 1
        return (
            f"{key}\t{grid}\t{entry['id']}\t{_key(due)}\t{officer}\t{_key(clerk)}\t{date}\t{count}\t{written}\t{where}\t{paper}"
            f"\t{self.states[far]}\t{version}\n"
        )

    def _story(self, key, entry, officer, clerk, captain, at, judged, mended, settled, word, far) -> str:
        actor, behalf = (officer, r"\N") if clerk < 0 else (clerk, officer)
        lines = f"{key}\t{BEGINS}\t\tlogged\t{self._at(at)}\t{actor}\t{behalf}\t\t{{}}\n"
        for (verb, source, target), when in zip(self.paths[far], (judged, mended, settled), strict=False):
            who = captain if verb in ("verify", "return") else actor if verb == "withdraw" else officer
            lines += f"{key}\t{verb}\t{source}\t{target}\t{self._at(when)}\t{who}\t\\N\t{self._word(verb, word, entry)}\t{{}}\n"
        return lines

    def _word(self, verb: str, word: int, entry: int) -> str:
        if verb == "return":
            return self.back[entry][word % len(self.back[entry])]
        if verb == "verify":
            return self.verify[word // 5 % len(self.verify)] if word % 5 == 0 else ""
        return AGAIN if verb == "withdraw" else ""

    def _at(self, second: int) -> str:
        return f"{self.days[second // DAY]} {self.clock[second % DAY]}"


def _key(value: int) -> str:
    return r"\N" if value < 0 else str(value)
