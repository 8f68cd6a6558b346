"""The harness knows every readable page and runs; nothing costs more statements than its kind may. Times are never asserted."""

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone

from haidian_policing.organisation.roles import ROLES
from haidian_policing.pages.registry import pages_of
from haidian_policing.roof.declarations import PREFIXES
from tests.benchmarks import __name__ as harness
from tests.benchmarks import filing, report
from tests.benchmarks.browser import Browser, timed
from tests.benchmarks.cases import LEFT_OUT, cases, declared
from tests.benchmarks.people import with_standing
from tests.benchmarks.samples import maker_of
from tests.whistle_reporting.conftest import NOON, Desk
from whistle_reporting.models import Ticket
from whistle_reporting.seeds import seed

pytestmark = pytest.mark.django_db
MOST_STATEMENTS = 12
BUDGETS = {"list": MOST_STATEMENTS, "home": 18, "detail": 25, "page": 12, "form": 6, "api": 6}


@pytest.fixture(autouse=True)
def one_connection():
    """The connection outlives each request, as with Django's test client: the test's transaction hangs on it."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def people(cast) -> dict:
    return {role: with_standing(getattr(cast, role)) for role in ROLES}


def test_every_page_that_can_be_read_is_measured():
    readable = {f"{label}:{page.name}" for label in PREFIXES for page in pages_of(label) if "GET" in page.methods and not page.open}
    assert readable - {name for name, _page in declared()} <= LEFT_OUT
    unknown = [f"{name} takes {page.takes!r}" for name, page in declared() if page.takes and maker_of(page.takes) is None]
    assert not unknown, "say in tests/benchmarks/samples.py where such an object comes from"


def test_the_harness_measures_a_page_and_tells_of_it(people):
    found = report.Report(report.machine(), sizes=[{"tickets": 0, "logs": 0}])
    for case in [case for case in cases(people) if case.kind == "home"][:2]:
        timing = timed(lambda case=case: Browser(people[case.role]).get(case.path), rounds=2, warm=0)
        assert timing.status == 200
        assert timing.rounds
        row = report.Row(case.name, case.kind, case.role, "own", 0, 200, timing.p50, timing.p95, len(timing.statements), 1.0)
        found.rows.append(row)
    assert any("roof:home" in line for line in report.lines(found))
    assert harness == "tests.benchmarks"


def test_filing_is_measured_on_the_real_form(people, cast):
    seed(timezone.now())
    found = filing.measure(people["liaison"], rounds=1)
    assert not found.refused
    assert found.statements <= MOST_STATEMENTS
    assert found.bulk_per_second > 0
    assert Ticket.objects.filter(grid=cast.grid).count() >= filing.BATCH


@pytest.mark.parametrize("kind", BUDGETS)
def test_no_page_costs_more_statements_than_its_kind_may(people, cast, kind):
    seed(NOON)
    Desk(cast).brought_to("rectifying", "P05")
    dear = {}
    for case in (case for case in cases(people) if case.kind == kind):
        browser = Browser(people[case.role])
        timing = timed(lambda browser=browser, case=case: browser.get(case.path), rounds=1, warm=0)
        assert timing.status < 500, case
        if len(timing.statements) > BUDGETS[kind]:
            dear[case.key] = len(timing.statements)
    assert not dear
