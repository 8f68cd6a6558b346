"""The pages of exports; whoever may open a list may export what he sees of it."""

from haidian_policing.exports import views
from haidian_policing.exports.lists import EXPORTS
from haidian_policing.lists.views import listing
from haidian_policing.pages.registry import Page

PAGES: tuple[Page, ...] = (
    listing(EXPORTS),
    Page("detail", "<int:pk>/", views.detail, takes="export"),
    Page("file", "<int:pk>/file/", views.export_file, takes="export"),
    Page("start", "of/<slug:code>/", views.start, methods=("POST",), takes="list"),
)
