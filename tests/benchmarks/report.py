"""The measurements as a table on the terminal, as JSON, and as the tables in docs/benchmarks.md."""

import json
import os
import platform
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

from django.conf import settings
from django.db import connection
from django.utils import timezone

DOCS = settings.BASE_DIR / "docs" / "benchmarks.md"
START, END = "<!-- measured: start -->", "<!-- measured: end -->"
FLAT = 1.2
GROWN = ("grids", "whistle_reporting", "performance", "roof", "api")  # what reads tickets and logs; everything else knows nothing of them
FULL = 50  # rows of a list's page as it opens: an empty list's floor is an empty page
FLAT_FROM = 2.0  # milliseconds of difference below which a page counts as flat whatever the share


@dataclass
class Row:
    """One case at one size; milliseconds. floor: its rows drawn bare; json: their bare values; sql: its statements without the ORM."""

    name: str
    kind: str
    role: str
    reach: str
    size: int
    status: int
    p50: float
    p95: float
    statements: int
    sql: float
    floor: float | None = None
    json: float | None = None
    bytes: int = 0
    rows: int = 0

    @property
    def key(self) -> tuple[str, str]:
        return self.name, self.role


@dataclass
class Report:
    machine: dict
    rows: list[Row] = field(default_factory=list)
    filing: dict[int, dict] = field(default_factory=dict)
    exports: dict[int, dict] = field(default_factory=dict)
    sizes: list[dict] = field(default_factory=list)

    def write(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1, default=str))


def machine() -> dict:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        version = cursor.fetchone()[0]
    model = next((line.split(":", 1)[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    memory = next((int(line.split()[1]) // 1024**2 for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    found = {"date": f"{timezone.localtime():%Y-%m-%d %H:%M}", "cpu": model, "cores": os.cpu_count(), "memory_gb": memory}
    return found | {"load": os.getloadavg()[0], "python": platform.python_version(), "postgresql": version}


def _lines(path: str) -> list[str]:
    file = Path(path)
    return file.read_text().splitlines() if file.exists() else []


def merged(report: Report) -> list[tuple[Row, Row]]:
    """(at the smallest size, at the largest size) of each case that was measured at the largest."""
    largest = max(row.size for row in report.rows)
    by_key: dict[tuple[str, str], dict[int, Row]] = {}
    for row in report.rows:
        by_key.setdefault(row.key, {})[row.size] = row
    return [(found[min(found)], found[largest]) for found in by_key.values() if largest in found]


def drift(pairs: list[tuple[Row, Row]]) -> float:
    """How many times as slow the machine itself was at the largest size: what pages took that know nothing of tickets and logs."""
    others = [large.p50 / small.p50 for small, large in pairs if small.size != large.size and small.name.partition(":")[0] not in GROWN]
    return median(others) if others else 1.0


def is_flat(small: Row, large: Row, machine: float = 1.0) -> bool:
    return large.p50 <= small.p50 * FLAT * machine or large.p50 - small.p50 < FLAT_FROM


def ratio(value: float, floor: float | None) -> str:
    return f"{value / floor:.1f}×" if floor else "-"


def lines(report: Report, *, short: bool = False) -> list[str]:
    """Markdown: what was measured on which machine, the goals, filing, exports, then all pages, the slowest first within each kind.

    short: of the orders and searches of a list only the slowest.
    """
    told = report.machine
    found = [
        f"{told['date']}, {told['cpu']}, {told['cores']} cores, {told['memory_gb']} GB, load {told['load']:.1f} at the start, "
        f"Python {told['python']}, PostgreSQL {told['postgresql']}. Sizes: "
        + "; ".join(f"{size['tickets']:,} tickets and {size['logs']:,} task logs" for size in report.sizes)
        + ".",
    ]
    pairs = [pair for pair in merged(report) if pair[1].status != 404]
    slower = drift(pairs)
    if slower != 1:
        found += [
            "",
            f"Pages that know nothing of tickets and logs took {slower:.2f} times as long at the largest size as at the smallest:",
        ]
        found += ["that is the machine, and *flat* is measured against it."]
    found += ["", *_goals(pairs, slower), "", *_filing(report), *_exports(report)]
    if away := sorted({row.name for row in report.rows if row.status == 404}):
        found += ["", f"Not there for whoever asked, so not measured: {', '.join(away)}."]
    for kind in ("list", "home", "detail", "form", "page", "api"):
        mine = sorted((pair for pair in pairs if pair[1].kind == kind), key=lambda pair: -pair[1].p50)
        found += _table(kind, _slowest(mine) if short and kind == "list" else mine, slower)
    return found


def _goals(pairs: list[tuple[Row, Row]], slower: float) -> list[str]:
    """How many reach each goal, all orders and searches counted."""
    lists, details = ([pair for pair in pairs if pair[1].kind == kind] for kind in ("list", "detail"))
    full = [row for _small, row in lists if row.floor and row.rows >= FULL]
    ratios = [row.p50 / row.floor for row in full if row.floor]
    goals = (
        (f"a list of {FULL} rows at most 3 times its floor", [share <= 3 for share in ratios]),
        ("a list at most 12 statements", [row.statements <= 12 for _small, row in lists]),
        ("a detail page at most 15 ms", [row.p50 <= 15 for _small, row in details]),
        ("as fast at the largest size as at the smallest", [is_flat(*pair, slower) for pair in pairs]),
    )
    middle = median(ratios) if ratios else 0
    told = [f"| {goal} | {sum(reached)} of {len(reached)} |" for goal, reached in goals if reached]
    return ["| goal | reached |", "|---|--:|", *told, f"| *such a list, in the middle* | *{middle:.1f} times its floor* |"]


def _slowest(pairs: list[tuple[Row, Row]]) -> list[tuple[Row, Row]]:
    """Each list as it opens, and the slowest of its orders and searches."""
    seen: set[tuple[str, str, bool]] = set()
    kept = []
    for small, row in pairs:
        page, _space, query = row.name.partition(" ")
        if (key := (page, row.role, query in ("", "tab=all"))) not in seen:
            seen.add(key)
            kept.append((small, row))
    return kept


HEAD = {"list": "Lists", "home": "Homes", "detail": "Details", "form": "Forms", "page": "Other pages", "api": "API lists"}


def _table(kind: str, pairs: list[tuple[Row, Row]], slower: float) -> list[str]:
    if not pairs:
        return []
    head = "| page | role | p50 smallest | p50 | p95 | statements | its SQL | floor | × floor | × JSON | flat |"
    found = ["", f"### {HEAD[kind]}", "", head, "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|---|"]
    for small, row in pairs:
        floor = f"{row.floor:.1f}" if row.floor else "-"
        flat = ("yes" if is_flat(small, row, slower) else f"**{row.p50 / small.p50:.1f}×**") if small.size != row.size else "-"
        name = row.name if row.status == 200 else f"{row.name} (**{row.status}**)"
        found.append(
            f"| {name} | {row.role} | {small.p50:.1f} | {row.p50:.1f} | {row.p95:.1f} | {row.statements} | {row.sql:.1f} | {floor} "
            f"| {ratio(row.p50, row.floor)} | {ratio(row.p50, row.json)} | {flat} |"
        )
    return found


def _filing(report: Report) -> list[str]:
    found = ["| filing, at tickets | ms | statements | bare insert ms | × floor | a second | served a second | in bulk a second |"]
    found += ["|--:|--:|--:|--:|--:|--:|--:|--:|"]
    for size, row in report.filing.items():
        served = f"{row['served_per_second']:.0f}" if row["served_per_second"] else "-"
        found.append(
            f"| {size:,} | {row['per_request']:.1f} | {row['statements']} | {row['floor']:.1f} | {ratio(row['per_request'], row['floor'])} "
            f"| {1000 / row['per_request']:.0f} | {served} | {row['bulk_per_second']:.0f} |"
        )
    return found if report.filing else []


def _exports(report: Report) -> list[str]:
    if not report.exports:
        return []
    found = ["", "| export | rows | s | COPY s | × COPY |", "|---|--:|--:|--:|--:|"]
    for name, row in report.exports[max(report.exports)].items():
        found.append(
            f"| {name} | {row['rows']:,} | {row['export'] / 1000:.1f} | {row['copy'] / 1000:.1f} | {ratio(row['export'], row['copy'])} |"
        )
    return found


def into_docs(report: Report) -> None:
    """Replace what stands between the two marks."""
    before, _, rest = DOCS.read_text().partition(START)
    after = rest.partition(END)[2]
    DOCS.write_text(f"{before}{START}\n" + "\n".join(lines(report, short=True)) + f"\n{END}{after}")
