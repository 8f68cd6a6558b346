"""The roster of 175,000 team members: how long the dry run and the writing take against reading with calamine and COPY into a bare table.

`python -m tests.benchmarks.imports [rows]` starts servers of its own and prints a table; more rows than the form takes must be refused
before any is staged.
"""

import csv
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

FAMILIES, GIVEN = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗", "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂"
HEADINGS = (
    "派出所",
    "团队",
    "组成",
    "姓名",
    "警号",
    "手机",
    "所属单位",
    "合同到期",
    "入职日期",
    "离开日期",
    "最近参加",
    "未成年",
    "监护人或学校",
)
TEAMS, ROWS, MOST = 1_264, 175_000, 200_000
DRY_RUN, WRITING, MEMORY = 3, 5, 500  # times the bare reading and loading; MB


def rows(number: int):
    """A roster as an office keeps it."""
    dice = random.Random(1)
    for index in range(number):
        name = dice.choice(FAMILIES) + dice.choice(GIVEN) + dice.choice(GIVEN)
        employer = f"某某物业服务公司{index % 900}"
        yield (
            "",
            f"第{index % TEAMS}社区警务团队",
            "N1",
            name,
            "",
            f"1{index:010}",
            employer,
            "2027-12-31",
            "2026-01-15",
            "",
            "2026-10-18",
            "",
            "",
        )


def write(path: Path, number: int, columns: tuple[str, ...]) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    page = book.add_worksheet()
    for line, row in enumerate((columns, *rows(number))):
        page.write_row(line, 0, row)
    book.close()


def write_text(path: Path, number: int, columns: tuple[str, ...]) -> None:
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows((columns, *rows(number)))


def bare(path: Path) -> int:
    """What cannot be done without: calamine, and COPY into a table of texts."""
    from django.db import connection
    from python_calamine import CalamineWorkbook

    from haidian_policing.bulk import copy_in

    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bare_roster")
        cursor.execute("CREATE TABLE bare_roster (" + ", ".join(f"c{index} text" for index in range(len(HEADINGS))) + ")")
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    return copy_in("bare_roster", [f"c{index}" for index in range(len(HEADINGS))], (tuple(map(str, row)) for row in sheet[1:]))


def measure(number: int = ROWS) -> list[tuple[str, float, float, float]]:
    """(what, seconds, seconds of the processor, MB at most) of the bare work, the dry run and the writing; the rows stay."""
    from django.utils import timezone

    from haidian_policing.imports.actions import applying, receiving
    from haidian_policing.imports.kinds import IMPORTS
    from haidian_policing.imports.models import Import
    from haidian_policing.jobs.tasks import run_job

    admin, kind = prepare(), IMPORTS["members"]
    path = Path(tempfile.mkdtemp()) / "roster.xlsx"
    write(path, number, tuple(column.label for column in kind.template_columns(admin)))
    found = [("calamine and COPY", *timed(lambda: bare(path)))]
    with path.open("rb") as body:
        run = receiving.receive(kind, body, "roster.xlsx", actor=admin, at=timezone.now())
    run.refresh_from_db()
    found.append(("dry run", *timed(lambda: run_job(run.job_id))))
    run.refresh_from_db()
    assert run.counts["new"] == number, (run.trouble, run.counts, list(run.rows.filter(state="wrong")[:3].values("problems")))
    applying.ask_to_apply(run, "overwrite", actor=admin, at=timezone.now())
    found.append(("writing", *timed(lambda: run_job(Import.objects.get(pk=run.pk).job_id))))
    run.refresh_from_db()
    assert run.state == "applied", run.trouble
    return found


def refusals(number: int) -> list[tuple[str, float, float, float]]:
    """The same of a sheet that is too large, as .csv and .xlsx, with the words that the person reads."""
    from django.utils import timezone

    from haidian_policing.imports.actions import receiving
    from haidian_policing.imports.kinds import IMPORTS
    from haidian_policing.imports.models import StagedRow
    from haidian_policing.jobs.tasks import run_job
    from haidian_policing.sheets import Refused

    admin, kind, found = prepare(), IMPORTS["members"], []
    columns = tuple(column.label for column in kind.template_columns(admin))

    def bring(path: Path) -> str:
        try:
            with path.open("rb") as body:
                run = receiving.receive(kind, body, path.name, actor=admin, at=timezone.now())
        except Refused as refusal:
            return str(refusal)
        run.refresh_from_db()
        run_job(run.job_id)
        run.refresh_from_db()
        assert run.state == "refused", run.state
        return run.trouble

    for name, fill in (("roster.csv", write_text), ("roster.xlsx", write)):
        path, words = Path(tempfile.mkdtemp()) / name, []
        fill(path, number, columns)
        found.append((name, *timed(lambda path=path, words=words: words.append(bring(path)))))
        print(f"{name}: {words[0]}")
    assert not StagedRow.objects.exists()
    return found


def prepare() -> Any:
    """An administrator and the teams."""
    from django.utils import timezone

    from haidian_policing.access.standing import Standing
    from teams.models import Team, TeamKind
    from tests.cast import assemble

    cast = assemble()
    kind, _new = TeamKind.objects.get_or_create(code="community", defaults={"name": "社区", "name_en": "Community"})
    place = {"kind": kind, "station": cast.station, "street": cast.street, "grid": cast.grid, "starts": date(2026, 1, 1)}
    Team.objects.bulk_create(Team(name=f"第{index}社区警务团队", **place) for index in range(TEAMS))
    cast.system_admin.standing = Standing(cast.system_admin, timezone.localdate())
    return cast.system_admin


def timed(work: Callable) -> tuple[float, float, float]:
    """Seconds on the wall, seconds of the processor (ours and the database's, which a busy machine does not distort), MB at most."""
    Path("/proc/self/clear_refs").write_text("5")  # the most from here on
    begun, worked = time.perf_counter(), time.process_time() + backend()
    work()
    took, worked = time.perf_counter() - begun, time.process_time() + backend() - worked
    memory = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return took, worked, int(memory.split()[1]) / 1024


def backend() -> float:
    """Processor seconds of the database's process that serves us, where they can be seen."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        found = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    ticks = found.read_text().rpartition(")")[2].split()[11:13] if found.exists() else (0, 0)
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def main() -> int:
    """Print the table; 1 where a limit is passed."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    measured = refusals(number) if number > MOST else measure(number)
    base = measured[0][2]
    print(f"{'':20}{'seconds':>10}{'processor':>12}{'ratio':>8}{'MB':>8}")
    for what, seconds, worked, memory in measured:
        print(f"{what:20}{seconds:10.2f}{worked:12.2f}{worked / base:8.2f}{memory:8.0f}")
    passed = max(memory for *_times, memory in measured[-2:]) > MEMORY
    slow = number <= MOST and (measured[1][2] > DRY_RUN * base or measured[2][2] > WRITING * base)
    return int(passed or slow)


if __name__ == "__main__":
    from tests import servers

    servers._start()
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "haidian_policing.settings"
    django.setup()
    from django.test.runner import DiscoverRunner

    DiscoverRunner(verbosity=0).setup_databases()
    sys.exit(main())
