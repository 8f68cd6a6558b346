"""All URLs: each app's pages and API below its prefix, derived from their declarations."""

from django.urls import include, path
from django.views.i18n import set_language
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import SimpleRouter

from haidian_policing.pages.registry import routes
from haidian_policing.roof import health
from haidian_policing.roof.declarations import PREFIXES, resources

router = SimpleRouter(trailing_slash=True)
for prefix, viewset in resources():
    router.register(prefix, viewset, basename=prefix.replace("/", "-"))

urlpatterns = [
    *(path(prefix, include((routes(label), label))) for label, prefix in PREFIXES.items()),
    # the language switch is Django's own: POST only, open to everybody
    path("language/", set_language, name="set_language"),
    path("api/", include((router.urls, "api"))),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
]

handler400 = "haidian_policing.pages.problems.bad_request"
handler403 = "haidian_policing.pages.problems.forbidden"
handler404 = "haidian_policing.pages.problems.absent"
handler500 = "haidian_policing.pages.problems.broken"
