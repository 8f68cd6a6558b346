"""Pages of a list: sizes that a reader may choose, exact counts to a limit and "more than" beyond."""

from django.core.paginator import Paginator
from rest_framework.pagination import CursorPagination, PageNumberPagination

SIZES = (20, 50, 100, 200)
COUNTED = 10_000


class Keyset(CursorPagination):
    """Newest first, each page beginning where the last ended: as quick at the millionth row as at the first, and without a count."""

    ordering = ("-pk",)
    page_size_query_param = "size"
    max_page_size = SIZES[-1]


class Pages(PageNumberPagination):
    """The API's pages: ?page= and ?size= up to 200, or by key with ?cursor=, empty at first, then as `next` gives it."""

    page_size_query_param = "size"
    max_page_size = SIZES[-1]
    keyset: Keyset | None = None

    def paginate_queryset(self, queryset, request, view=None):
        if "cursor" not in request.query_params:
            return super().paginate_queryset(queryset, request, view)
        self.keyset = Keyset()
        return self.keyset.paginate_queryset(queryset, request, view)

    def get_paginated_response(self, data):
        return (self.keyset or super()).get_paginated_response(data)

    def get_paginated_response_schema(self, schema):
        described = super().get_paginated_response_schema(schema)
        described["required"] = ["results"]
        return described

    def get_schema_operation_parameters(self, view):
        words = "Page by key instead of by number: empty at first, then from `next`. No count is given."
        cursor = {"name": "cursor", "required": False, "in": "query", "description": words, "schema": {"type": "string"}}
        return [*super().get_schema_operation_parameters(view), cursor]


def page_of(request, rows):
    """The page of rows that a request asks for; a number beyond the last gives the last."""
    size = request.GET.get("size", "")
    return Paginator(rows, int(size) if size.isdecimal() and int(size) in SIZES else 50).get_page(request.GET.get("page"))
