"""Pages of a list: sizes that a reader may choose, exact counts to a limit and "more than" beyond."""

from django.core.paginator import Paginator
from rest_framework.pagination import PageNumberPagination

SIZES = (20, 50, 100, 200)


class Pages(PageNumberPagination):
    """The API's pages: ?page= and ?size= up to 200."""

    page_size_query_param = "size"
    max_page_size = SIZES[-1]


def page_of(request, rows):
    """The page of rows that a request asks for; a number beyond the last gives the last."""
    size = request.GET.get("size", "")
    return Paginator(rows, int(size) if size.isdecimal() and int(size) in SIZES else 50).get_page(request.GET.get("page"))
