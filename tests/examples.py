"""Examples for the access table: for each kind of object a function cast -> (kwargs of one's own, kwargs of the other side's)."""

from collections.abc import Callable
from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from grids import seeds as grid_seeds
from grids.actions import make_dues
from grids.models import Assignment, CatalogueVersion, Suspension, TaskDue, TaskEntry, TaskLog, TaskLogEvent, TaskLogPhoto
from haidian_policing.access.exceptions import lend
from haidian_policing.access.tokens import issue
from haidian_policing.exports.models import Export
from haidian_policing.files.models import StoredFile
from haidian_policing.handbooks import seeds as seeds_of_handbooks
from haidian_policing.handbooks.actions import begin
from haidian_policing.handbooks.models import Handbook, Reference, Version
from haidian_policing.imports.models import Import, StagedRow
from haidian_policing.jobs.models import Job, Notice
from haidian_policing.lists.models import BulkRun, SavedView
from haidian_policing.notes.models import Attachment, Note
from haidian_policing.notices.models import Circular, Delivery, Receipt, Webhook
from haidian_policing.organisation.models import Absence
from haidian_policing.sealing import seal
from performance import seeds as rules_of_performance
from performance.actions import editions as performance_editions
from performance.actions.computing import compute
from performance.actions.periods import open_period
from performance.models import Edition, RuleSet
from teams.models import DutyShift, Member, Team, TeamKind
from tests.cast import SINCE
from tests.whistle_reporting.conftest import NOON, Desk
from whistle_reporting.models import StandardText
from whistle_reporting.seeds import seed
from workstations.actions import record_visit
from workstations.models import Service, Site, Visit

EXAMPLES: dict[str, Callable] = {}


def example(takes: str):
    """Register the maker of two objects of the kind that pages name in `takes`."""

    def add(maker: Callable) -> Callable:
        EXAMPLES[takes] = maker
        return maker

    return add


@example("grid")
def grids(cast):
    return {"pk": cast.grid.pk}, {"pk": cast.other_grid.pk}


@example("unit")
def units(cast):
    return {"pk": cast.station.pk}, {"pk": cast.other_station.pk}


@example("person")
def people(cast):
    return {"pk": cast.officer.pk}, {"pk": cast.other_officer.pk}


@example("post")
def posts(cast):
    return {"pk": cast.officer.posts.get().pk}, {"pk": cast.other_officer.posts.get().pk}


@example("absence")
def absences(cast):
    rows = [
        Absence.objects.get_or_create(
            person=person, kind="leave", starts=date(2027, 5, 4), ends=date(2027, 5, 8), order_number="休〔2027〕1号"
        )[0]
        for person in (cast.officer, cast.other_officer)
    ]
    return {"pk": rows[0].pk}, {"pk": rows[1].pk}


@example("account")
def accounts(cast):
    return {"pk": cast.officer.pk, "act": "end-sessions"}, {"pk": cast.other_officer.pk, "act": "end-sessions"}


@example("calendar_year")
def calendar_years(cast):
    return {"year": 2027}, {"year": 2026}


@example("suspension")
def suspensions(cast):
    order = {"starts": date(2027, 5, 1), "ends": date(2027, 5, 4), "reason": "重大活动", "ordered_by": cast.bureau_leader}
    rows = [Suspension(order_number=f"海公〔2027〕{number}号", ordered_at=timezone.now(), **order) for number in (1, 2)]
    return tuple({"pk": row.pk} for row in Suspension.objects.bulk_create(rows))


@example("exception")
def exceptions(cast):
    grants = [
        lend(grid, to=cast.window_clerk, until=None, reason="临时借阅", actor=cast.security_admin) for grid in (cast.grid, cast.other_grid)
    ]
    return {"pk": grants[0].pk}, {"pk": grants[1].pk}


def _jobs(cast) -> list[Job]:
    now = timezone.now()
    people = (cast.officer, cast.other_officer)
    return Job.objects.bulk_create(Job(kind="demonstration", requested_by=person, created_at=now) for person in people)


@example("job")
def jobs(cast):
    own, other = _jobs(cast)
    return {"pk": own.pk}, {"pk": other.pk}


@example("job_act")
def job_acts(cast):
    own, other = _jobs(cast)
    return {"pk": own.pk, "act": "cancel"}, {"pk": other.pk, "act": "cancel"}


@example("notice")
def notices(cast):
    people = (cast.officer, cast.other_officer)
    told = {"text": "一条通知", "created_at": timezone.now()}
    return tuple({"pk": Notice.objects.get_or_create(person=person, key=f"example-{person.pk}", defaults=told)[0].pk} for person in people)


def _desks(cast) -> tuple[Desk, Desk]:
    seed(NOON)
    return Desk(cast), Desk(cast, "other_")


@example("ticket")
def tickets(cast):
    return tuple({"pk": desk.blown().pk} for desk in _desks(cast))


@example("draft")
def drafts(cast):
    return tuple({"pk": desk.draft().pk} for desk in _desks(cast))


@example("part")
def parts(cast):
    return tuple({"pk": desk.part().pk} for desk in _desks(cast))


@example("evidence")
def photos_of_tickets(cast):
    return tuple({"pk": desk.brought_to("done").evidence.get().pk} for desk in _desks(cast))


def _import(person) -> Import:
    wrong = [["姓名", "", "", ""]]
    layout = {"headings": ["警号", "姓名"], "places": {"police_number": 0, "name": 1}, "names": ["police_number", "name"]}
    told = {"layout": layout, "counts": {"new": 0, "changed": 0, "unchanged": 0, "wrong": 1}}
    run = Import.objects.create(kind="people", name="people.csv", state="checked", uploaded_by=person, uploaded_at=timezone.now(), **told)
    StagedRow.objects.create(run=run, number=2, state="wrong", problems=wrong, cells=seal('["1", ""]', "import.cells"))
    return run


@example("import")
def imports(cast):
    return tuple({"pk": _import(person).pk} for person in (cast.system_admin, cast.clerk))


@example("export")
def exports(cast):
    told = {"listed": "tickets", "form": "csv", "language": "zh-hans", "requested_at": timezone.now()}
    return tuple({"pk": Export.objects.create(requested_by=person, **told).pk} for person in (cast.chief, cast.other_chief))


@example("import_act")
def import_acts(cast):
    return tuple({"pk": _import(person).pk, "act": "check"} for person in (cast.system_admin, cast.clerk))


@example("sheet")
def sheets(cast):
    return {"kind": "people"}, {"kind": "members"}


@example("site")
def sites(cast):
    return tuple({"pk": _site(cast, prefix).pk} for prefix in ("", "other_"))


@example("visit")
def visits(cast):
    return tuple({"pk": _visit(cast, prefix).pk} for prefix in ("", "other_"))


@example("visit_step")
def visit_steps(cast):
    return tuple({"pk": _visit(cast, prefix).pk, "verb": "call"} for prefix in ("", "other_"))


@example("duty roster")
def duty_rosters(cast):
    return tuple({"pk": _shift(cast, prefix).station_id} for prefix in ("", "other_"))


@example("team")
def teams(cast):
    kind, _new = TeamKind.objects.get_or_create(code="community", defaults={"name": "社区", "name_en": "Community"})
    return tuple({"pk": _team(cast, prefix, kind).pk} for prefix in ("", "other_"))


@example("member")
def members(cast):
    kind, _new = TeamKind.objects.get_or_create(code="community", defaults={"name": "社区", "name_en": "Community"})
    rows = [Member(team=_team(cast, prefix, kind), part="n1", name="成员", joined_on=SINCE) for prefix in ("", "other_")]
    return tuple({"pk": row.pk} for row in Member.objects.bulk_create(rows))


@example("shift")
def shifts(cast):
    return tuple({"pk": _shift(cast, prefix).pk} for prefix in ("", "other_"))


def _place(cast, prefix: str) -> dict:
    """The station, street and grid of one side."""
    return {name: cast.named[f"{prefix}{name}"] for name in ("station", "street", "grid")}


def _site(cast, prefix: str) -> Site:
    own = {**_place(cast, prefix), "name": "站", "name_en": "Site", "stage": "running", "opened_on": SINCE}
    return Site.objects.get_or_create(code=f"X{prefix}", defaults=own)[0]


def _visit(cast, prefix: str) -> Visit:
    """A visitor who waits; a new one for each call."""
    service, _new = Service.objects.get_or_create(
        code="example", defaults={"name": "服务", "name_en": "Service", "family": "window", "mode": "complete", "minutes": 5}
    )
    clerk = cast.standing(cast.named[f"{prefix}window_clerk"])
    return record_visit(_site(cast, prefix), service=service, actor=clerk, at=timezone.now())


def _team(cast, prefix: str, kind: TeamKind) -> Team:
    return Team.objects.get_or_create(name=f"{prefix}队", defaults={**_place(cast, prefix), "kind": kind, "starts": SINCE})[0]


def _shift(cast, prefix: str) -> DutyShift:
    people = {"commander": cast.named[f"{prefix}chief"], "duty_officer": cast.named[f"{prefix}duty_officer"]}
    day = {"starts": timezone.now(), "ends": timezone.now() + timedelta(hours=12)}
    return DutyShift.objects.get_or_create(station=cast.named[f"{prefix}station"], defaults={**people, **day})[0]


def _editions(cast) -> tuple:
    """A provisional edition, which everybody of the police sees, and a computed one, which only the performance office sees."""
    if not Edition.objects.exists():
        rules_of_performance.seed(NOON)
        september, _october = (compute(open_period("month", date(2026, month, 1), NOON), actor=None, at=NOON) for month in (9, 10))
        office = cast.standing(cast.performance)
        performance_editions.advance(Edition.objects.filter(pk=september.pk), "publish", actor=office, at=NOON)
    return tuple(Edition.objects.order_by("period__starts"))


@example("edition")
def editions(cast):
    return tuple({"pk": edition.pk} for edition in _editions(cast))


@example("edition_step")
def edition_steps(cast):
    return tuple({"pk": edition.pk, "verb": "take_back"} for edition in _editions(cast))


@example("score")
def scores(cast):
    return tuple({"pk": edition.scores.first().pk} for edition in _editions(cast))


@example("score_measure")
def score_measures(cast):
    return tuple({"pk": edition.scores.first().pk, "measure": "closed"} for edition in _editions(cast))


@example("rule_set")
def rule_sets(cast):
    rules_of_performance.seed(NOON)
    return {"pk": RuleSet.objects.get(code="city_grid").pk}, {"pk": RuleSet.objects.get(code="blended").pk}


@example("task entry")
def task_entries(cast):
    """The task list is one for all stations: the other side has no entry of its own."""
    grid_seeds.seed(timezone.now())
    return {"pk": TaskEntry.objects.get(code="A1-1").pk}, {"pk": 999_999_999}


@example("catalogue version")
def catalogue_versions(cast):
    grid_seeds.seed(timezone.now())
    return {"pk": CatalogueVersion.objects.get(kind="tasks").pk}, {"pk": 999_999_999}


@example("assignment")
def assignments(cast):
    own, other = (Assignment.objects.get(grid=grid, kind="lead") for grid in (cast.grid, cast.other_grid))
    return {"pk": own.pk}, {"pk": other.pk}


@example("task due")
def task_dues(cast):
    task_entries(cast)
    day = timezone.localdate()
    make_dues(starts=day, ends=day + timedelta(days=1))
    own, other = (TaskDue.objects.filter(grid=grid, entry__code="A1-1").latest("starts") for grid in (cast.grid, cast.other_grid))
    return {"pk": own.pk}, {"pk": other.pk}


@example("task log")
def task_logs(cast):
    task_entries(cast)
    pairs = ((cast.grid, cast.officer), (cast.other_grid, cast.other_officer))
    rows = [
        TaskLog.objects.create(grid=grid, entry=TaskEntry.objects.get(code="A1-1"), officer=officer, done_on=timezone.localdate(), count=1)
        for grid, officer in pairs
    ]
    TaskLogEvent.objects.bulk_create(
        TaskLogEvent(subject=row, verb="log", to_state="logged", at=timezone.now(), actor=row.officer) for row in rows
    )
    return {"pk": rows[0].pk}, {"pk": rows[1].pk}


@example("task log step")
def task_log_steps(cast):
    own, other = task_logs(cast)
    return own | {"verb": "verify"}, other | {"verb": "verify"}


@example("task log photo")
def task_log_photos(cast):
    keys = []
    for log in task_logs(cast):
        stored = StoredFile(name="a.jpg", content_type="image/jpeg", size=3, sha256="0" * 64, uploaded_at=timezone.now())
        stored.file.save("photo", ContentFile(b"jpg"), save=True)
        keys.append({"pk": TaskLogPhoto.objects.create(log_id=log["pk"], file=stored).pk})
    return keys[0], keys[1]


@example("noted")
def noted(cast):
    return {"kind": "grid", "pk": cast.grid.pk}, {"kind": "grid", "pk": cast.other_grid.pk}


def _sides(cast):
    return ((cast.grid, cast.chief), (cast.other_grid, cast.other_chief))


@example("note")
def remarks(cast):
    common = {"kind": "grid", "text": "备注", "added_at": timezone.now()}
    return tuple({"pk": Note.objects.create(object_id=grid.pk, added_by=chief, **common).pk} for grid, chief in _sides(cast))


@example("attachment")
def attachments(cast):
    common = {"kind": "grid", "added_at": timezone.now()}
    return tuple(
        {"pk": Attachment.objects.create(object_id=grid.pk, added_by=chief, file=_stored(chief), **common).pk}
        for grid, chief in _sides(cast)
    )


@example("stored photo")
def stored_photos(cast):
    return tuple({"pk": Attachment.objects.get(**row).file_id} for row in attachments(cast))


def _stored(person) -> StoredFile:
    stored = StoredFile(name="a.jpg", content_type="image/jpeg", size=3, sha256="0" * 64, uploaded_by=person, uploaded_at=timezone.now())
    stored.file.save("photo", ContentFile(b"jpg"), save=True)
    return stored


@example("list")
def lists(cast):
    return {"code": "tickets"}, {"code": "people"}


@example("saved_view")
def saved_views(cast):
    people = (cast.officer, cast.other_officer)
    rows = [SavedView.objects.create(listed="tickets", name="例", owner=person, saved_at=timezone.now()) for person in people]
    return {"pk": rows[0].pk}, {"pk": rows[1].pk}


@example("bulk_run")
def bulk_runs(cast):
    given = {"listed": "tickets", "verb": "urge", "keys": [], "token": "x"}
    rows = [BulkRun.objects.create(actor=person, begun_at=timezone.now(), **given) for person in (cast.officer, cast.other_officer)]
    return {"pk": rows[0].pk}, {"pk": rows[1].pk}


def _drafts(cast) -> list[Version]:
    """Drafts of the office's own of two rules."""
    seeds_of_handbooks.seed(timezone.now())
    office, day = cast.standing(cast.performance), timezone.localdate()
    books = Handbook.objects.filter(code__in=("rule-whistle", "rule-campus")).order_by("-code")
    return [begin(book, actor=office, at=timezone.now(), day=day) for book in books]


@example("handbook")
def handbooks(cast):
    _drafts(cast)
    return {"code": "rule-whistle"}, {"code": "rule-campus"}


@example("handbook chapter")
def handbook_chapters(cast):
    _drafts(cast)
    return {"code": "rule-whistle", "anchor": "clocks"}, {"code": "rule-campus", "anchor": "work"}


@example("handbook version")
def handbook_versions(cast):
    """Our default, which everybody reads, and a draft, which few do."""
    draft = _drafts(cast)[0]
    return {"pk": Version.objects.get(handbook=draft.handbook, number=1).pk}, {"pk": draft.pk}


@example("handbook draft")
def handbook_drafts(cast):
    return tuple({"pk": draft.pk} for draft in _drafts(cast))


@example("handbook step")
def handbook_steps(cast):
    return tuple({"pk": draft.pk, "verb": "discard"} for draft in _drafts(cast))


@example("reference")
def references(cast):
    _drafts(cast)
    return tuple({"pk": pk} for pk in Reference.objects.values_list("pk", flat=True)[:2])


@example("handbook draft chapter")
def handbook_draft_chapters(cast):
    return tuple({"pk": draft.chapters.first().pk} for draft in _drafts(cast))


@example("circular")
def circulars(cast):
    """One to each station, from its chief."""
    rows = []
    for prefix in ("", "other_"):
        chief, station, officer = (cast.named[f"{prefix}{name}"] for name in ("chief", "station", "officer"))
        circular = Circular.objects.create(author=chief, title="通知", text="内容", sent_at=timezone.now())
        Receipt.objects.create(circular=circular, person=officer, unit=station)
        rows.append({"pk": circular.pk})
    return tuple(rows)


def _hook(cast) -> Webhook:
    hook = Webhook(name="市平台", url="https://city.example/", kinds=["ticket"], proposed_by=cast.system_admin, proposed_at=timezone.now())
    hook.secret = "secret"
    Webhook.objects.bulk_create([hook])
    return hook


@example("webhook")
def hooks(cast):
    return {"pk": _hook(cast).pk}, {"pk": _hook(cast).pk}


@example("webhook act")
def hook_acts(cast):
    return {"pk": _hook(cast).pk, "act": "approve"}, {"pk": _hook(cast).pk, "act": "approve"}


@example("delivery")
def deliveries(cast):
    at = timezone.now()
    common = {"body": {"type": "ticket.blow"}, "created_at": at, "next_at": at}
    return tuple({"pk": Delivery.objects.create(webhook=_hook(cast), key=key, **common).pk} for key in "ab")


@example("pick")
def picks(cast):
    return {"code": "unit"}, {"code": "nothing"}


@example("standard text")
def standard_texts(cast):
    people = (cast.officer, cast.other_officer)
    rows = [StandardText.objects.create(owner=person, state="any", klass="any", text="已联系街道") for person in people]
    return {"pk": rows[0].pk}, {"pk": rows[1].pk}


@example("token")
def keys_of_the_api(cast):
    at = timezone.now()
    people = (cast.officer, cast.other_officer)
    made = [issue(person, name="程序", scope="read", days=30, actor=person, at=at)[0] for person in people]
    return {"pk": made[0].pk, "act": "revoke"}, {"pk": made[1].pk, "act": "revoke"}
