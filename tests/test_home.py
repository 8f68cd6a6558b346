"""Home: each person sees his parts, his own work first, and every number opens a list that holds as many."""

import pytest

from haidian_policing.organisation.roles import ROLES


@pytest.mark.parametrize("role", ROLES)
def test_everybody_has_a_home(cast, role):
    response = cast.client(getattr(cast, role)).get("/")
    assert response.status_code == 200
    assert getattr(cast, role).name in response.content.decode()


@pytest.mark.parametrize(
    ("role", "first"),
    [
        ("officer", "我的网格"),
        ("liaison", "吹哨"),
        ("performance", "编制中"),
        ("captain", "核验"),
        ("security_admin", "账号"),
        ("audit_admin", "安全事件"),
    ],
)
def test_the_work_of_ones_role_stands_first(cast, role, first):
    body = cast.client(getattr(cast, role)).get("/").content.decode()
    heads = [part.split("<")[0] for part in body.split("<h2>")[1:]]
    assert first in heads[0], heads


def test_home_costs_the_same_whatever_waits(cast, django_assert_max_num_queries):
    client = cast.client(cast.chief)
    client.get("/")
    with django_assert_max_num_queries(40):
        client.get("/")
