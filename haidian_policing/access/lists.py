"""Exceptions to the scope rule: what is lent to whom until when; and keys of the API."""

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from haidian_policing.access.choices import TokenScope
from haidian_policing.access.filters import GrantFilter, TokenFilter
from haidian_policing.access.models import ApiToken, ObjectGrant
from haidian_policing.access.standing import may
from haidian_policing.lists import cells
from haidian_policing.lists.columns import Column
from haidian_policing.lists.declaration import Link, List, Tab


class ExceptionList(List):
    code = "exceptions"
    page = "access:exception_list"
    label = _("Exceptions")
    subtitle = _("Single things lent to single people for a time, beside what their posts reach.")
    model = ObjectGrant
    filterset = GrantFilter
    may = "exception.grant"
    order = ("-starts", "-pk")
    fields = ("content_type_id", "object_pk", "user__name", "user__police_number", "starts", "ends", "reason", "granted_by__name")
    empty = (_("No exceptions"), _("Everybody sees what the own posts reach, nothing more."))
    columns = (
        Column("thing", pgettext_lazy("exception", "What"), title=True, width=28),
        Column(
            "user__name", pgettext_lazy("exception", "To"), sort="user__name", below="user__police_number", below_label=_("Police number")
        ),
        Column("starts", _("From"), "datetime", sort="starts", width=17),
        Column("ends", _("Until"), "datetime", sort="ends", blank=True, width=17),
        Column("reason", _("Why"), width=28),
        Column("granted_by__name", _("Granted by")),
    )

    def queryset(self, person):
        return ObjectGrant.objects.all()

    def told(self, rows, at):
        """The things in words: one statement for each kind of thing on the page."""
        keys: dict = {}
        for row in rows:
            keys.setdefault(row["content_type_id"], set()).add(int(row["object_pk"]))
        found = {kind: model_of(kind)._default_manager.in_bulk(wanted) for kind, wanted in keys.items()}
        for row in rows:
            kind = row["content_type_id"]
            row["thing"] = f"{capfirst(str(model_of(kind)._meta.verbose_name))} · {found[kind].get(int(row['object_pk']), '-')}"
            row["valid"] = row["starts"] <= at and (row["ends"] is None or row["ends"] > at)
        return rows

    def tabs(self, person):
        return [Tab("", _("Valid now")), Tab("all", _("All"))]

    def in_tab(self, queryset, person, code):
        return queryset if code == "all" else queryset.valid_at(timezone.now())

    def links(self, person):
        return [Link(_("Grant an exception"), reverse("access:exception_lend"), "plus", primary=True)]

    def act_for(self, person):
        button = cells.poster(_("Take back"), "access:exception_end", _("The person loses sight of it at once. Go on?"))
        return lambda row: button(row["pk"]) if row["valid"] else ""


def model_of(kind: int):
    return ContentType.objects.get_for_id(kind).model_class()


MOMENTS = ("expires_at", "last_used_at", "approved_at", "revoked_at")


class TokenList(List):
    """One's own keys; those of everybody for whoever manages accounts."""

    code = "keys"
    page = "access:token_list"
    label = _("Keys of the API")
    subtitle = _("A program acts with your posts of the day; it never may more than you.")
    model = ApiToken
    filterset = TokenFilter
    fields = (
        "name",
        "tail",
        "person_id",
        "person__name",
        "person__police_number",
        "expires_at",
        "last_used_at",
        "approved_at",
        "revoked_at",
    )
    words = {"scope": TokenScope}
    empty = (_("No keys yet"), _("A program that reads or writes for you needs one."))
    columns = (
        Column("name", pgettext_lazy("key", "Name"), sort="name", title=True, below="tail_shown", below_label=_("ends with"), width=24),
        Column("person__name", _("Person"), sort="person__name", below="person__police_number", below_label=_("Police number")),
        Column("scope", _("It may")),
        Column("expires_at", _("Valid until"), "datetime", sort="expires_at", width=17),
        Column("last_used_at", _("Last used"), "datetime", sort="last_used_at", blank=True, width=17),
        Column("state", _("State"), "state"),
    )

    def queryset(self, person):
        return ApiToken.objects.manageable_by(person)

    def told(self, rows, at):
        for row in rows:
            row["tail_shown"] = f"…{row['tail']}"
            row["live"] = row["revoked_at"] is None and row["expires_at"] > at
            row["state"], row["state_tone"] = life_of(row)
        return rows

    def links(self, person):
        issue = Link(_("Issue a key"), reverse("access:token_issue"), "plus", primary=True)
        return [Link(_("Description of the API"), reverse("roof:api"), "book"), issue]

    def act_for(self, person):
        approve = cells.poster(_("Approve"), "access:token_act", act="approve")
        revoke = cells.poster(_("Revoke"), "access:token_act", _("The program loses its access at once. Go on?"), act="revoke")
        may_approve = may(person, "account.manage")

        def act(row) -> str:
            waits = row["live"] and may_approve and not row["approved_at"] and row["person_id"] != person.pk
            return f"{approve(row['pk']) if waits else ''}{revoke(row['pk']) if row['live'] else ''}"

        return act


def life_of(row) -> tuple[str, str]:
    """Where a key stands in its life, and the tone of it."""
    if row["revoked_at"]:
        return str(_("Revoked")), "neutral"
    if not row["live"]:
        return str(_("Run out")), "neutral"
    return (str(_("Approved")), "good") if row["approved_at"] else (str(_("Valid")), "active")


LISTS = (EXCEPTIONS, KEYS) = (ExceptionList(), TokenList())
