"""Conditions that name one of very many: by key from a bookmark, by words without a script, suggested within reach."""

import html
import re

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db
LIST = "/grids/"


@pytest.fixture
def page(cast):
    client = cast.client(cast.bureau_leader)
    return lambda **query: html.unescape(client.get(LIST, query).content.decode())


def rows(body: str) -> set[str]:
    return {part.split('"', 1)[0] for part in body.split('<tr id="row-')[1:]}


def test_a_bookmark_names_it_by_key_and_shows_what_it_is(cast, page):
    body = page(station=cast.station.pk)
    assert rows(body) == {str(cast.grid.pk)} and len(rows(page())) == 2
    assert f"{cast.station} ({cast.station.code})" in body.split('class="chips"')[0]
    assert str(cast.station) in body.split('class="chips"')[1].split("</div>")[0]
    box = re.search(r'<input[^>]*id="id_station-text"[^>]*>', body)
    assert box and 'hx-select="unset"' in box[0], "else the list around it selects its suggestions away"


def test_without_a_script_the_words_are_looked_up(cast, page):
    for words in (f"{cast.station} ({cast.station.code})", cast.station.code, cast.station.name):
        body = page(**{"station": "", "station-text": words})
        assert rows(body) == {str(cast.grid.pk)}, words
        assert words in body.split('class="chips"')[1].split("</div>")[0]


def test_what_names_nothing_finds_nothing_and_says_so(cast, page):
    body = page(**{"station": "", "station-text": "没有这个所"})
    assert rows(body) == set() and "查询条件有误" in body
    assert 'value="没有这个所"' in body and "没有与“没有这个所”相符" in body


def test_suggestions_are_stations_within_reach(cast):
    address = reverse("roof:pick", kwargs={"code": "station"})
    everything = cast.client(cast.bureau_leader).get(address).content.decode()
    own = cast.client(cast.captain).get(address).content.decode()
    assert cast.station.code in everything and cast.other_station.code in everything
    assert cast.station.code in own and cast.other_station.code not in own
    assert str(cast.bureau) not in everything
