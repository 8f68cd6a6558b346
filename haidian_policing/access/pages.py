"""The pages of access."""

from django.utils.translation import gettext_lazy as _

from haidian_policing.access.lists import EXCEPTIONS, KEYS
from haidian_policing.access.views import exceptions, preview, rights, tokens
from haidian_policing.lists.views import listing
from haidian_policing.pages.registry import Page

POST = ("POST",)
PAGES: tuple[Page, ...] = (
    Page(
        "role_table",
        "roles/",
        rights.role_table,
        label=_("Who may what"),
        menu="administration",
        may="permission.view",
        icon="shield-check",
    ),
    Page("person_rights", "people/<int:pk>/", rights.person_rights, may="permission.view", takes="person"),
    Page("preview_start", "preview/<int:pk>/", preview.preview_start, may="standing.preview", methods=POST, takes="post"),
    Page("preview_end", "preview/end/", preview.preview_end, methods=POST, second_factor=False),
    listing(EXCEPTIONS, "exceptions/", menu="administration", icon="transfer"),
    Page("exception_lend", "exceptions/lend/", exceptions.exception_lend, may="exception.grant", methods=("GET", "POST")),
    listing(KEYS, "keys/"),
    Page("token_issue", "keys/issue/", tokens.token_issue, methods=("GET", "POST")),
    Page("token_act", "keys/<int:pk>/<slug:act>/", tokens.token_act, methods=POST, takes="token"),
    Page("exception_end", "exceptions/<int:pk>/end/", exceptions.exception_end, may="exception.grant", methods=POST, takes="exception"),
)
