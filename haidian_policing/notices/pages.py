"""The pages of notices with receipts, of what one is told, and of webhooks."""

from haidian_policing.lists.views import listing
from haidian_policing.notices.lists import CIRCULARS, HOOKS, WEBHOOKS
from haidian_policing.notices.views import circulars, mine, webhooks
from haidian_policing.pages.registry import Page

BOTH, POST = ("GET", "POST"), ("POST",)
PAGES: tuple[Page, ...] = (
    listing(CIRCULARS, "circulars/", menu="work", icon="mail"),
    Page("circular_new", "circulars/new/", circulars.circular_new, may="notice.send", methods=BOTH),
    Page("circular", "circulars/<int:pk>/", circulars.circular, takes="circular"),
    Page("circular_confirm", "circulars/<int:pk>/confirm/", circulars.circular_confirm, methods=POST, takes="circular"),
    Page("circular_urge", "circulars/<int:pk>/urge/", circulars.circular_urge, methods=POST, takes="circular"),
    Page("today", "today/", mine.today),
    Page("settings", "settings/", mine.settings_page, methods=BOTH),
    Page("choose", "settings/<slug:kind>/<int:pk>/", mine.choose, methods=POST, takes="noted"),
    Page("follow", "follow/<slug:kind>/<int:pk>/", mine.follow, methods=POST, takes="noted"),
    listing(WEBHOOKS, "webhooks/", menu="administration", icon="send"),
    Page("webhook_new", "webhooks/new/", webhooks.webhook_new, may="webhook.propose", methods=BOTH),
    Page("webhook", "webhooks/<int:pk>/", webhooks.webhook, may=HOOKS, takes="webhook"),
    Page("webhook_act", "webhooks/<int:pk>/<slug:act>/", webhooks.webhook_act, may=HOOKS, methods=POST, takes="webhook act"),
    Page("delivery_again", "deliveries/<uuid:pk>/", webhooks.delivery_again, may=HOOKS, methods=POST, takes="delivery"),
)
