"""The units in official order, and one unit with its people."""

from collections import Counter, defaultdict

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from haidian_policing.access.standing import may
from haidian_policing.audit.stories import history_of
from haidian_policing.organisation.models import Person, Post, Unit
from haidian_policing.organisation.rules import rank
from haidian_policing.pages.responses import answer


def unit_list(request) -> HttpResponse:
    """The tree, unfolded down to stations; squads and groups open beneath."""
    units = list(Unit.objects.visible_to(request.user).current().in_official_order().select_related("station"))
    posts = Post.objects.on(request.user.standing.day).filter(unit__in=units)
    context = {
        "roots": tree(units),
        "people": people_in(units, posts.values_list("unit_id", "person_id").distinct()),
        "kinds": Counter(unit.kind for unit in units),
        "breadcrumbs": [(_("Units"), None)],
    }
    return answer(request, "organisation/unit_list.html", context)


def tree(units: list[Unit]) -> list[tuple[Unit, list]]:
    """(unit, children) pairs, nested, in the order given; a unit whose parent is out of sight becomes a root."""
    seen = {unit.pk for unit in units}
    children = defaultdict(list)
    for unit in units:
        children[unit.parent_id if unit.parent_id in seen else None].append(unit)

    def below(key) -> list[tuple[Unit, list]]:
        return [(unit, below(unit.pk)) for unit in children[key]]

    return below(None)


def people_in(units: list[Unit], pairs) -> dict[int, int]:
    """How many people hold a post in each unit or beneath it."""
    parents = {unit.pk: unit.parent_id for unit in units}
    held = defaultdict(set)
    for unit, person in pairs:
        while unit:
            held[unit].add(person)
            unit = parents.get(unit)
    return {unit: len(people) for unit, people in held.items()}


def unit_detail(request, pk: int) -> HttpResponse:
    unit = get_object_or_404(Unit.objects.visible_to(request.user).select_related("parent", "station", "squad"), pk=pk)
    visible = Person.objects.visible_to(request.user)
    posts = Post.objects.not_over(request.user.standing.day).filter(unit=unit, person__in=visible.values("pk"))
    context = {
        "unit": unit,
        "posts": sorted(posts.select_related("person").order_by("starts", "person__police_number"), key=lambda post: rank(post.role)),
        "children": Unit.objects.visible_to(request.user).current().filter(parent=unit).in_official_order(),
        "streets": Unit.objects.filter(kind="street", station=unit).in_official_order() if unit.kind == "station" else (),
        "history": history_of(unit) if may(request.user, "organisation.manage") else None,
        "people_url": f"{reverse('organisation:person_list')}?unit={unit.pk}",
        "breadcrumbs": [(_("Units"), reverse("organisation:unit_list")), (str(unit), None)],
    }
    return answer(request, "organisation/unit_detail.html", context)
