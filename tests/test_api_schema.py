"""Requests made up from the API's own description: none of them breaks the portal, and none gets in without an account."""

import json
from functools import cache

import pytest
import schemathesis
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from haidian_policing.organisation.roles import ROLES
from tests.examples import EXAMPLES

EXAMPLE_OF = {
    "grids": "grid",
    "task-logs": "task log",
    "tickets": "ticket",
    "parts": "part",
    "sites": "site",
    "visits": "visit",
    "teams": "team",
    "units": "unit",
    "people": "person",
    "posts": "post",
    "absences": "absence",
    "exceptions": "exception",
    "jobs": "job",
    "notices": "notice",
    "assignments": "assignment",
    "catalogue-versions": "catalogue version",
    "rule-sets": "rule_set",
    "rankings": "edition",
    "suspensions": "suspension",
}
FEW = settings(
    max_examples=3,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@cache
def description():
    """The OpenAPI description as schemathesis reads it; it depends on no row."""
    from drf_spectacular.generators import SchemaGenerator

    text = json.dumps(SchemaGenerator().get_schema(public=True), default=str)
    return schemathesis.openapi.from_dict(json.loads(text))


def operations() -> list:
    return [found.ok() for found in description().get_all_operations()]


def prefixes() -> list[str]:
    return sorted({operation.path.split("/")[2] for operation in operations()})


def send(client: Client, case):
    """One made-up request, of which nothing stays in the database."""
    wire = case.as_transport_kwargs(base_url="http://testserver")
    address = wire["url"].removeprefix("http://testserver")
    body = wire.get("json") if "json" in wire else wire.get("data") or ""
    with transaction.atomic():
        response = client.generic(
            wire["method"],
            address,
            body if isinstance(body, bytes) else json.dumps(body, default=str),
            content_type="application/json",
            query_params=wire.get("params") or None,
        )
        transaction.set_rollback(True)
    return response


def tried(operation, key: int | None) -> st.SearchStrategy:
    """A strategy of cases; half of those about one object are about one that is there."""
    cases = operation.as_strategy()
    if key is None or "{id}" not in operation.path:
        return cases

    def aimed(case, hit: bool):
        if hit:
            case.path_parameters = {**case.path_parameters, "id": key}
        return case

    return st.builds(aimed, cases, st.booleans())


def no_failure(operation, key: int | None, clients: list[Client]) -> None:
    """Raises where a made-up request of this operation breaks the portal, or is served without an account."""

    @FEW
    @given(case=tried(operation, key), client=st.sampled_from(clients))
    def every(case, client):
        status = send(client, case).status_code
        assert status < 500, f"{operation.label}: {case.as_curl_command()}"
        assert status in (401, 403, 404, 405) or client.cookies, f"{operation.label} without an account"

    every()


@pytest.mark.requirement("R32")
@pytest.mark.parametrize("prefix", prefixes())
def test_no_made_up_request_breaks_the_api(cast, prefix):
    takes = EXAMPLE_OF.get(prefix)
    key = EXAMPLES[takes](cast)[0]["pk"] if takes else None
    clients = [Client(), *(cast.client(getattr(cast, role)) for role in ROLES)]
    for operation in operations():
        if operation.path.split("/")[2] == prefix:
            no_failure(operation, key, clients)
