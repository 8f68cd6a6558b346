"""Notes over the API: as at the page, on what one sees, by who wrote them."""

import pytest

from haidian_policing.notes.models import Note
from tests.examples import EXAMPLES

pytestmark = pytest.mark.django_db
ADDRESS = "/api/notes/"


@pytest.fixture
def note(cast) -> dict:
    """A note of the chief on his own grid, as the API tells it."""
    given = {"kind": "grid", "object_id": cast.grid.pk, "text": "东门门禁已修好"}
    answer = cast.api(cast.chief).post(ADDRESS, given, format="json")
    assert answer.status_code == 201, answer.content
    return answer.json()


def test_a_note_is_written_read_amended_and_taken_back(cast, note):
    client = cast.api(cast.chief)
    assert (note["by"], note["text"], note["revision"]) == (cast.chief.name, "东门门禁已修好", 0)
    assert [row["id"] for row in client.get(ADDRESS, {"kind": "grid", "object_id": cast.grid.pk}).json()["results"]] == [note["id"]]
    amended = client.post(f"{ADDRESS}{note['id']}/amend/", {"text": "西门"}, format="json")
    assert (amended.status_code, amended.json()["text"], amended.json()["revision"]) == (200, "西门", 1)
    gone = client.post(f"{ADDRESS}{note['id']}/withdraw/", format="json").json()
    assert gone["text"] == "" and gone["withdrawn_at"]


def test_an_older_version_and_another_ones_note_are_refused_in_words(cast, note):
    client, address = cast.api(cast.chief), f"{ADDRESS}{note['id']}/"
    tag = client.get(address).headers["ETag"]
    assert client.post(f"{address}amend/", {"text": "西门"}, format="json", HTTP_IF_MATCH=tag).status_code == 200
    assert client.post(f"{address}amend/", {"text": "南门"}, format="json", HTTP_IF_MATCH=tag).status_code == 412
    for verb, given in (("amend", {"text": "北门"}), ("withdraw", {})):
        answer = cast.api(cast.commissar).post(f"{address}{verb}/", given, format="json")
        assert answer.status_code == 409 and answer.json()["detail"]
    assert Note.objects.get().text == "西门"


@pytest.mark.requirement("R14")
def test_what_one_does_not_see_takes_no_note_and_shows_none(cast, note):
    stranger = cast.api(cast.other_chief)
    given = {"kind": "grid", "object_id": cast.grid.pk, "text": "越界"}
    assert stranger.post(ADDRESS, given, format="json").status_code == 404
    assert stranger.get(f"{ADDRESS}{note['id']}/").status_code == 404
    assert stranger.get(ADDRESS).json()["results"] == []


def test_what_is_internal_is_told_to_the_police_only(cast):
    given = {"kind": "grid", "object_id": cast.grid.pk, "text": "内部研判", "internal": True}
    cast.api(cast.chief).post(ADDRESS, given, format="json")
    assert cast.api(cast.liaison).get(ADDRESS).json()["results"] == []
    street = cast.api(cast.liaison).post(ADDRESS, given, format="json").json()
    assert street["internal"] is False  # a street keeps nothing from itself


@pytest.mark.parametrize(
    "given", [{"kind": "nothing"}, {"object_id": 2**63}, {"object_id": -1}, {"text": ""}, {"text": "字" * 2001}, {"kind": None}]
)
def test_a_body_that_cannot_be_read_is_said_so(cast, given):
    sent = {"kind": "grid", "object_id": cast.grid.pk, "text": "可以"} | given
    assert cast.api(cast.chief).post(ADDRESS, sent, format="json").status_code == 400
    assert not Note.objects.exists()


def test_every_kind_of_object_is_offered(cast):
    for kind in ("team", "site"):
        given = {"kind": kind, "object_id": EXAMPLES[kind](cast)[0]["pk"], "text": "备注"}
        assert cast.api(cast.chief).post(ADDRESS, given, format="json").status_code == 201
