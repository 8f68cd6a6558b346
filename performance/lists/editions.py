"""Every edition that the reader may see: of which period, in which state, published and issued by whom."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from haidian_policing.lists.columns import Column
from haidian_policing.lists.declaration import Link, List
from performance.choices import EditionState, League
from performance.filters import EditionFilter
from performance.models import Edition, Period

TONES = {"flash": "pause", "computed": "info", "provisional": "warn", "issued": "good"}


class EditionList(List):
    code = "editions"
    page = "performance:edition_list"
    label = _("Editions")
    subtitle = _("Rankings as they were computed, published and issued; corrections keep their reason.")
    model = Edition
    filterset = EditionFilter
    may = "ranking.view"
    order = ("-period__starts", "league", "-number")
    fields = (
        "period__kind", "period__starts", "number", "computed_at", "published_at", "published_by__name", "issued_at", "issued_by__name",
        "reason",
    )  # fmt: skip
    words = {"league": League, "state": EditionState}
    tones = {"state": TONES}
    href = "performance:edition"
    columns = (
        Column("period", _("Period"), sort="period__starts", title=True),
        Column("league", _("League")),
        Column("number", _("Edition"), "number"),
        Column("state", _("State"), "state"),
        Column("computed_at", _("Computed"), "datetime", sort="computed_at", width=17),
        Column("published_at", _("Published"), "datetime", below="published_by__name", below_label=_("Published by"), width=17),
        Column("issued_at", _("Issued on"), "datetime", below="issued_by__name", below_label=_("Issued by"), width=17),
        Column("reason", _("Reason for the correction"), clip=True, width=30),
    )

    def told(self, rows, at):
        for row in rows:
            row["period"] = str(Period(kind=row["period__kind"], starts=row["period__starts"]))
        return rows

    def links(self, person):
        return [Link(_("Ranking"), reverse("performance:ranking"), "chart-bar")]


EDITIONS = EditionList()
