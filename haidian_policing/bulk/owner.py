"""The owner of the tables, who may change them: the launcher and whoever loads whole tables speak as him, the portal never does."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
from environ import Env


@contextmanager
def as_owner() -> Iterator[None]:
    """Speak to the database as its owner; nothing changes where one role is both."""
    app = dict(connection.settings_dict)
    owner = Env.db_url_config(settings.DATABASE_OWNER_URL)
    if owner["USER"] == app["USER"]:
        yield
        return
    connection.close()
    connection.settings_dict.update({name: owner[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")})
    connection.settings_dict["OPTIONS"] = {**app["OPTIONS"], **owner.get("OPTIONS", {})}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(app)
