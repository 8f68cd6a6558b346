"""The district map at a browser: layers without a new page, list and map in step, everything by keyboard."""

import pytest
from playwright.sync_api import expect

from grids.models import Assignment, Community, GridCommunity
from tests.cast import SINCE

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def square(west: float, south: float) -> list:
    east, north = west + 0.02, south + 0.02
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


@pytest.fixture
def district(cast, visit):
    """Two grids side by side, one without lead officer, as the inspectorate sees them."""
    for number, grid in enumerate((cast.grid, cast.other_grid)):
        ring = square(116.3 + 0.02 * number, 39.96)
        place = Community.objects.create(code=f"M{number}", name=f"地块{number}", street=grid.street, polygon=ring, area_km2=3)
        GridCommunity.objects.create(grid=grid, community=place, starts=SINCE)
    Assignment.objects.filter(grid=cast.other_grid, kind="lead").delete()
    visitor = visit(cast.inspector)
    visitor.go("/grids/map/")
    return visitor


def test_a_layer_is_changed_without_a_new_page_and_keeps_its_address(district):
    page = district.page
    page.evaluate("window.same = true")
    page.get_by_role("link", name="责任民警空缺").click()
    expect(page.locator("[data-legend-title]")).to_have_text("责任民警空缺")
    assert page.evaluate("window.same") and "by=lead" in page.url
    page.locator("[data-legend] button").nth(1).click()  # only where nobody is
    expect(page.locator("tr[data-shape]:visible")).to_have_count(1)
    page.reload()
    expect(page.locator("[data-layer][aria-current]")).to_have_text("责任民警空缺")


def test_list_and_map_stay_in_step_by_keyboard(cast, district):
    page = district.page
    page.locator("[data-find]").fill(cast.other_grid.code.lower())
    expect(page.locator("tr[data-shape]:visible")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("[data-card] h2")).to_have_text(cast.other_grid.name)
    assert f"grid={cast.other_grid.pk}" in page.url
    page.keyboard.press("Escape")
    expect(page.locator("[data-card]")).to_be_hidden()
    page.locator("[data-find]").fill("")
    page.locator("tr[data-shape] a").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press(" ")
    second = page.locator("tr[data-shape]").nth(1)
    expect(page.locator("[data-card] h2")).to_have_text(second.locator("a").inner_text())


def test_a_click_on_the_map_chooses_the_grid_under_it(cast, district):
    page = district.page
    where = page.evaluate("""() => { const {map, layers} = document.querySelector('[data-district]').portal;
        const {x, y} = map.latLngToContainerPoint(layers[0].getBounds().getCenter()); return {x, y}; }""")
    page.locator("#district").click(position=where)
    expect(page.locator("tr.here a")).to_have_text(cast.grid.name)


def test_a_link_leads_to_a_grid(cast, district):
    page = district.go(f"/grids/map/?grid={cast.grid.pk}")
    expect(page.locator("[data-card] h2")).to_have_text(cast.grid.name)
