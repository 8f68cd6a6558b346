"""Notices with receipts: to confirm, sent by oneself, all that one sees; and webhooks."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from haidian_policing.access.standing import may
from haidian_policing.lists.columns import Column
from haidian_policing.lists.declaration import Link, List, Tab
from haidian_policing.notices.choices import HookState
from haidian_policing.notices.filters import CircularFilter, WebhookFilter
from haidian_policing.notices.models import Circular, Receipt, Webhook

TONES = {"proposed": "warn", "active": "good", "paused": "pause", "waiting": "active", "done": "good", "failed": "bad"}
HOOKS = ("webhook.propose", "webhook.approve")


class CircularList(List):
    code = "circulars"
    page = "notices:circular_list"
    label = _("Notices with receipts")
    subtitle = _("Sent by the performance office, the sub-bureau or your station; each is confirmed once.")
    model = Circular
    filterset = CircularFilter
    fields = ("title", "author__name", "sent_at", "answer_by", "waits", "confirmed", "counted")
    href = "notices:circular"
    empty = (_("Nothing to confirm"), _("Notices that ask for your receipt appear here."))
    columns = (
        Column("title", pgettext_lazy("notice", "title"), title=True, width=40),
        Column("author__name", _("Sent by")),
        Column("sent_at", _("Sent"), "datetime", sort="pk", width=17),
        Column("answer_by", _("Confirm until"), "datetime", sort="answer_by", blank=True, width=17),
        Column("answered", _("Confirmed"), "number"),
        Column("state", _("State"), "state"),
    )

    def queryset(self, person):
        return Circular.objects.visible_to(person).with_receipt_of(person)

    def told(self, rows, at):
        counts = Receipt.objects.counts([row["pk"] for row in rows if row["counted"]])
        for row in rows:
            row["answered"] = counts.get(row["pk"], "")
            row["state"], row["state_tone"] = standing(row, at)
        return rows

    def tabs(self, person):
        waiting = Tab("", _("To confirm"), Receipt.objects.filter(person=person).waiting().count())
        return [waiting, *([Tab("mine", _("Sent by me"))] if may(person, "notice.send") else []), Tab("all", _("All"))]

    def in_tab(self, queryset, person, code):
        return {"": queryset.filter(waits=True), "mine": queryset.filter(author=person)}.get(code, queryset)

    def links(self, person):
        sends = may(person, "notice.send")
        return [Link(_("New notice"), reverse("notices:circular_new"), "plus", primary=True, key="n")] if sends else []


def standing(row, at) -> tuple[str, str]:
    """Where a notice stands with its reader, and the tone of it."""
    if row["waits"]:
        return str(_("to confirm")), "bad" if row["answer_by"] and row["answer_by"] < at else "warn"
    return (str(_("confirmed")), "good") if row["confirmed"] else (str(_("not addressed to me")), "neutral")


class WebhookList(List):
    code = "webhooks"
    page = "notices:webhook_list"
    label = _("Webhooks")
    subtitle = _("Systems outside that are told what happened: type, object, units, state and time, never anything about people.")
    model = Webhook
    filterset = WebhookFilter
    may = HOOKS
    fields = ("name", "url", "proposed_by__name", "failures")
    words = {"state": HookState}
    tones = {"state": TONES}
    href = "notices:webhook"
    empty = (_("No webhooks"), _("A system administrator proposes one, the security administrator approves it."))
    columns = (
        Column("name", pgettext_lazy("webhook", "Name"), sort="name", title=True),
        Column("url", _("Address"), "mono", width=40),
        Column("proposed_by__name", _("Proposed by")),
        Column("failures", _("failures in a row"), "number"),
        Column("state", _("State"), "state"),
    )

    def queryset(self, person):
        return Webhook.objects.all()

    def links(self, person):
        proposes = may(person, "webhook.propose")
        return [Link(_("Propose a webhook"), reverse("notices:webhook_new"), "plus", primary=True)] if proposes else []


LISTS = (CIRCULARS, WEBHOOKS) = (CircularList(), WebhookList())
