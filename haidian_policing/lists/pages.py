"""What every list posts to: saved views, columns, an action on many rows and its account."""

from haidian_policing.lists import acting
from haidian_policing.pages.registry import Page

POST = ("POST",)
PAGES: tuple[Page, ...] = (
    Page("act", "<slug:code>/act/", acting.act, methods=POST, takes="list"),
    Page("view_save", "<slug:code>/views/", acting.view_save, methods=POST, takes="list"),
    Page("columns", "<slug:code>/columns/", acting.columns, methods=POST, takes="list"),
    Page("view_drop", "views/<int:pk>/drop/", acting.view_drop, methods=POST, takes="saved_view"),
    Page("run", "runs/<int:pk>/", acting.run, takes="bulk_run"),
)
