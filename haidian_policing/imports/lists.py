"""Imports so far: whose, of what, how many rows, in which state; the sheets that may be imported unfold beside the heading."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from haidian_policing.imports.choices import ImportState
from haidian_policing.imports.filters import ImportFilter
from haidian_policing.imports.kinds import IMPORTS
from haidian_policing.imports.models import Import
from haidian_policing.lists.columns import Column
from haidian_policing.lists.declaration import Link, List

TONES = {
    **dict.fromkeys(("checking", "applying", "undoing"), "active"),
    "checked": "warn",
    "refused": "bad",
    "applied": "good",
    "undone": "pause",
    "discarded": "neutral",
}
COUNTED = ("new", "changed", "wrong")


class ImportList(List):
    code = "imports"
    page = "imports:import_list"
    label = _("Import")
    subtitle = _(
        "Nothing is written before you have seen what would change; what was written can be taken back while nobody has changed it."
    )
    model = Import
    filterset = ImportFilter
    fields = ("name", "kind", "counts", "uploaded_by__name", "uploaded_at", "applied_at")
    words = {"state": ImportState}
    tones = {"state": TONES}
    href = "imports:import_detail"
    empty = (_("No imports yet"), _("Choose a sheet above, fill in its template and upload it."))
    columns = (
        Column("name", _("File"), title=True, clip=True, width=28),
        Column("label", _("Sheet")),
        Column("state", _("State"), "state"),
        Column("new", pgettext_lazy("row", "New"), "number"),
        Column("changed", pgettext_lazy("row", "Changed"), "number"),
        Column("wrong", pgettext_lazy("row", "Wrong"), "number"),
        Column("uploaded_by__name", _("Uploaded by")),
        Column("uploaded_at", _("Uploaded"), "datetime", sort="pk", width=17),
        Column("applied_at", pgettext_lazy("import", "Applied"), "datetime", sort="applied_at", blank=True, width=17),
    )

    def opens_to(self, person):
        return any(kind.opens_to(person) for kind in IMPORTS.values())

    def told(self, rows, at):
        for row in rows:
            row["label"] = IMPORTS.label(row["kind"])
            row |= {name: row["counts"].get(name) for name in COUNTED}
        return rows

    def links(self, person):
        mine = [kind for kind in IMPORTS.values() if kind.opens_to(person)]
        menu = tuple((kind.label, reverse("imports:import_upload", kwargs={"kind": kind.code})) for kind in mine)
        return [Link(_("Import a sheet"), primary=True, menu=menu)]


LISTS = (RUNS,) = (ImportList(),)
