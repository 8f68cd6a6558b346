"""One ticket: its page, its steps, its paper, its photos and its contact."""

from collections import defaultdict

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from haidian_policing.access.standing import may
from haidian_policing.audit.actions import record
from haidian_policing.audit.choices import Action
from haidian_policing.files.responses import send
from haidian_policing.notes.panels import blur_address
from haidian_policing.pages.responses import answer
from haidian_policing.sealing import unseal
from whistle_reporting import actions
from whistle_reporting.actions.filing import CONTACT, PHONE
from whistle_reporting.forms import StepForm, answers_in_words
from whistle_reporting.lifecycle import PART, TICKET
from whistle_reporting.lists.events import timeline
from whistle_reporting.lists.rows import TONES, masked_contact
from whistle_reporting.models import Evidence, Part, Ticket
from whistle_reporting.panels import texts_of
from whistle_reporting.papers import WHISTLE_SHEET
from whistle_reporting.rules import CONTACT_READERS, PART_CONDITIONS, PART_RULES, TICKET_CONDITIONS, TICKET_RULES
from whistle_reporting.sets import about
from whistle_reporting.views import story


def ticket_detail(request, pk: int):
    return _page(request, _ticket(request, pk))


def _ticket(request, pk: int) -> Ticket:
    get_object_or_404(Ticket.objects.visible_to(request.user).values("pk"), pk=pk)
    (ticket,) = about.ticket(key=pk)
    return ticket


def _page(request, ticket: Ticket, *, bound: StepForm | None = None, verb: str = "", part: int | None = None, status: int = 200):
    """The ticket's page; a step's form that was refused comes back open and filled."""
    at, person = timezone.now(), request.user
    parts, photos = about.parts(ticket=ticket.pk), _photos(ticket, person)
    story.empower([ticket], TICKET, TICKET_CONDITIONS, TICKET_RULES, person)
    story.empower(parts, PART, PART_CONDITIONS, PART_RULES, person)
    texts = texts_of(person, ticket.klass, ticket.item.code)
    keys = [row.pk for row in parts]
    clocks, extensions, verdicts = (about.of_parts(rows(parts=keys)) for rows in (about.clocks, about.extensions, about.verdicts))
    shown = [
        {
            "part": row,
            "tone": TONES[row.state],
            "clocks": [story.told(clock, at) for clock in clocks[row.pk]],
            "extensions": extensions[row.pk],
            "unit": next((clock.get_unit_display() for clock in clocks[row.pk] if clock.kind == "disposal"), ""),
            "verdicts": verdicts[row.pk],
            "steps": story.next_steps(row, person, bound if row.pk == part else None, verb, texts),
            "before": photos[row.pk, "before"],
            "after": photos[row.pk, "after"],
        }
        for row in parts
    ]
    police = next((row for row in reversed(parts) if row.station_id), None)
    context = {
        "ticket": ticket,
        "tone": TONES[ticket.state],
        "contact": masked_contact(ticket),
        "may_read_contact": any(may(person, capability) for capability in CONTACT_READERS),
        "answers": answers_in_words(ticket),
        "steps": story.next_steps(ticket, person, bound if part is None else None, verb, texts),
        "parts": shown,
        "stages": story.stages(ticket, police),
        "filing": photos[None, "filing"],
        "timeline": timeline(ticket, parts, inside=person.standing.is_police, judged=person.standing.is_police),
        "may_edit": ticket.state == "draft" and getattr(ticket, "can_ticket_file", False),
        "breadcrumbs": [(_("Whistle and report"), reverse("whistle_reporting:ticket_list")), (ticket.number, None)],
    }
    return answer(request, "whistle_reporting/ticket_detail.html", context, status=status)


def _photos(ticket: Ticket, person) -> dict[tuple[int | None, str], list[dict]]:
    """The photos of the ticket and of its parts, by part and phase; one statement."""
    found = defaultdict(list)
    for row in about.photos(ticket=ticket.pk):
        found[row.part_id, row.phase].append(_photo(row, person))
    return found


def _photo(row: Evidence, person) -> dict:
    address = reverse("whistle_reporting:evidence", kwargs={"pk": row.pk})
    caption = f"{timezone.localtime(row.added_at):%m-%d %H:%M}"
    return {"url": address, "thumbnail": address, "caption": caption, "blur": blur_address(person, row.file)}


def ticket_contact(request, pk: int):
    """The contact in full, for whoever works on the ticket; each look is written down."""
    ticket = get_object_or_404(Ticket.objects.visible_to(request.user), pk=pk)
    record(Action.READ, request=request, target=ticket, what="contact")
    parts = (
        unseal(bytes(sealed), purpose) for sealed, purpose in ((ticket.contact_sealed, CONTACT), (ticket.phone_sealed, PHONE)) if sealed
    )
    messages.info(request, _("Contact on site: %(contact)s") % {"contact": " ".join(parts) or "-"})
    return redirect("whistle_reporting:ticket_detail", pk=ticket.pk)


def ticket_step(verb: str):
    """The view of one row of the ticket's lifecycle."""

    def step_view(request, pk: int):
        reached = Ticket.objects.visible_to(request.user).reachable_by(request.user, TICKET[verb].may)
        subject = get_object_or_404(reached, pk=pk)
        return _take(request, subject, TICKET[verb], actions.advance_ticket, Ticket.objects.filter(pk=pk), subject.pk, None)

    return step_view


def part_step(verb: str):
    """The view of one row of the part's lifecycle."""

    def step_view(request, pk: int):
        subject = get_object_or_404(Part.objects.reachable_by(request.user, PART[verb].may), pk=pk)
        return _take(request, subject, PART[verb], actions.advance, Part.objects.filter(pk=pk), subject.ticket_id, pk)

    return step_view


def _take(request, subject, step, act, queryset, ticket: int, part: int | None):
    form = StepForm(step, subject, request.POST, request.FILES)
    if form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if value not in (None, "", [])}
        try:
            moved, refused = act(queryset, step.verb, actor=request.user, at=timezone.now(), seen=request.POST.get("seen") or None, **given)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            if moved:
                messages.success(request, _("Done: %(step)s.") % {"step": step.label})
            for row in refused:
                messages.error(request, row.reason)
            sent = "?sent=1" if moved and step.verb == "submit" else ""
            return redirect(_back(request, ticket) + sent)
    if step.verb not in {row.verb for row in subject.lifecycle.from_state(subject.state)}:
        messages.error(request, _("This step is no longer possible: the state has changed meanwhile."))
        return redirect(_back(request, ticket))
    return _page(request, _ticket(request, ticket), bound=form, verb=step.verb, part=part, status=400)


def _back(request, ticket: int) -> str:
    """To the desk where the step was taken from the desk, otherwise to the ticket."""
    return (
        reverse("whistle_reporting:desk")
        if request.POST.get("from") == "desk"
        else reverse("whistle_reporting:ticket_detail", kwargs={"pk": ticket})
    )


def ticket_print(request, pk: int):
    """The whistle sheet with its receipt, on A4."""
    ticket = get_object_or_404(WHISTLE_SHEET.queryset(request.user), pk=pk)
    context = {
        "ticket": ticket,
        "sheet": WHISTLE_SHEET.content(ticket, request.GET, request.user, timezone.now()),
        "breadcrumbs": [
            (_("Whistle and report"), reverse("whistle_reporting:ticket_list")),
            (ticket.number, reverse("whistle_reporting:ticket_detail", kwargs={"pk": pk})),
            (_("Print sheet"), None),
        ],
    }
    return answer(request, "whistle_reporting/ticket_print.html", context)


def evidence(request, pk: int):
    """One photo; whoever sees the ticket may look at it."""
    row = get_object_or_404(Evidence.objects.filter(ticket__in=Ticket.objects.visible_to(request.user)).select_related("file"), pk=pk)
    return send(row.file, inline=True)
