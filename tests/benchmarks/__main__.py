"""The command: grow the demonstration from size to size, measure all cases at each, print, keep."""

import argparse
import os
import sys
from dataclasses import asdict
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haidian_policing.settings")
django.setup()

from django.conf import settings  # noqa: E402  models exist after the setup
from django.db import connection  # noqa: E402
from django.utils import translation  # noqa: E402

from haidian_policing.lists.registry import LISTS  # noqa: E402
from haidian_policing.pages.catalogues import compile_all  # noqa: E402
from tests.benchmarks import filing, floors, growth, report  # noqa: E402
from tests.benchmarks.browser import Browser, timed  # noqa: E402
from tests.benchmarks.cases import Case, cases  # noqa: E402
from tests.benchmarks.people import demonstration_people, users_of, with_standing  # noqa: E402

ROUNDS, QUICK = 15, 5


def main() -> int:
    chosen = _chosen()
    if settings.PROFILE != "demonstration":
        print("The benchmarks write load data: they run on a demonstration only.", file=sys.stderr)
        return 1
    compile_all()
    told = report.Report(report.machine())
    for number, size in enumerate(chosen.tickets):
        last = number == len(chosen.tickets) - 1
        told.sizes.append(growth.grow(size, chosen.task_logs if last else min(chosen.task_logs, 10 * size)))
        measure(told, told.sizes[-1]["tickets"], chosen)
        if chosen.json:
            told.write(chosen.json)
    _keep(told, chosen)
    return 0


def _keep(told: report.Report, chosen: argparse.Namespace) -> None:
    print("\n".join(report.lines(told)))
    if chosen.docs:
        report.into_docs(told)


def measure(told: report.Report, size: int, chosen: argparse.Namespace) -> None:
    """All cases with the data as they are now."""
    people, rounds = demonstration_people(), QUICK if chosen.quick else ROUNDS
    for case in cases(people):
        if chosen.only in case.name:
            row = of_case(case, people[case.role], size, rounds)
            told.rows.append(row)
            print(f"{size:>9,} {row.p50:8.1f} ms {row.statements:3d}  {row.status} {row.name} {row.role}", file=sys.stderr, flush=True)
    if not chosen.only:
        if chosen.tickets[-1] <= size:  # at the end: what is filed would be copied into the next size
            liaison = people[users_of("ticket.file", people)[0][0]]
            told.filing[size] = asdict(filing.measure(with_standing(liaison), rounds * 4, chosen.seconds))
        leader = people["bureau_leader"]
        lists = (listed for listed in LISTS.values() if listed.opens_to(leader))
        told.exports[size] = {str(listed.code): floors.of_export(listed, leader) for listed in lists}


def of_case(case: Case, person, size: int, rounds: int) -> report.Row:
    browser = Browser(person)
    timing = timed(lambda: browser.get(case.path), rounds)
    row = report.Row(
        case.name, case.kind, case.role, case.reach.name.lower(), size, timing.status, timing.p50, timing.p95, len(timing.statements), 0
    )
    row.bytes, row.sql = timing.size, floors.of_statements(timing.statements, min(rounds, 3))
    if case.listed and timing.status == 200:
        with translation.override("zh-hans"):
            found = floors.of_list(case.listed, with_standing(person), case.path.partition("?")[2], rounds)
        row.floor, row.json, row.rows = found["drawn"], found["json"], int(found["rows"])
    connection.close_if_unusable_or_obsolete()
    return row


def _chosen() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="manage.py python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--tickets", type=_numbers, default=[10_000, 100_000, 1_000_000], help="sizes to grow to, rising")
    parser.add_argument("--task-logs", type=int, default=10_000_000, help="task logs at the largest size; ten per ticket before")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} rounds instead of {ROUNDS}")
    parser.add_argument("--only", default="", help="cases whose name holds this")
    parser.add_argument("--seconds", type=float, default=10, help="how long the web server is asked; 0 leaves it out")
    parser.add_argument("--json", type=Path, help="write everything there")
    parser.add_argument("--docs", action="store_true", help="replace the tables in docs/benchmarks.md")
    return parser.parse_args()


def _numbers(text: str) -> list[int]:
    return sorted(int(part) for part in text.split(","))


if __name__ == "__main__":
    sys.exit(main())
