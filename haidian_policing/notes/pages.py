"""The addresses of notes and files; each asks the rule of the object that it is about."""

from haidian_policing.notes import views
from haidian_policing.pages.registry import Page

POST = ("POST",)
PAGES: tuple[Page, ...] = (
    Page("write", "on/<slug:kind>/<int:pk>/", views.write, methods=POST, takes="noted"),
    Page("attach", "on/<slug:kind>/<int:pk>/files/", views.attach, methods=POST, takes="noted"),
    Page("history", "on/<slug:kind>/<int:pk>/history/", views.history, takes="noted"),
    Page("amend", "<int:pk>/amend/", views.amend, methods=POST, takes="note"),
    Page("withdraw", "<int:pk>/withdraw/", views.withdraw, methods=POST, takes="note"),
    Page("file", "files/<int:pk>/", views.file, takes="attachment"),
    Page("remove", "files/<int:pk>/remove/", views.remove, methods=POST, takes="attachment"),
    Page("blur", "photos/<int:pk>/blur/", views.blur, methods=POST, takes="stored photo"),
)
