"""A month is counted, computed, shown for objection, issued by a second person, and corrected by another edition."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from haidian_policing.jobs.models import Job, Notice
from haidian_policing.jobs.tasks import drain
from haidian_policing.notices.actions.follows import spread
from performance import sets
from performance.actions import editions
from performance.actions.approving import approve
from performance.actions.computing import NotNow, compute, recompute
from performance.measures import AGGREGATES, MEASURES
from performance.models import Edition, EditionEvent, Fact, FillState, RuleSet, Score, ScoreMeasure
from performance.statistics.league import canonical, settle
from tests.notices.test_follows import following
from tests.performance.conftest import AFTER, BEIJING, ticket

pytestmark = pytest.mark.django_db


def published(cast, edition):
    editions.advance(Edition.objects.filter(pk=edition.pk), "publish", actor=cast.standing(cast.performance), at=AFTER)
    edition.refresh_from_db()
    return edition


def issued(cast, edition):
    published(cast, edition)
    head = cast.standing(cast.performance_head)
    editions.advance(Edition.objects.filter(pk=edition.pk), "issue", actor=head, at=AFTER, note="局党委会议定")
    edition.refresh_from_db()
    return edition


def test_the_numbers_are_those_of_the_tickets(cast, computed):
    rows = {score.unit: score for score in Score.objects.filter(edition=computed).select_related("unit")}
    # 60·36/40 + 30·1 + 10·(1−0) and 60·24/40 + 30 + 10
    assert rows[cast.station].points == Decimal("94.00") and rows[cast.station].rank == 1
    assert rows[cast.other_station].points == Decimal("76.00") and rows[cast.other_station].rank == 2
    line = ScoreMeasure.objects.get(score=rows[cast.station], measure="disposed_in_time")
    assert (line.x, line.n, line.value) == (36, 40, 90)


def test_filling_twice_counts_once(october):
    first = sets.fill_period(october, AFTER)
    facts = list(Fact.objects.totals("aggregate"))
    assert sets.fill_period(october, AFTER) == first and list(Fact.objects.totals("aggregate")) == facts
    assert FillState.objects.count() == len(AGGREGATES)


def test_half_values_count_as_parts(cast, october):
    ticket(cast, "", 41, in_time=True, solved="partly")
    sets.fill_period(october, AFTER)
    assert sets.unit_facts(october, ["resolved", "satisfied"])[cast.station.pk] == {"resolved": [4050, 41], "satisfied": [41 * 80, 41]}


def test_what_is_withdrawn_or_not_due_leaves_the_denominator(cast, october):
    ticket(cast, "", 41, in_time=False, state="cancelled")
    sets.fill_period(october, AFTER)
    assert sets.unit_facts(october, ["disposed_in_time"])[cast.station.pk]["disposed_in_time"] == [3600, 40]


@pytest.mark.parametrize("code", MEASURES)
def test_the_list_behind_a_number_equals_the_number(cast, october, code):
    sets.fill_period(october, AFTER)
    found = sets.unit_facts(october, [code]).get(cast.station.pk, {}).get(code, [0, 0])
    now = sets.recounted(MEASURES[code], october, cast.station.pk, AFTER).get("", {"needed": 0, "done": 0, "in_time": 0, "credit": 0})
    assert found == [sets.numerator(MEASURES[code], now), now["needed"]]
    sums, rows = sets.cases(MEASURES[code], october, cast.station.pk, AFTER, show="counted", limit=1000, offset=0)
    assert sum(row["needed"] for row in rows) == now["needed"]
    assert sums == sets.recounted(MEASURES[code], october, cast.station.pk, AFTER)
    assert sets.cases(MEASURES[code], october, cast.station.pk, AFTER, show="counted", limit=2, offset=1) == (sums, rows[1:3])


def test_computing_again_without_change_adds_nothing(computed):
    again = compute(computed.period, actor=None, at=AFTER + timedelta(hours=1))
    assert again.pk == computed.pk and EditionEvent.objects.filter(subject=computed).count() == 1


def test_a_running_month_is_a_flash_report(cast, october):
    flash = compute(october, actor=None, at=datetime(2026, 10, 20, 2, 10, tzinfo=BEIJING))
    assert flash.state == "flash" and set(flash.scores.values_list("rank", "unranked")) == {(None, "flash")}
    later = compute(october, actor=None, at=AFTER)
    assert later.pk == flash.pk and later.state == "computed"
    assert list(later.events.values_list("verb", "from_state", "to_state")) == [("refresh", "", "flash"), ("compute", "flash", "computed")]


@pytest.mark.requirement("R40")
def test_frozen_inputs_give_the_same_bytes_whatever_happened_since(cast, computed):
    ticket(cast, "", 41, in_time=False)
    computed.refresh_from_db()
    assert recompute(computed)
    assert canonical(settle(computed.payload["inputs"])) == canonical(computed.payload["outputs"])


@pytest.mark.requirement("R20")
def test_whoever_published_cannot_issue(cast, computed, monkeypatch):
    published(cast, computed)
    head = cast.standing(cast.performance_head)
    Edition.objects.filter(pk=computed.pk).update(published_by=head)
    moved, refused = editions.advance(Edition.objects.filter(pk=computed.pk), "issue", actor=head, at=AFTER, note="x")
    assert not moved and "另一人" in refused[0].reason
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=computed.pk).update(issued_by=head, issued_at=AFTER, state="issued")


def test_the_office_publishes_and_its_head_issues(cast, computed):
    edition = issued(cast, computed)
    assert edition.state == "issued" and edition.published_by == cast.performance and edition.issued_by == cast.performance_head
    assert edition.period.state == "settled"
    assert Notice.objects.filter(person=cast.chief).count() == 2


def test_the_office_cannot_issue_nor_a_chief_publish(cast, computed):
    chief = cast.standing(cast.chief)
    assert editions.advance(Edition.objects.filter(pk=computed.pk), "publish", actor=chief, at=AFTER) == ({}, [])
    published(cast, computed)
    office = cast.standing(cast.performance)
    moved, _refused = editions.advance(Edition.objects.filter(pk=computed.pk), "issue", actor=office, at=AFTER, note="x")
    assert not moved


def test_an_issued_edition_is_final(cast, computed):
    edition = issued(cast, computed)
    attempts = (
        lambda: Edition.objects.filter(pk=edition.pk).update(reason="x"),
        lambda: Score.objects.filter(edition=edition).update(points=1),
        lambda: ScoreMeasure.objects.filter(score__edition=edition).delete(),
        lambda: EditionEvent.objects.filter(subject=edition).delete(),
    )
    for attempt in attempts:
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()
    with pytest.raises(NotNow):
        compute(edition.period, actor=None, at=AFTER)


@pytest.mark.requirement("R38")
def test_one_open_edition_per_period(computed):
    columns = {field.name: getattr(computed, field.name) for field in Edition._meta.fields if field.name not in ("id", "number", "reason")}
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(**columns, number=2, reason="x")


def test_a_correction_is_another_edition_with_its_reason(cast, computed):
    first = issued(cast, computed)
    office = cast.standing(cast.performance)
    jobs, refused = editions.correct(Edition.objects.filter(pk=first.pk), actor=office, at=AFTER, note="补录两件")
    assert len(jobs) == 1 and not refused and Job.objects.get().arguments["reason"] == "补录两件"
    ticket(cast, "", 41, in_time=False)
    second = compute(first.period, actor=office, at=AFTER, reason="补录两件")
    assert (second.number, second.state, second.reason) == (2, "computed", "补录两件")
    first.refresh_from_db()
    assert first.state == "issued" and second.output_hash != first.output_hash
    _jobs, refused = editions.correct(Edition.objects.filter(pk=first.pk), actor=office, at=AFTER, note="again")
    assert refused


def test_the_nightly_bell_leaves_what_is_published_alone(cast, computed):
    assert editions.ring_for_the_months(AFTER) == 2
    assert editions.ring_for_the_months(AFTER) == 2 and Job.objects.count() == 2
    Job.objects.all().delete()
    published(cast, computed)
    assert editions.ring_for_the_months(AFTER) == 1


def test_a_rule_set_needs_a_second_person_and_a_hundred(cast, rules):
    head = cast.standing(cast.performance_head)
    RuleSet.objects.filter(pk=rules.pk).update(drafted_by=head)
    assert approve(rules, actor=head, at=AFTER, valid_from=AFTER.date())
    RuleSet.objects.filter(pk=rules.pk).update(drafted_by=cast.performance)
    rules.measures.filter(measure="rework").update(weight=5)
    assert any("95" in fault for fault in approve(rules, actor=head, at=AFTER, valid_from=AFTER.date()))
    rules.measures.filter(measure="rework").update(weight=10)
    assert approve(rules, actor=head, at=AFTER, valid_from=AFTER.date()) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        rules.measures.update(order=9)


def test_what_harms_people_is_never_measured(cast, rules):
    rules.measures.filter(measure="rework").update(denominator="行政拘留数")
    assert approve(rules, actor=cast.standing(cast.performance_head), at=AFTER, valid_from=AFTER.date())


def test_a_published_edition_tells_twenty_followers_in_as_many_statements_as_two(cast, computed, django_assert_num_queries):
    edition = published(cast, computed)
    drain()
    told = {"at": AFTER.isoformat()}
    few = following(cast, "edition", "officer", range(2))
    with CaptureQueriesContext(connection) as asked:
        spread("edition", "issue", [edition.pk], origin="two", **told)
    more = following(cast, "edition", "officer", range(2, 20))
    with django_assert_num_queries(len(asked)):
        spread("edition", "issue", [edition.pk], origin="twenty", **told)
    assert len(asked) < 16
    assert Notice.objects.filter(person__in=few).count() == 4 and Notice.objects.filter(person__in=more).count() == 18
