"""What the description of the API says of every resource beyond its own fields: saved views, versions, keys against repetition."""

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from haidian_policing.pages.repeats import HEADER, LONGEST

VIEW = OpenApiParameter("view", str, description="Short name of a saved view of this list: its conditions, part of the list and order.")
MATCH = OpenApiParameter("If-Match", str, "header", description="The ETag that was read; over a newer version the answer is 412.")
KEY = OpenApiParameter(
    HEADER, {"type": "string", "minLength": 1, "maxLength": LONGEST}, "header",
    description="Of the client's own choice, new for each new request. Within a day the same key with the same body has its effect once and"
    " gets the same answer, with Idempotency-Replayed: true; with another body the answer is 422.",
)  # fmt: skip


class Description(AutoSchema):
    def get_override_parameters(self):
        given = super().get_override_parameters()
        about = [KEY, *([MATCH] if self.view.detail else [])] if self.method == "POST" else []
        if self._is_list_view() and getattr(self.view, "listed", None) and self.method == "GET":
            about.append(VIEW)
        return [*given, *about]
