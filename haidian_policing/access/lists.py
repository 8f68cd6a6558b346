"""Exceptions to the scope rule: what is lent to whom until when."""

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from haidian_policing.access.filters import GrantFilter
from haidian_policing.access.models import ObjectGrant
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
        Column("thing", _("What"), title=True, width=28),
        Column("user__name", _("To"), sort="user__name", below="user__police_number", below_label=_("Police number")),
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
        return [Link(_("Lend"), reverse("access:exception_lend"), "plus", primary=True)]

    def act_for(self, person):
        button = cells.poster(_("Take back"), "access:exception_end", _("The person loses sight of it at once. Go on?"))
        return lambda row: button(row["pk"]) if row["valid"] else ""


def model_of(kind: int):
    return ContentType.objects.get_for_id(kind).model_class()


LISTS = (EXCEPTIONS,) = (ExceptionList(),)
