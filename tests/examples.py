"""Examples for the access table: for each kind of object a function cast -> (kwargs of one's own, kwargs of the other side's)."""

from collections.abc import Callable
from datetime import date

from haidian_policing.organisation.models import Absence

EXAMPLES: dict[str, Callable] = {}


def example(takes: str):
    """Register the maker of two objects of the kind that pages name in `takes`."""

    def add(maker: Callable) -> Callable:
        EXAMPLES[takes] = maker
        return maker

    return add


@example("grid")
def grids(cast):
    return {"pk": cast.grid.pk}, {"pk": cast.other_grid.pk}


@example("unit")
def units(cast):
    return {"pk": cast.station.pk}, {"pk": cast.other_station.pk}


@example("person")
def people(cast):
    return {"pk": cast.officer.pk}, {"pk": cast.other_officer.pk}


@example("post")
def posts(cast):
    return {"pk": cast.officer.posts.get().pk}, {"pk": cast.other_officer.posts.get().pk}


@example("absence")
def absences(cast):
    rows = [
        Absence.objects.create(person=person, kind="leave", starts=date(2027, 5, 4), ends=date(2027, 5, 8), order_number="休〔2027〕1号")
        for person in (cast.officer, cast.other_officer)
    ]
    return {"pk": rows[0].pk}, {"pk": rows[1].pk}


@example("account")
def accounts(cast):
    return {"pk": cast.officer.pk, "act": "end-sessions"}, {"pk": cast.other_officer.pk, "act": "end-sessions"}


@example("calendar_year")
def calendar_years(cast):
    return {"year": 2027}, {"year": 2026}
