"""The pages of notices with receipts, of what one is told, and of webhooks."""

from django.utils.translation import gettext_lazy as _

from haidian_policing.notices.views import circulars, mine, webhooks
from haidian_policing.pages.registry import Page

BOTH, POST = ("GET", "POST"), ("POST",)
HOOKS = ("webhook.propose", "webhook.approve")
PAGES: tuple[Page, ...] = (
    Page("circular_list", "circulars/", circulars.circular_list, label=_("Notices with receipts"), menu="work", icon="mail"),
    Page("circular_new", "circulars/new/", circulars.circular_new, may="notice.send", methods=BOTH),
    Page("circular", "circulars/<int:pk>/", circulars.circular, takes="circular"),
    Page("circular_confirm", "circulars/<int:pk>/confirm/", circulars.circular_confirm, methods=POST, takes="circular"),
    Page("circular_urge", "circulars/<int:pk>/urge/", circulars.circular_urge, methods=POST, takes="circular"),
    Page("today", "today/", mine.today),
    Page("settings", "settings/", mine.settings_page, methods=BOTH),
    Page("choose", "settings/<slug:kind>/<int:pk>/", mine.choose, methods=POST, takes="noted"),
    Page("follow", "follow/<slug:kind>/<int:pk>/", mine.follow, methods=POST, takes="noted"),
    Page(
        "webhook_list", "webhooks/", webhooks.webhook_list, label=_("Webhooks"), menu="administration", may=HOOKS, methods=BOTH, icon="send"
    ),
    Page("webhook", "webhooks/<int:pk>/", webhooks.webhook, may=HOOKS, takes="webhook"),
    Page("webhook_act", "webhooks/<int:pk>/<slug:act>/", webhooks.webhook_act, may=HOOKS, methods=POST, takes="webhook act"),
    Page("delivery_again", "deliveries/<uuid:pk>/", webhooks.delivery_again, may=HOOKS, methods=POST, takes="delivery"),
)
