"""The picker of forms: chosen by key or by what was typed, namesakes told apart by their number, in the field's own reach only."""

import pytest
from django import forms
from django.utils import timezone

from haidian_policing.organisation.models import Person
from haidian_policing.organisation.pinyin import initials
from haidian_policing.search.fields import PickField, named
from teams.models import TeamKind
from whistle_reporting.models import Item
from whistle_reporting.seeds import seed

pytestmark = pytest.mark.django_db


class OneForm(forms.Form):
    person = PickField(Person.objects.none(), kind="anybody", to_field_name="police_number")

    def __init__(self, *args, people, **options):
        super().__init__(*args, **options)
        self.fields["person"].queryset = people


def chosen(data: dict, people):
    form = OneForm(data, people=people)
    return form.cleaned_data["person"] if form.is_valid() else form.errors["person"][0]


@pytest.fixture
def people(cast):
    Person.objects.filter(pk__in=(cast.officer.pk, cast.aide.pk)).update(name="王强", initials="wq")
    return Person.objects.filter(police_number__startswith="1")


def test_a_key_a_number_a_name_or_initials_choose(cast, people):
    for data in (
        {"person": cast.chief.police_number},
        {"person-text": cast.chief.police_number},
        {"person-text": f" {cast.chief.name} "},
        {"person": cast.chief.police_number, "person-text": named(cast.chief)},
        {"person-text": named(cast.chief)},
        {"person-text": cast.chief.name[:1] + "　" + cast.chief.name[1:]},
    ):
        assert chosen(data, people) == cast.chief, data


def test_namesakes_are_told_apart_by_their_number(cast, people):
    words = chosen({"person-text": "王强"}, people)
    assert cast.officer.police_number in words
    assert cast.aide.police_number in words
    cast.officer.refresh_from_db()
    assert chosen({"person-text": named(cast.officer)}, people) == cast.officer
    assert chosen({"person-text": "wq"}, people) == words.replace("王强”", "wq”")


def test_what_was_typed_over_a_choice_counts(cast, people):
    assert chosen({"person": cast.chief.police_number, "person-text": cast.clerk.name}, people) == cast.clerk
    assert "没有" in chosen({"person": cast.chief.police_number, "person-text": "查无此人"}, people)


def test_out_of_reach_is_nothing(cast, people):
    for data in (
        {"person": cast.other_chief.police_number},
        {"person-text": cast.other_chief.police_number},
        {"person-text": named(cast.other_chief)},
        {"person": cast.other_chief.police_number, "person-text": named(cast.other_chief)},
        {"person": "\x00"},
        {"person-text": "\x00"},
        {"person": "9" * 50},
        {},
    ):
        assert isinstance(chosen(data, people), str), data


def test_values_are_kept_and_the_box_has_its_label(cast, people):
    form = OneForm({"person-text": "<b>王强"}, people=people)
    assert not form.is_valid()
    drawn = str(form["person"])
    assert 'value="&lt;b&gt;王强"' in drawn
    assert form["person"].id_for_label == "id_person-text"
    assert str(OneForm(initial={"person": cast.chief}, people=people)["person"]).count(cast.chief.police_number) == 2


def test_a_catalogue_is_chosen_by_the_initials_of_its_names(cast):
    seed(timezone.now())
    offered = Item.objects.order_by("order")
    item = offered.get(code="Z01")
    field = PickField(offered, kind="item", to_field_name="code")
    for sent in (("", initials(item.name)), ("", "z01"), ("Z01", None), ("Z01", named(item)), ("", item.name)):
        assert field.clean(sent) == item, sent
    suggested = cast.client(cast.chief).get("/search/pick/item/", {"q": initials(item.name)[:4]}).content.decode()
    everything = cast.client(cast.chief).get("/search/pick/item/").content.decode()
    short = cast.client(cast.chief).get("/search/pick/item/", {"q": "违停"}).content.decode()
    assert item.name in short and short.count("data-pick") == 1
    assert 'data-number="Z01"' in suggested and suggested.count("data-pick") < everything.count("data-pick") == offered.count() == 30


def test_a_code_that_nobody_speaks_is_not_written(cast):
    kind = TeamKind.objects.create(code="campus", name="校园团队", name_en="Campus team")
    field = PickField(TeamKind.objects.all(), kind="team_kind")
    assert named(kind) == kind.name
    assert field.clean((str(kind.pk), kind.name)) == field.clean(("", kind.name)) == kind
    page = cast.client(cast.performance).get("/search/pick/team_kind/").content.decode()
    assert f'data-text="{kind.name}"' in page
    assert kind.code not in page
