"""The whistle sheet with its receipt says what was asked, who came when, and what the street found."""

import pytest

from tests.exports.reading import printed
from whistle_reporting.models import PartEvent

SHEET = "whistle_reporting:whistle_sheet"


@pytest.mark.requirement("R16")
def test_the_sheet_holds_the_whistle_and_masks_the_contact(cast, desk):
    ticket = desk.part().ticket
    _export, pages = printed(cast.client(cast.liaison), SHEET, ticket.pk)
    for words in ("吹哨单", ticket.number, "北门外东侧便道", "车辆占道停放", str(ticket.item), cast.street.short_name, "王**138****1234"):
        assert words.replace(" ", "") in pages[0]
    assert "13800001234" not in "".join(pages) and "王主任" not in "".join(pages)


def test_the_receipt_holds_times_verdict_seals_and_the_steps(cast, desk):
    part = desk.brought_to("closed")
    part.verdicts.update(comment="很及时")
    export, pages = printed(cast.client(cast.chief), SHEET, part.ticket_id)
    whole = "".join(pages)
    for words in ("报到回执", "已恢复畅通", "很及时", "按时", "街镇（盖章）", f"{cast.station.short_name}（盖章）", "办理经过", "到场报到"):
        assert words in whole
    assert whole.index("（盖章）") < whole.index("办理经过")
    assert export.rows == 1


def test_internal_notes_and_the_name_of_the_judge_stay_off_the_paper(cast, desk):
    part = desk.brought_to("done")
    PartEvent.objects.create(subject=part, verb="remark", to_state=part.state, at=desk.at, note="内部研判", internal=True)
    desk.act(part, "verdict", "liaison", came="yes", solved="yes", satisfied="very")
    for reader in (cast.chief, cast.liaison):
        whole = "".join(printed(cast.client(reader), SHEET, part.ticket_id)[1])
        assert "内部研判" not in whole
        assert f"街镇评价并结案{cast.station.short_name}街镇已到场" in whole


def test_a_draft_says_so_across_the_page(cast, desk):
    _export, pages = printed(cast.client(cast.liaison), SHEET, desk.draft().pk)
    assert "草稿" in pages[0] and "报到回执" not in pages[0]


def test_the_page_for_printing_shows_the_same(cast, desk):
    part = desk.brought_to("closed")
    shown = cast.client(cast.chief).get(f"/tickets/{part.ticket_id}/print/").content.decode()
    for words in ("北门外东侧便道", "已恢复畅通", "王** 138****1234", "办理经过"):
        assert words in shown
