"""A version of a handbook as a printed book: cover, contents, chapters; each paragraph with its lasting number."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from haidian_policing.exports.papers import Paper
from haidian_policing.handbooks import markdown
from haidian_policing.handbooks.models import Version
from haidian_policing.sheets import facts


class HandbookPaper(Paper):
    """Of what one may read; a text that nobody approved says so across every page."""

    code, label, template, model = "handbook_paper", gettext_lazy("Handbook"), "handbook.typ", Version

    def queryset(self, person):
        return super().queryset(person).select_related("handbook", "approved_by")

    def content(self, thing, asked, person, at):
        number = _("Version %(number)s") % {"number": thing.number}
        approved = thing.approved_by and f"{thing.approved_by.name} {thing.approved_at:%Y-%m-%d}"
        return {
            "title": str(thing.handbook),
            "kind": thing.handbook.get_kind_display(),
            "facts": facts(
                [
                    (pgettext("handbook", "Version"), thing.number),
                    (_("State"), thing.get_state_display()),
                    (_("In force"), term(thing)),
                    (_("Approved by"), approved),
                ]
            ),
            "warning": standing(thing),
            "contents": _("Contents"),
            "chapters": [{"title": str(row), "nodes": markdown.tree(row.words)} for row in thing.chapters.all()],
            "watermark": "" if thing.approved_by_id else _("Not approved"),
            "foot": f"{thing.handbook} · {number}",
            "end": term(thing),
        }

    def name(self, thing, asked):
        return str(thing.handbook), _("Version %(number)s") % {"number": thing.number}

    def count(self, content):
        return len(content["chapters"])


def term(version: Version) -> str:
    """From when until when it is in force; empty for a draft."""
    if not version.valid:
        return ""
    return f"{version.valid.lower} – {version.valid.upper or _('until replaced')}"


def standing(version: Version) -> str:
    """What a reader must know before he relies on it; empty for an approved text."""
    if not version.is_unapproved:
        return ""
    if version.is_default:
        return _("System default: check against your own documents before use.")
    return _("A draft: nobody has approved it.")


PAPERS = (HANDBOOK_PAPER,) = (HandbookPaper(),)
