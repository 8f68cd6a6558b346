"""Examples for the access table: for each kind of object a function cast -> (kwargs of one's own, kwargs of the other side's)."""

from collections.abc import Callable

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
