"""Street-and-lane chiefs: those of back alleys and the stewards belong to a grid, in the sheet and in the database."""

import pytest
from django.db import IntegrityError, transaction

from grids.models import RoadChief
from tests.cast import SINCE
from tests.imports.bringing import bring, brought

pytestmark = pytest.mark.django_db
HEAD = "街镇,道路或片区,级别,姓名,网格,起始日期\n"


def test_an_alley_needs_its_grid_and_a_trunk_road_does_not(cast):
    client = cast.client(cast.liaison)
    street, alley = cast.grid.street, "背街小巷街巷长"
    wrong = bring(client, "chiefs", f"{HEAD}{street.short_name},成府胡同,{alley},王建国,,2026-01-01\n")
    assert wrong.counts["wrong"] == 1 and "须对应网格" in str(wrong.rows.get().problems)
    rows = (
        f"{street.short_name},成府胡同,{alley},王建国,{cast.grid.code},2026-01-01\n"
        f"{street.short_name},四环路,快速路、主干路街巷长,李国强,,2026-01-01\n"
    )
    assert brought(client, "chiefs", HEAD + rows).state == "applied"
    assert RoadChief.objects.filter(grid=None).count() == 1


@pytest.mark.parametrize("level", ["alley", "steward"])
def test_the_database_refuses_one_without_a_grid(cast, level):
    given = {"street": cast.grid.street, "name": "王建国", "road": "成府胡同", "starts": SINCE, "level": level}
    with pytest.raises(IntegrityError, match="chief_of_an_alley_has_his_grid"), transaction.atomic():
        RoadChief.objects.create(**given)
    assert RoadChief.objects.create(**given, grid=cast.grid).pk
