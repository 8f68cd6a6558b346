"""The pages of this app; each row of the two lifecycles has its own address."""

from django.utils.translation import gettext_lazy as _

from haidian_policing.exports.views import printing
from haidian_policing.lists.views import listing
from haidian_policing.pages.registry import Page
from whistle_reporting.lifecycle import PART, TICKET
from whistle_reporting.lists import TICKETS
from whistle_reporting.papers import WHISTLE_SHEET
from whistle_reporting.rules import CONTACT_READERS
from whistle_reporting.views import desk, detail, filing, texts

BOTH, POST = ("GET", "POST"), ("POST",)
WRITES = ("ticket.remark", "ticket.file", "ticket.receive", "catalogue.manage")
PAGES: tuple[Page, ...] = (
    listing(TICKETS, label=_("Tickets"), menu="tickets", icon="speakerphone", thumb=5),
    Page("desk", "desk/", desk.desk, label=_("Duty desk"), menu="tickets", may="ticket.receive", icon="inbox", thumb=3),
    Page(
        "ticket_new",
        "new/",
        filing.ticket_new,
        label=_("Write a whistle"),
        menu="tickets",
        may="ticket.file",
        methods=BOTH,
        icon="pencil",
        thumb=6,
    ),
    Page("questions", "questions/", filing.questions, may="ticket.file"),
    Page("texts", "texts/", texts.texts, label=_("Standard texts"), menu="tickets", may=WRITES, methods=BOTH, icon="clipboard-text"),
    Page("text_change", "texts/<int:pk>/", texts.texts, may=WRITES, methods=BOTH, takes="standard text"),
    Page("text_remove", "texts/<int:pk>/remove/", texts.text_remove, may=WRITES, methods=POST, takes="standard text"),
    Page("ticket_detail", "<int:pk>/", detail.ticket_detail, may="ticket.view", takes="ticket"),
    Page("ticket_edit", "<int:pk>/edit/", filing.ticket_edit, may="ticket.file", methods=BOTH, takes="draft"),
    Page("ticket_print", "<int:pk>/print/", detail.ticket_print, may="ticket.view", takes="ticket"),
    printing(WHISTLE_SHEET, "<int:pk>/paper/", takes="ticket"),
    Page("ticket_contact", "<int:pk>/contact/", detail.ticket_contact, may=CONTACT_READERS, methods=POST, takes="ticket"),
    Page("evidence", "evidence/<int:pk>/", detail.evidence, may="ticket.view", takes="evidence"),
    *(
        Page(f"ticket_{step.verb}", f"<int:pk>/{step.verb}/", detail.ticket_step(step.verb), may=step.may, methods=POST, takes="ticket")
        for step in TICKET.values()
    ),
    *(
        Page(f"part_{step.verb}", f"parts/<int:pk>/{step.verb}/", detail.part_step(step.verb), may=step.may, methods=POST, takes="part")
        for step in PART.values()
    ),
)
