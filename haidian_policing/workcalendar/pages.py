"""The pages of this app."""

from haidian_policing.pages.registry import Page

PAGES: tuple[Page, ...] = ()
