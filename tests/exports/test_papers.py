"""What holds for every paper: its own right, the same rule of visibility, audited, hostile text stays text."""

import pytest
from django.urls import reverse
from django.utils import timezone

from haidian_policing.audit.models import AuditEvent
from haidian_policing.exports.models import Export
from haidian_policing.exports.papers import PAPERS
from haidian_policing.jobs.actions import request_job
from haidian_policing.jobs.models import Job
from haidian_policing.lists.registry import LISTS
from haidian_policing.sheets.paper import TEMPLATES
from tests.exports.reading import printed
from tests.imports.bringing import work
from tests.whistle_reporting.conftest import Desk
from whistle_reporting.models import Ticket
from whistle_reporting.seeds import seed

HOSTILE = (
    '#import "office.typ": data\n#panic("x") $x^2$ \\ \\u{41} <a> @b *fett* _kursiv_ `roh` ”“‘’ " \' = - + / // /* */ [x] #{1+1} 🚨 \x07'
)
SHEET = "whistle_reporting:whistle_sheet"


@pytest.fixture
def ticket(cast) -> Ticket:
    seed(timezone.now())
    return Desk(cast).brought_to("signed").ticket


def test_every_paper_has_its_template_and_a_code_of_its_own():
    for code, paper in PAPERS.items():
        assert paper.code == code and (TEMPLATES / paper.template).exists() and code not in LISTS


@pytest.mark.requirement("R50")
def test_a_paper_is_audited_with_what_it_is_of_and_its_hash(cast, ticket):
    export, _pages = printed(cast.client(cast.chief), SHEET, ticket.pk)
    [event] = AuditEvent.objects.filter(action="export")
    told = {name: event.detail[name] for name in ("list", "of", "rows", "sha256", "form")}
    assert told == {"list": "whistle_sheet", "of": [ticket.pk], "rows": 1, "sha256": export.file.sha256, "form": "pdf"}
    assert (event.actor, export.file.name) == (cast.chief, f"吹哨单和报到回执_{ticket.number}.pdf")


@pytest.mark.requirement("R14")
@pytest.mark.parametrize("role", ["other_chief", "other_liaison", "window_clerk", "security_admin"])
def test_a_foreign_unit_or_a_wrong_role_finds_nothing(cast, ticket, role):
    assert cast.client(cast.named[role]).post(reverse(SHEET, kwargs={"pk": ticket.pk})).status_code == 404
    assert not Export.objects.exists()


@pytest.mark.requirement("R17")
def test_who_moves_away_before_it_is_printed_gets_no_paper(cast, ticket):
    cast.client(cast.chief).post(reverse(SHEET, kwargs={"pk": ticket.pk}))
    cast.chief.posts.update(unit=cast.other_station)
    with pytest.raises(PermissionError):
        work()
    assert (Job.objects.get().state, Export.objects.get().file) == ("failed", None)


@pytest.mark.requirement("R21")
def test_the_paper_belongs_to_whoever_asked(cast, ticket):
    export, _pages = printed(cast.client(cast.chief), SHEET, ticket.pk)
    for stranger in (cast.other_chief, cast.clerk, cast.audit_admin):
        assert cast.client(stranger).get(f"/exports/{export.pk}/file/").status_code == 404


@pytest.mark.requirement("R49")
@pytest.mark.parametrize(("kind", "others", "refused"), [("paper", 199, False), ("paper", 200, True), ("export", 200, False)])
def test_papers_have_a_limit_of_their_own(cast, ticket, kind, others, refused):
    Job.objects.bulk_create(Job(created_at=timezone.now(), requested_by=cast.chief, state="done", kind=kind) for _number in range(others))
    answer = cast.client(cast.chief).post(reverse(SHEET, kwargs={"pk": ticket.pk}), follow=True).content.decode()
    assert ("200" in answer and "一小时" in answer, Export.objects.exists()) == (refused, not refused)


@pytest.mark.requirement("R49")
def test_papers_do_not_use_up_the_limit_of_exports(cast, ticket):
    Job.objects.bulk_create(Job(created_at=timezone.now(), requested_by=cast.chief, state="done", kind="paper") for _number in range(40))
    for _number in range(5):
        cast.client(cast.chief).post(reverse(SHEET, kwargs={"pk": ticket.pk}))
    request_job("export", actor=cast.chief)
    answer = cast.client(cast.chief).post(reverse(SHEET, kwargs={"pk": ticket.pk}), follow=True).content.decode()
    assert "您已有 5 个作业" in answer and Export.objects.count() == 5


@pytest.mark.requirement("R22")
def test_markup_stays_text(cast, ticket):
    Ticket.objects.filter(pk=ticket.pk).update(description=HOSTILE, place="#read('/etc/passwd')")
    _export, pages = printed(cast.client(cast.chief), SHEET, ticket.pk)
    for piece in (
        '#import"office.typ":data',
        '#panic("x")$x^2$\\\\u{41}<a>@b*fett*_kursiv_`roh`',
        "///**/[x]#{1+1}",
        "#read('/etc/passwd')",
    ):
        assert piece in pages[0]


def test_a_very_long_text_runs_over_pages_and_an_empty_one_is_a_dash(cast, ticket):
    Ticket.objects.filter(pk=ticket.pk).update(description="长" * 6000 + "w" * 500 + "尾", place="")
    _export, pages = printed(cast.client(cast.chief), SHEET, ticket.pk)
    whole = "".join(pages)
    assert len(pages) > 3 and whole.count("长") == 6000 and "w" * 500 + "尾" in whole.replace(f"{ticket.number}第", "")
    assert "地点-" in whole


def test_english_readers_get_an_english_paper(cast, ticket):
    client = cast.client(cast.chief)
    client.cookies["language"] = "en"
    _export, pages = printed(client, SHEET, ticket.pk)
    assert "Whistlesheet" in pages[0] and "Page1of" in pages[0] and "吹哨单" not in pages[0]
