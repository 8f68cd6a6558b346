"""The pages of imports; they open to whoever may import any of the sheets."""

from haidian_policing.access.standing import gives_any
from haidian_policing.imports import views
from haidian_policing.imports.kinds import IMPORTS
from haidian_policing.imports.lists import RUNS
from haidian_policing.lists.views import listing
from haidian_policing.pages.registry import Page


class ImportPage(Page):
    def opens_to(self, person) -> bool:
        return RUNS.opens_to(person)

    def shown_for(self, capabilities) -> bool:
        return any(gives_any(capabilities, kind.may) for kind in IMPORTS.values())


BOTH, POST = ("GET", "POST"), ("POST",)
PAGES: tuple[Page, ...] = (
    listing(RUNS, kind=ImportPage, menu="administration", icon="file-import"),
    ImportPage("import_detail", "<int:pk>/", views.import_detail, takes="import"),
    ImportPage("import_errors", "<int:pk>/errors/", views.import_errors, takes="import"),
    ImportPage("import_act", "<int:pk>/<slug:act>/", views.import_act, methods=POST, takes="import_act"),
    ImportPage("import_upload", "<slug:kind>/", views.import_upload, methods=BOTH, takes="sheet"),
    ImportPage("import_template", "<slug:kind>/template/", views.import_template, takes="sheet"),
)
