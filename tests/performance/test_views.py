"""What each reader finds on the pages of performance."""

from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from haidian_policing.audit.models import AuditEvent
from haidian_policing.jobs.models import Job
from performance.models import Edition, RuleSet
from tests.performance.test_actions import issued, published

pytestmark = pytest.mark.django_db
PAGES = ("/performance/", "/performance/?view=measures&order=official", "/performance/rules/")


def test_a_computed_ranking_is_the_offices_alone(cast, computed):
    assert "94.00" not in cast.client(cast.chief).get("/performance/").content.decode()
    assert cast.client(cast.chief).get(f"/performance/editions/{computed.pk}/").status_code == 404
    assert "94.00" in cast.client(cast.performance).get("/performance/").content.decode()


def test_everybody_of_the_police_reads_what_is_published(cast, computed):
    published(cast, computed)
    page = cast.client(cast.officer).get("/performance/").content.decode()
    assert "94.00" in page and "76.00" in page and "预公布" in page and "第1名" in page
    assert cast.client(cast.liaison).get("/performance/").status_code == 404


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_opens(cast, computed, language):
    edition = issued(cast, computed)
    client = cast.client(cast.performance_head, headers={"accept-language": language})
    client.cookies["language"] = language
    score = edition.scores.get(unit=cast.station)
    below = [f"editions/{edition.pk}/", f"editions/{edition.pk}/method/", f"scores/{score.pk}/", "desk/"]
    cases = [
        f"scores/{score.pk}/{line.measure}/?show={show}" for line in score.measures.all() for show in ("missed", "counted", "excluded")
    ]
    for path in (*PAGES, *(f"/performance/{name}" for name in (*below, *cases))):
        assert client.get(path).status_code == 200, path


def test_the_receipt_leads_to_the_tickets_that_missed(cast, computed):
    published(cast, computed)
    score = computed.scores.get(unit=cast.station)
    page = cast.client(cast.chief).get(f"/performance/scores/{score.pk}/").content.decode()
    assert "36 / 40" in page and computed.output_hash in page
    missed = cast.client(cast.chief).get(f"/performance/scores/{score.pk}/disposed_in_time/").content.decode()
    assert "own_000" in missed and "own_001" not in missed and "第1网格" in missed


def test_of_other_stations_tickets_only_the_number_is_told(cast, computed):
    published(cast, computed)
    score = computed.scores.get(unit=cast.other_station)
    page = cast.client(cast.chief).get(f"/performance/scores/{score.pk}/disposed_in_time/").content.decode()
    assert "other_006" in page and "第2网格" not in page


def test_the_same_number_of_statements_for_few_and_many(cast, computed, django_assert_max_num_queries):
    published(cast, computed)
    client = cast.client(cast.chief)
    with django_assert_max_num_queries(20):
        client.get("/performance/")
    score = computed.scores.get(unit=cast.station)
    with django_assert_max_num_queries(20):
        client.get(f"/performance/scores/{score.pk}/disposed_in_time/?show=counted")


def test_the_office_publishes_and_the_head_issues_in_the_browser(cast, computed):
    address = f"/performance/editions/{computed.pk}"
    cast.client(cast.performance).post(f"{address}/steps/publish/", {"seen": "computed"})
    cast.client(cast.performance).post(f"{address}/steps/issue/", {"seen": "provisional", "note": "x"})
    assert Edition.objects.get().state == "provisional"
    refused = cast.client(cast.performance_head).post(f"{address}/steps/issue/", {"seen": "computed", "note": "同意"}, follow=True)
    assert "绩效" in refused.content.decode() and Edition.objects.get().state == "provisional"
    cast.client(cast.performance_head).post(f"{address}/steps/issue/", {"seen": "provisional", "note": "同意"})
    assert Edition.objects.get().state == "issued"


def test_a_correction_is_asked_for_with_its_reason(cast, computed):
    edition = issued(cast, computed)
    client = cast.client(cast.performance)
    asked = client.post(f"/performance/editions/{edition.pk}/steps/correct/", {"note": ""})
    assert asked.status_code == 400 and 'id="correct_note_error"' in asked.content.decode()
    assert not Job.objects.exists()
    client.post(f"/performance/editions/{edition.pk}/steps/correct/", {"note": "补录"})
    assert Job.objects.get().arguments == {"period": edition.period_id, "reason": "补录"}


def test_the_desk_computes(cast, rules):
    cast.client(cast.performance).post("/performance/desk/compute/", {"kind": "quarter", "day": "2026-08-12"})
    assert Job.objects.get().key == "2026-Q3"
    assert cast.client(cast.chief).get("/performance/desk/").status_code == 404


def test_a_rule_set_is_approved_on_its_page(cast, rules):
    cast.client(cast.performance_head).post(f"/performance/rules/{rules.pk}/approve/", {"valid_from": "2026-10-01"})
    assert RuleSet.objects.get(pk=rules.pk).approved_by == cast.performance_head


def test_the_workbook_is_what_the_screen_shows_and_is_audited(cast, computed):
    edition = issued(cast, computed)
    response = cast.client(cast.performance).post(f"/performance/editions/{edition.pk}/workbook.xlsx")
    assert "%E7%AC%AC1%E7%89%88.xlsx" in response["Content-Disposition"]
    book = load_workbook(BytesIO(response.content))
    assert book.sheetnames == ["汇总", "第一组"]
    summary, group = book["汇总"], book["第一组"]
    assert "2026年10月派出所绩效考评排名" in summary["A1"].value and "第1版" in summary["A1"].value
    assert (summary["C5"].value, summary["D5"].value, summary["E5"].value) == ("1所", 94, "1")
    assert (group["B5"].value, group["C5"].value, group["F5"].value, group["G5"].value) == ("1所", 94, 90, 90)
    assert group["C7"].value == 85 and group["F7"].value == 75
    event = AuditEvent.objects.get(action="export")
    assert event.detail["rows"] == 2 and len(event.detail["sha256"]) == 64
    assert cast.client(cast.chief).post(f"/performance/editions/{edition.pk}/workbook.xlsx").status_code == 404


def test_the_api_reads_computes_and_issues(cast, computed):
    office, head, chief = (cast.api(person) for person in (cast.performance, cast.performance_head, cast.chief))
    assert chief.get("/api/rankings/").data["count"] == 0
    assert office.post("/api/rankings/compute/", {"kind": "month", "day": str(timezone.localdate())}).status_code == 202
    assert office.post(f"/api/rankings/{computed.pk}/publish/", {}).data["state"] == "provisional"
    assert chief.post(f"/api/rankings/{computed.pk}/issue/", {}).status_code in (403, 404)
    assert office.post(f"/api/rankings/{computed.pk}/issue/", {"note": "x"}).status_code in (403, 404)
    assert head.post(f"/api/rankings/{computed.pk}/issue/", {}).status_code == 409
    assert head.post(f"/api/rankings/{computed.pk}/issue/", {"note": "同意"}).data["state"] == "issued"
    scores = chief.get(f"/api/scores/?edition={computed.pk}").data["results"]
    assert [(row["points"], row["rank"]) for row in scores] == [("94.00", 1), ("76.00", 2)]
