"""The ranking and the receipt on paper say the very figures of the page, how sure they are, and what proves them."""

import pytest
from django.urls import reverse

from performance.actions.editions import advance
from performance.models import Edition, Score
from tests.exports.reading import printed
from tests.performance.conftest import AFTER


@pytest.fixture
def published(cast, computed) -> Edition:
    advance(Edition.objects.filter(pk=computed.pk), "publish", actor=cast.standing(cast.performance), at=AFTER)
    computed.refresh_from_db()
    return computed


def test_the_ranking_holds_every_unit_its_interval_the_hash_and_who_signs(cast, published):
    export, pages = printed(cast.client(cast.performance_head), "performance:ranking_paper", published.pk)
    whole = "".join(pages)
    for score in published.scores.select_related("unit"):
        assert f"{score.unit.short_name}{score.points}{score.points_low}–{score.points_high}" in whole
    for words in (published.output_hash, published.fact_hash, "第一组", "第1版（预公布）", "审核人", "绩效办（盖章）", "第1页/共1页"):
        assert words in whole
    assert export.rows == published.scores.count()
    assert export.file.name.startswith("海淀分局_2026年10月派出所绩效考评排名_第1版")


def test_an_issued_ranking_carries_no_mark_and_a_provisional_one_does(cast, published):
    client = cast.client(cast.performance_head)
    assert "".join(printed(client, "performance:ranking_paper", published.pk)[1]).count("预公布") == 3  # title, foot, across
    advance(Edition.objects.filter(pk=published.pk), "issue", actor=cast.standing(cast.performance_head), at=AFTER, note="会议决定")
    assert "预公布" not in "".join(printed(client, "performance:ranking_paper", published.pk)[1])


@pytest.mark.parametrize("role", ["chief", "officer", "inspector", "liaison", "system_admin"])
def test_the_ranking_is_printed_by_those_who_may_export_it(cast, published, role):
    assert cast.client(cast.named[role]).post(reverse("performance:ranking_paper", kwargs={"pk": published.pk})).status_code == 404


def test_the_receipt_holds_the_formula_its_numbers_and_the_way_to_object(cast, published):
    score = Score.objects.get(edition=published, unit=cast.station)
    _export, pages = printed(cast.client(cast.chief), "performance:receipt_paper", score.pk)
    whole = "".join(pages)
    for line in score.measures.filter(layer="stretch", points__isnull=False):
        assert f"{line.points}×{line.share.normalize():f}%" in whole
    for words in (
        "得分明细单",
        f"={score.points}",
        "未计入的件",
        "书面向绩效办申请复核",
        f"{cast.station.short_name}（盖章）",
        published.output_hash,
    ):
        assert words in whole


def test_what_was_left_out_is_counted_by_reason(cast, october):
    from performance.actions.computing import compute
    from tests.performance.conftest import ticket

    for number in range(40, 43):
        ticket(cast, "", number, in_time=True, state="cancelled")
    edition = compute(october, actor=None, at=AFTER)
    advance(Edition.objects.filter(pk=edition.pk), "publish", actor=cast.standing(cast.performance), at=AFTER)
    score = Score.objects.get(edition=edition, unit=cast.station)
    whole = "".join(printed(cast.client(cast.chief), "performance:receipt_paper", score.pk)[1])
    assert "按时处置率已撤回3" in whole


@pytest.mark.requirement("R14")
def test_a_receipt_before_publication_is_absent_to_the_station(cast, computed):
    score = Score.objects.get(edition=computed, unit=cast.station)
    assert cast.client(cast.chief).post(reverse("performance:receipt_paper", kwargs={"pk": score.pk})).status_code == 404
    assert cast.client(cast.liaison).post(reverse("performance:receipt_paper", kwargs={"pk": score.pk})).status_code == 404
