"""The heart of the handbooks: the life of a version, from draft to superseded."""

from django.utils.translation import pgettext_lazy

from haidian_policing.handbooks.choices import State
from haidian_policing.steps import Lifecycle, step

S = State
EDIT, APPROVE = "handbook.edit", "handbook.approve"
EDITORS = (EDIT, APPROVE)


VERSION = Lifecycle(
    State,
    S.DRAFT,
    step("edit", S.DRAFT, None, may=EDIT, label=pgettext_lazy("handbook", "Edit")),
    step("submit", S.DRAFT, S.SUBMITTED, may=EDIT, needs="note", label=pgettext_lazy("handbook", "Submit for approval"), tone="active"),
    step("discard", S.DRAFT, S.WITHDRAWN, may=EDIT, accepts="note", label=pgettext_lazy("handbook", "Discard the draft"), tone="bad"),
    step("approve", S.SUBMITTED, S.APPROVED, may=APPROVE, needs="valid_from", accepts="note", label=pgettext_lazy("handbook", "Approve")),
    step("return", S.SUBMITTED, S.DRAFT, may=APPROVE, needs="note", label=pgettext_lazy("handbook", "Return to the draft"), tone="warn"),
    step("take_effect", S.APPROVED, S.IN_FORCE, may=APPROVE, label=pgettext_lazy("handbook", "Takes effect")),
    step("supersede", S.IN_FORCE, S.SUPERSEDED, may=APPROVE, label=pgettext_lazy("handbook", "Superseded")),
    step("withdraw", {S.APPROVED, S.IN_FORCE}, S.WITHDRAWN, may=APPROVE, needs="note",
         label=pgettext_lazy("handbook", "Withdraw"), tone="bad"),
)  # fmt: skip
BEGINS = "begin"  # the verb of the event by which a version begins
BY_THE_CALENDAR = ("take_effect", "supersede")  # nobody presses these: the day does
WRITING = (BEGINS, "edit", "submit")  # whoever took one of these is an author and cannot approve
