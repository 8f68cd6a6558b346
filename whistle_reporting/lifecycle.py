"""The heart of whistle and report: the life of a ticket and of each of its parts, as two tables.

One row says the verb, from where, to where, who may, what must be filled in and which clocks stop and start. The POST route, the API
action, the button, the form, the history line, the deadline, the diagram in the documentation and the tests follow from the row.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from haidian_policing.steps import Lifecycle, step
from whistle_reporting.choices import OPEN_STATES, WORKING_STATES, PartState, TicketState

T, S = TicketState, PartState
POLICE_OPEN = frozenset(OPEN_STATES) - {S.OUTSIDE}
WORKING = frozenset(WORKING_STATES)
ANSWERS = {"came", "solved", "satisfied"}

TICKET = Lifecycle(
    T,
    T.DRAFT,
    step("submit", {T.DRAFT}, T.AWAITING_SIGN_OFF, may="ticket.file", label=_("Submit for sign-off"), tone="active"),
    step(
        "blow_first",
        {T.DRAFT},
        T.BLOWN,
        may="ticket.file",
        needs={"phoned_at", "note"},
        starts={"receipt", "arrival"},
        label=_("Record a whistle given by phone"),
        tone="warn",
    ),
    step(
        "sign_off",
        {T.AWAITING_SIGN_OFF},
        T.BLOWN,
        may="ticket.sign_off",
        accepts={"note"},
        starts={"receipt", "arrival"},
        label=_("Sign off and blow"),
        tone="active",
    ),
    step("send_back", {T.AWAITING_SIGN_OFF}, T.DRAFT, may="ticket.sign_off", needs={"note"}, label=_("Send back to be completed")),
    step(
        "countersign",
        {T.BLOWN, T.CLOSED},
        None,
        may="ticket.sign_off",
        accepts={"note"},
        label=_("Countersign the phone whistle"),
        tone="active",
    ),
    step("withdraw", {T.DRAFT, T.AWAITING_SIGN_OFF}, T.WITHDRAWN, may="ticket.file", needs={"note"}, label=_("Withdraw"), tone="bad"),
    step("recall", {T.BLOWN}, T.WITHDRAWN, may="ticket.sign_off", needs={"note"}, label=_("Call the whistle back"), tone="bad"),
    step("redirect", {T.BLOWN}, None, may="ticket.sign_off", needs={"grid", "note"}, label=_("Blow again to another grid"), tone="active"),
    step("close", {T.BLOWN}, T.CLOSED, may="ticket.judge", accepts={"note"}, label=_("Close the ticket"), tone="active"),
    step(
        "close_over",
        {T.BLOWN},
        T.CLOSED,
        may="ticket.sign_off",
        needs={"note"},
        label=_("Close while a part is open"),
        tone="bad",
    ),
)

FORMER = frozenset({"remark"})  # no step any more, but in events that stay: a note of a part, before notes had a panel of their own
PART = Lifecycle(
    S,
    S.DISPATCHED,
    step(
        "sign_for",
        {S.DISPATCHED},
        S.SIGNED,
        may="ticket.receive",
        accepts={"note"},
        stops="receipt",
        starts="disposal",
        label=_("Sign for"),
        tone="active",
    ),
    step(
        "dispatch", {S.SIGNED}, S.ASSIGNED, may="ticket.dispatch", needs={"handler"}, accepts={"note"}, label=_("Dispatch"), tone="active"
    ),
    step("transfer", WORKING, None, may="ticket.dispatch", needs={"handler", "note"}, label=_("Change the handler")),
    step(
        "arrive",
        {S.ASSIGNED},
        S.ARRIVED,
        may="ticket.handle",
        accepts={"happened_at", "before_photo", "note"},
        stops="arrival",
        label=_("Report arrival"),
        tone="active",
    ),
    step(
        "survey", {S.ARRIVED}, S.SURVEYING, may="ticket.handle", needs={"note"}, accepts={"before_photo"}, label=_("Survey"), tone="active"
    ),
    step(
        "rectify",
        {S.ARRIVED, S.SURVEYING},
        S.RECTIFYING,
        may="ticket.handle",
        needs={"note"},
        accepts={"before_photo"},
        label=_("Rectify"),
        tone="active",
    ),
    step(
        "report_done",
        {S.RECTIFYING},
        S.DONE,
        may="ticket.handle",
        needs={"result", "after_photo"},
        accepts={"happened_at"},
        stops="disposal",
        starts="verdict",
        label=_("Report done"),
        tone="active",
    ),
    step(
        "verdict",
        {S.DONE},
        S.CLOSED,
        may="ticket.judge",
        needs=ANSWERS,
        accepts={"note"},
        stops="verdict",
        label=_("Give the verdict and close"),
        tone="active",
    ),
    step(
        "reopen",
        {S.DONE},
        S.RECTIFYING,
        may="ticket.judge",
        needs=ANSWERS | {"note"},
        stops="verdict",
        starts="disposal",
        label=_("Reopen: not good enough"),
        tone="bad",
    ),
    step("assess", {S.CLOSED}, None, may="ticket.judge", needs={"effect", "note"}, label=_("Look back at the effect")),
    step(
        "ask_return",
        {S.DISPATCHED, S.SIGNED, S.ASSIGNED},
        S.RETURN_ASKED,
        may="ticket.return",
        needs={"return_reason", "note"},
        stops="receipt",
        label=_("Ask to return"),
    ),
    step(
        "accept_return",
        {S.RETURN_ASKED},
        S.RETURNED,
        may="ticket.rule",
        needs={"note"},
        stops={"arrival", "disposal"},
        label=_("Accept the return"),
    ),
    step(
        "refuse_return",
        {S.RETURN_ASKED},
        S.SIGNED,
        may="ticket.rule",
        needs={"note"},
        starts="disposal",
        label=_("Refuse the return"),
        tone="bad",
    ),
    step(
        "ask_extension", WORKING, None, may="ticket.handle", needs={"extension_reason", "amount", "note"}, label=_("Ask for an extension")
    ),
    step("grant_extension", WORKING, None, may="ticket.rule", needs={"amount"}, accepts={"note"}, label=_("Grant the extension")),
    step("refuse_extension", WORKING, None, may="ticket.rule", needs={"note"}, label=_("Refuse the extension")),
    step("suspend", WORKING, None, may="ticket.suspend", needs={"pending_reason", "note"}, label=_("Suspend the clock")),
    step("resume", WORKING, None, may="ticket.suspend", accepts={"note"}, label=_("Resume the clock"), tone="active"),
    step(
        "outside_start",
        {S.DISPATCHED, S.DONE},
        S.OUTSIDE,
        may="ticket.judge",
        needs={"note"},
        label=_("Record: outside unit at work"),
        tone="active",
    ),
    step(
        "outside_end",
        {S.DISPATCHED, S.OUTSIDE},
        S.DONE,
        may="ticket.judge",
        needs={"result"},
        label=_("Record: outside unit finished"),
        tone="active",
    ),
    step("urge", POLICE_OPEN - {S.DONE}, None, may="ticket.urge", needs={"note"}, label=_("Urge"), tone="warn"),
    step("supervise", frozenset(OPEN_STATES), None, may="ticket.supervise", needs={"note"}, label=_("Supervise"), tone="warn"),
    step(
        "cancel",
        frozenset(OPEN_STATES),
        S.CANCELLED,
        may="ticket.sign_off",
        needs={"note"},
        stops={"receipt", "arrival", "disposal", "verdict"},
        label=pgettext_lazy("part", "Withdraw this part"),
        tone="bad",
    ),
)
