"""One's own exports, each with its file as long as it is kept."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from haidian_policing.exports.actions import fetchable, label_of
from haidian_policing.exports.choices import Form
from haidian_policing.exports.filters import ExportFilter
from haidian_policing.exports.models import Export
from haidian_policing.lists import cells
from haidian_policing.lists.columns import Column
from haidian_policing.lists.declaration import List

ASKED = ("listed", "posts", "unmasked", "file_id", "expires_at")  # what decides whether the file may be fetched


class ExportList(List):
    code = "exports"
    page = "exports:list"
    label = _("My exports")
    model = Export
    filterset = ExportFilter
    fields = (*ASKED, "rows", "requested_at")
    words = {"form": Form}
    href = "exports:detail"
    empty = (_("No exports yet"), _("Every list has an Export button above its table."))
    columns = (
        Column("label", _("List"), title=True, width=28),
        Column("form", _("File format")),
        Column("rows", pgettext_lazy("spreadsheet", "Rows"), "number"),
        Column("requested_at", _("Created"), "datetime", sort="pk", width=17),
        Column("expires_at", _("Kept until"), "datetime", width=17),
    )

    def told(self, rows, at):
        for row in rows:
            row["label"] = label_of(row["listed"])
        return rows

    def act_for(self, person):
        link = cells.anchor(_("Download"), "exports:file")
        return lambda row: link(row["pk"]) if fetchable(Export(**{name: row[name] for name in ASKED}), person) else ""


LISTS = (EXPORTS,) = (ExportList(),)
