"""Whatever the browser can do, a client can: every POST of a page has its route in the API, or a reason why not."""

import pytest
from django.urls import NoReverseMatch, reverse

from haidian_policing.pages.registry import pages_of
from haidian_policing.roof.declarations import PREFIXES
from whistle_reporting.lifecycle import PART, TICKET

HUMAN = "signing in, passwords, second factors and sessions are for people at a browser"
SECRET = "a one-time password or a key is handed over in person and never to a program"
LOOK = "a look at personal data asks for a reason and is written down at the page"
OWN_VIEW = "how one's own pages look; a client asks with the filters themselves"
SHEETS = "a sheet is for people; a program writes the rows themselves"
SIGNED = "paper is for people who sign it"
READ = "reads: the same rows come as JSON"
JUDGED = "a person reads and compares before this is decided"
WORDING = "wordings that are offered where a person writes; a program brings its own words"
CONCERNED = "what somebody asks about himself is answered by a person who looks at it with him"
FRAME = "a page of the frame: nothing of the work is changed"

ROUTES = {
    "organisation:post_give": "people-posts",
    "organisation:post_transfer": "people-transfer",
    "organisation:post_end": "posts-end",
    "organisation:absence_add": "people-absences",
    "organisation:absence_end": "absences-end",
    "access:exception_lend": "exceptions-list",
    "access:exception_end": "exceptions-end",
    "jobs:notice_open": "notices-read",
    "jobs:notices_read": "notices-read",
    "jobs:job_act": "jobs-cancel",
    "grids:task_log": "task-logs-list",
    "grids:task_quick": "task-logs-list",
    "grids:log_step": "task-logs-correct",
    "workcalendar:year_confirm": "calendar-years-confirm",
    "grids:suspension_new": "suspensions-list",
    "grids:grid_assign": "grids-assign",
    "grids:assignment_end": "assignments-end",
    "grids:catalogue_approve": "catalogue-versions-approve",
    "workstations:take_number": "visits-list",
    "workstations:next_number": "visits-call",
    "workstations:visit_step": "visits-serve",
    "whistle_reporting:ticket_new": "tickets-list",
    "whistle_reporting:ticket_edit": "tickets-amend",
    "lists:act": "parts-bulk",
    "notes:write": "notes-list",
    "notes:amend": "notes-amend",
    "notes:withdraw": "notes-withdraw",
    "performance:compute": "rankings-compute",
    "performance:approve": "rule-sets-approve",
    "performance:step": "rankings-issue",
    **{f"whistle_reporting:ticket_{verb}": f"tickets-{verb}" for verb in TICKET},
    **{f"whistle_reporting:part_{verb}": f"parts-{verb}" for verb in PART},
}
REASONS = {
    **dict.fromkeys(("organisation:sign_in", "organisation:sign_out", "organisation:end_sessions", "organisation:change_password"), HUMAN),
    **dict.fromkeys(("organisation:second_factor", "organisation:recovery_codes", "access:preview_start", "access:preview_end"), HUMAN),
    **dict.fromkeys(("organisation:account_open", "organisation:account_act", "access:token_issue", "access:token_act"), SECRET),
    **dict.fromkeys(("organisation:person_phone", "whistle_reporting:ticket_contact"), LOOK),
    **dict.fromkeys(("teams:member_detail", "teams:member_erase", "teams:member_file"), CONCERNED),
    **dict.fromkeys(("whistle_reporting:whistle_sheet", "performance:ranking_paper", "performance:receipt_paper"), SIGNED),
    "teams:roster_paper": SIGNED,
    "workstations:choose_window": "the window is a field of the call",
}
SEVERAL = {
    "organisation:import_": SHEETS,
    "performance:export": READ,
    "lists:": OWN_VIEW,
    "whistle_reporting:text": WORDING,
    "notes:": FRAME,
    "notices:": HUMAN,
    "handbooks:": JUDGED,
    "imports:": SHEETS,
    "exports:": READ,
    "grids:import": SHEETS,
}


def posts() -> list[str]:
    return sorted(f"{label}:{page.name}" for label in PREFIXES for page in pages_of(label) if "POST" in page.methods)


def is_there(route: str) -> bool:
    """Whether the API has this route, about one thing or about many."""
    for given in ({}, {"pk": 1}, {"year": 2027}):
        try:
            return bool(reverse(f"api:{route}", kwargs=given or None))
        except NoReverseMatch:
            continue
    return False


@pytest.mark.parametrize("name", posts())
def test_every_post_of_a_page_has_its_route_or_a_reason(name):
    if name in ROUTES:
        assert is_there(ROUTES[name]), f"the API has no route {ROUTES[name]}"
    else:
        assert name in REASONS or any(name.startswith(start) for start in SEVERAL), f"{name}: give its API route, or say why it has none"


def test_the_table_names_nothing_that_is_gone():
    assert set(ROUTES) | set(REASONS) <= set(posts())
