"""The pages of the handbooks; whoever is signed in reads, few write, others approve."""

from django.utils.translation import gettext_lazy as _

from haidian_policing.exports.views import printing
from haidian_policing.handbooks.lifecycle import EDIT, EDITORS
from haidian_policing.handbooks.papers import HANDBOOK_PAPER
from haidian_policing.handbooks.views import editing, reading, references
from haidian_policing.pages.registry import Page

BOTH, POST = ("GET", "POST"), ("POST",)
VERSION = "handbook version"

PAGES: tuple[Page, ...] = (
    Page("handbook_list", "", reading.handbook_list, label=_("Handbooks"), menu="work", icon="book"),
    Page("handbook_add", "new/", editing.handbook_add, _("Add a handbook"), may=EDIT, methods=BOTH),
    Page("search", "search/", reading.search, _("Search the handbooks")),
    Page("basis", "basis/", reading.basis),
    Page("help", "help/", reading.page_help),
    Page("reference_list", "references/", references.reference_list, _("References to the handbooks"), may=EDIT, methods=BOTH),
    Page("reference_remove", "references/<int:pk>/remove/", references.reference_remove, may=EDIT, methods=POST, takes="reference"),
    Page("version", "versions/<int:pk>/", editing.version_page, takes=VERSION),
    Page("version_print", "versions/<int:pk>/print/", reading.version_print, takes=VERSION),
    printing(HANDBOOK_PAPER, "versions/<int:pk>/paper/", takes=VERSION),
    Page("version_text", "versions/<int:pk>/text.md", reading.version_text, takes=VERSION),
    Page("version_changes", "versions/<int:pk>/changes/", reading.version_changes, takes=VERSION),
    Page("version_upload", "versions/<int:pk>/upload/", editing.version_upload, may=EDIT, methods=POST, takes="handbook draft"),
    Page("chapter_add", "versions/<int:pk>/chapters/", editing.chapter_add, may=EDIT, methods=BOTH, takes="handbook draft"),
    Page("version_step", "versions/<int:pk>/<slug:verb>/", editing.version_step, may=EDITORS, methods=POST, takes="handbook step"),
    Page("chapter_edit", "chapters/<int:pk>/edit/", editing.chapter_edit, may=EDIT, methods=BOTH, takes="handbook draft chapter"),
    Page("chapter_remove", "chapters/<int:pk>/remove/", editing.chapter_remove, may=EDIT, methods=POST, takes="handbook draft chapter"),
    Page("handbook", "<slug:code>/", reading.handbook, takes="handbook"),
    Page("version_begin", "<slug:code>/draft/", editing.version_begin, may=EDIT, methods=POST, takes="handbook"),
    Page("chapter", "<slug:code>/<slug:anchor>/", reading.chapter, takes="handbook chapter"),
)
