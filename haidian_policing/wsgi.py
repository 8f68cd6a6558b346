"""The WSGI entry point."""

import gc
import os

from django.conf import settings
from django.core.checks import run_checks
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haidian_policing.settings")

application = get_wsgi_application()

if settings.PRODUCTION and (errors := [message for message in run_checks(databases=["default"]) if message.is_serious()]):
    raise SystemExit("\n".join(map(str, errors)))

gc.collect()
gc.freeze()  # what was loaded stays: looking through all of it for garbage would stop a page for a tenth of a second now and then
