"""Floors: what the same answer costs at least – its rows drawn bare, its rows as bare JSON, its statements without the ORM, COPY."""

import io
import json
import time
from collections.abc import Callable
from statistics import median

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.http import HttpResponse, QueryDict
from django.test import RequestFactory, override_settings
from django.urls import path
from django.utils import timezone

from haidian_policing.exports.sets import Drawing
from haidian_policing.lists.columns import drawn
from haidian_policing.lists.declaration import List
from haidian_policing.lists.views import read
from haidian_policing.sheets import csv_stream

TABLE = "<!doctype html><table>{}</table>"


def milliseconds(act: Callable[[], object], rounds: int) -> float:
    """The median of some rounds after one to warm up."""
    act()
    found = []
    for _ in range(rounds):
        start = time.perf_counter()
        act()
        found.append((time.perf_counter() - start) * 1000)
    return median(found)


class BareRequest(WSGIRequest):
    """A request that only knows the address of the floor."""

    urlconf = __name__


class Bare:
    """A view asked through Django's own handler with no middleware: no session, no sign-in, no protection."""

    def __init__(self, draw: Callable[[], HttpResponse]) -> None:
        with override_settings(MIDDLEWARE=[]):
            self.handler = WSGIHandler()
        self.draw = draw

    def __call__(self) -> None:
        DRAWN[:] = [self.draw]
        environ = RequestFactory()._base_environ(PATH_INFO="/")
        self.handler.get_response(BareRequest(environ)).close()


DRAWN: list[Callable[[], HttpResponse]] = []
urlpatterns = [path("", lambda _request: DRAWN[0]())]


class Asked:
    """What a list's own functions read from a request, without one."""

    def __init__(self, person, query: str) -> None:
        self.user, self.GET = person, QueryDict(query)


def of_list(listed: List, person, query: str, rounds: int) -> dict[str, float]:
    """drawn: a view of the page's rows, known by their keys, read and drawn by the list's own renderer into a plain table, without session,
    sign-in, reach, order, counts, menu; json: the bare values of the same rows; rows: how many.
    """
    asked = Asked(person, query)
    keys = [row["pk"] for row in read(listed, asked, listed.found(asked, asked.GET)).rows]
    own = type(listed).queryset is not List.queryset  # with columns worked out beside the model's own
    rows = listed.picked(person, keys) if own else listed.model._default_manager.filter(pk__in=keys)
    columns = listed.chosen(())
    fields = listed.fields or [field.attname for field in listed.model._meta.concrete_fields]

    def plain() -> HttpResponse:
        told = listed.rows(rows, timezone.now())
        return HttpResponse(TABLE.format(drawn(told, columns, first=1, href=listed.address(), link=listed.link)))

    def bare() -> HttpResponse:
        return HttpResponse(json.dumps(list(rows.values("pk", *fields)), cls=DjangoJSONEncoder, default=str))

    return {"drawn": milliseconds(Bare(plain), rounds), "json": milliseconds(Bare(bare), rounds), "rows": len(keys)}


def of_statements(statements: list[tuple[str, tuple]], rounds: int) -> float:
    """The same statements sent by the driver alone, those that only read."""
    reads = [(sql, params) for sql, params in statements if sql.lstrip().upper().startswith(("SELECT", "WITH", "EXECUTE"))]

    def run() -> None:
        connection.ensure_connection()
        with connection.connection.cursor() as cursor:
            for sql, params in reads:
                cursor.execute(sql, params)
                cursor.fetchall()

    return milliseconds(run, rounds)


def of_export(listed: List, person) -> dict[str, float]:
    """Everything that the list holds as a .csv, as an export writes it, and the same rows by COPY; rows, and milliseconds for each way."""
    asked = Asked(person, "tab=all")
    found, at = listed.found(asked, asked.GET).order_by(*listed.order), timezone.now()
    start = time.perf_counter()
    _write(listed, found, at)
    ours = time.perf_counter() - start
    sql, params = found.values_list("pk", *listed.fields).query.sql_with_params()
    start = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY ({cursor.mogrify(sql, params).decode()}) TO STDOUT (FORMAT csv)", io.StringIO())
    return {"rows": found.count(), "export": ours * 1000, "copy": (time.perf_counter() - start) * 1000}


def _write(listed: List, found, at) -> None:
    """The .csv: drawn by the database where the list has words for it, else row by row."""
    columns, file = listed.chosen(()), io.BytesIO()
    if (drawing := Drawing(listed, listed.sheet_values(columns), ())).cells:
        drawing.write(found, file)
    else:
        file.writelines(csv_stream((), listed.sheet_rows(found, columns, at)))
