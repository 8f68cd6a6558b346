"""Which lists exist: the apps declare them as LISTS in their `lists` rooms."""

from django.http import Http404

from haidian_policing.lists.declaration import List
from haidian_policing.rooms import Register

LISTS = Register("LISTS", "lists")


def list_for(person, code: str) -> List:
    """The list of that code if the person may open it; absent otherwise."""
    if code not in LISTS or not LISTS[code].opens_to(person):
        raise Http404
    return LISTS[code]
