"""The search box: how long each role waits for each kind of words, all kinds of things together and tickets alone.

`PORTAL_DATA=… manage.py python -m tests.benchmarks.searching [rounds [role …]]` asks a demonstration that runs and prints a table.
"""

import os
import sys
import time
from functools import partial
from statistics import quantiles

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haidian_policing.settings")
django.setup()

from django.db import OperationalError, connection  # noqa: E402  models exist after the setup

from haidian_policing.roof.declarations import searched  # noqa: E402
from haidian_policing.search.kinds import find  # noqa: E402
from tests.benchmarks.imports import backend  # noqa: E402
from tests.benchmarks.people import demonstration_people, with_standing  # noqa: E402
from whistle_reporting.models import Ticket  # noqa: E402

SHOWN, LIMIT, TIMEOUT = 5, 50, 3000
TEXTS = {
    "common": "社区",
    "a noun": "门口",
    "two words": "消防 通道",
    "place": "青龙桥",
    "two of three": "门口 消防 登高",
    "rare": "登高场",
    "initials": "hdxx",
    "person": "王强",
    "no match": "斑马鱼",
    "half a match": "社区 斑马",
    "digits": "12",
}


def texts() -> dict[str, str]:
    number = Ticket.objects.order_by("pk").values_list("number", flat=True)[1000]
    return TEXTS | {"number": number, "tail": number[-4:], "beginning": number[:6]}


def ask(person, text: str, kinds: list) -> list:
    return find(with_standing(person), text, kinds, SHOWN)


def milliseconds(act, rounds: int) -> tuple[float, float, float]:
    """(p50, p95, of the processors, which a busy machine does not distort)"""
    found, worked = [], time.process_time() + backend()
    for _ in range(rounds):
        start = time.perf_counter()
        try:
            act()
        except OperationalError:  # it ran into the timeout
            return TIMEOUT, TIMEOUT, TIMEOUT
        found.append((time.perf_counter() - start) * 1000)
    cuts = quantiles(found, n=100, method="inclusive")
    return cuts[49], cuts[94], (time.process_time() + backend() - worked) * 1000 / rounds


def main() -> int:
    rounds, roles = int(sys.argv[1]) if len(sys.argv) > 1 else 10, sys.argv[2:]
    with connection.cursor() as cursor:
        cursor.execute(f"SET statement_timeout = {TIMEOUT}")
    worst, kinds = 0.0, searched()
    tickets = [kind for kind in kinds if kind.code == "ticket"]
    print(f"{'role':18}{'words':16}{'p50 ms':>9}{'p95 ms':>9}{'cpu ms':>9}{'of tickets':>11}{'hits':>6}")
    for role, person in demonstration_people().items():
        for name, text in texts().items() if not roles or role in roles else ():
            p50, p95, worked = milliseconds(partial(ask, person, text, kinds), rounds)
            *_, alone = milliseconds(partial(ask, person, text, tickets), rounds)
            hits = sum(len(group.hits) for group in ask(person, text, tickets)) if alone < TIMEOUT else 0
            worst = max(worst, worked)
            print(f"{role:18}{name:16}{p50:9.1f}{p95:9.1f}{worked:9.1f}{alone:11.1f}{hits:6}", flush=True)
    print(f"the slowest: {worst:.1f} ms of {LIMIT}")
    return int(worst > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
