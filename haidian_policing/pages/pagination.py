"""Pages of a list: sizes that a reader may choose, exact counts to a limit and "more than" beyond."""

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property
from rest_framework.pagination import CursorPagination, PageNumberPagination

from haidian_policing.pages.sets import total_of

SIZES = (20, 50, 100, 200)
MOST_PAGES = 10_000_000


class Keyset(CursorPagination):
    """Newest first, each page beginning where the last ended: as quick at the millionth row as at the first, and without a count."""

    ordering = ("-pk",)
    page_size_query_param = "size"
    max_page_size = SIZES[-1]


class CountedPage(Page):
    more = False

    def has_next(self) -> bool:
        return self.more


class Counted(Paginator):
    """A page that holds a row is there, however many there are: the count is not asked for it."""

    object_list: QuerySet

    @cached_property
    def count(self) -> int:
        """Exact to 10,000; 10,001 for more."""
        return total_of(self.object_list)

    def validate_number(self, number) -> int:
        try:
            number = int(number)
        except (TypeError, ValueError):
            raise PageNotAnInteger("no number") from None
        if not 0 < number < MOST_PAGES:
            raise EmptyPage("no such page")
        return number

    def page(self, number) -> CountedPage:
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        rows = list(self.object_list[start : start + self.per_page + 1])
        if not rows and number > 1:
            raise EmptyPage("no such page")
        page = CountedPage(rows[: self.per_page], number, self)
        page.more = len(rows) > self.per_page
        return page


class Pages(PageNumberPagination):
    """The API's pages: ?page= and ?size= up to 200, or by key with ?cursor=, empty at first, then as `next` gives it.

    `count` is exact to 10,000, and 10,001 for more, as a list shows it.
    """

    django_paginator_class = Counted
    page_size_query_param = "size"
    max_page_size = SIZES[-1]
    keyset: Keyset | None = None

    def paginate_queryset(self, queryset, request, view=None):
        if "cursor" not in request.query_params:
            return super().paginate_queryset(queryset, request, view)
        self.keyset = Keyset()
        return self.keyset.paginate_queryset(queryset, request, view)

    def get_page_number(self, request, paginator):
        number = super().get_page_number(request, paginator)
        asked = request.query_params.get(self.page_query_param)
        return max(1, -(-paginator.object_list.count() // paginator.per_page)) if asked in self.last_page_strings else number

    def get_paginated_response(self, data):
        return (self.keyset or super()).get_paginated_response(data)

    def get_paginated_response_schema(self, schema):
        described = super().get_paginated_response_schema(schema)
        described["required"] = ["results"]
        described["properties"]["count"]["description"] = "Exact to 10,000; 10,001 stands for more."
        return described

    def get_schema_operation_parameters(self, view):
        words = "Page by key instead of by number: empty at first, then from `next`. No count is given."
        cursor = {"name": "cursor", "required": False, "in": "query", "description": words, "schema": {"type": "string"}}
        return [*super().get_schema_operation_parameters(view), cursor]


def page_of(request, rows):
    """The page of rows that a request asks for; a number beyond the last gives the last."""
    size = request.GET.get("size", "")
    return Paginator(rows, int(size) if size.isdecimal() and int(size) in SIZES else 50).get_page(request.GET.get("page"))
