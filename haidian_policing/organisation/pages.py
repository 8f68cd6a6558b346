"""The pages of the organisation."""

from haidian_policing.organisation.views import sign_in
from haidian_policing.pages.registry import Page

PAGES: tuple[Page, ...] = (
    Page("sign_in", "sign-in/", sign_in.sign_in, methods=("GET", "POST"), open=True),
    Page("sign_out", "sign-out/", sign_in.sign_out, methods=("POST",), second_factor=False),
)
