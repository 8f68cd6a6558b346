"""What of the handbooks is searched by the box on top: the paragraphs in force, titles first."""

from django.db.models import Case, IntegerField, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from haidian_policing.handbooks.models import Paragraph, Version
from haidian_policing.search.kinds import Kind

SHOWN = 60


class Paragraphs(Kind):
    code, label, icon, listing = "handbook", _("Handbooks"), "book", "handbooks:search"

    def rows(self, person, at: str = ""):
        here = Version.objects.in_force(person.standing.day)
        return Paragraph.objects.filter(version__in=here).select_related("chapter", "version__handbook")

    def matching(self, rows, text: str):
        rank = Case(When(order=0, then=Value(1)), default=Value(2), output_field=IntegerField())
        return rows.holding(text).in_order().annotate(rank=rank)

    def title(self, row) -> str:
        return f"{row.version.handbook} › {row.chapter}"

    def number(self, row) -> str:
        return f"§{row.anchor}"

    def note(self, row) -> str:
        return str(row)[:SHOWN]

    def href(self, row) -> str:
        return reverse("handbooks:chapter", kwargs={"code": row.version.handbook.code, "anchor": row.chapter.anchor}) + f"#{row.anchor}"


SEARCHED = (Paragraphs(),)
