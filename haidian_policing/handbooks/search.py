"""What of the handbooks is searched: the paragraphs in force that hold every word."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from haidian_policing.handbooks.models import Paragraph, Version
from haidian_policing.search.kinds import Kind


class Paragraphs(Kind):
    code, label, icon = "handbook", _("Handbooks"), "book"
    SHOWN = 80

    def rows(self, person, at: str = ""):
        in_force = Version.objects.visible_to(person).in_force(person.standing.day)
        return Paragraph.objects.filter(version__in=in_force.values("pk")).select_related("chapter", "version__handbook")

    def matching(self, rows, text: str):
        return rows.holding(text).in_order()

    def title(self, row) -> str:
        words = str(row)
        return words if len(words) <= self.SHOWN else f"{words[: self.SHOWN]}…"

    def number(self, row) -> str:
        return ""

    def note(self, row) -> str:
        return f"{row.version.handbook} · {row.chapter}"

    def href(self, row) -> str:
        where = {"code": row.version.handbook.code, "anchor": row.chapter.anchor}
        return f"{reverse('handbooks:chapter', kwargs=where)}#{row.anchor}"


SEARCHED = (Paragraphs(),)
