"""Sessions in a table of our own, so that a person can see his signed-in browsers and end them."""

from datetime import UTC, datetime

from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone


class SessionStore(DatabaseStore):
    """Django's database sessions, with the person, the address and the last activity in columns."""

    @classmethod
    def get_model_class(cls):
        return apps.get_model("organisation", "Session")

    def load(self) -> dict:
        data = self.model.objects.data_of(self.session_key, timezone.now())
        if data is None:
            self._session_key = None  # as Django does: a key that leads nowhere is never used again
        return self.decode(data) if data else {}

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        row.person_id = data.get(SESSION_KEY)
        row.address, row.browser = data.get("address", ""), data.get("browser", "")[:200]
        row.started_at, row.seen_at = moment(data.get("started")), moment(data.get("seen"))
        return row


def moment(timestamp: float | None) -> datetime | None:
    return datetime.fromtimestamp(timestamp, UTC) if timestamp else None
