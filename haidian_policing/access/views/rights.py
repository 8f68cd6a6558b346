"""Who may what: the table of roles and capabilities, and one person's rights with the post that gives each."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from haidian_policing.access.forms import RoleFilter
from haidian_policing.access.standing import Standing, may, title_of
from haidian_policing.access.words import NOUNS, noun_of, verb_of
from haidian_policing.organisation.models import Person
from haidian_policing.organisation.roles import CAPABILITIES, ROLES
from haidian_policing.pages.responses import answer
from haidian_policing.phrasing import enumerated


def ordered(capabilities) -> list[str]:
    """By noun in the order of the words, then by verb."""
    nouns = list(NOUNS)

    def place(capability: str) -> tuple[int, str]:
        noun = capability.partition(".")[0]
        return (nouns.index(noun) if noun in nouns else len(nouns), capability)

    return sorted(capabilities, key=place)


def role_table(request) -> HttpResponse:
    """Rows are capabilities, columns roles; a cell says how far."""
    form = RoleFilter(request.GET)
    chosen = form.chosen()
    roles = [row for code, row in ROLES.items() if not chosen or code in chosen]
    rows = [(noun_of(key), verb_of(key), key, [role.reach_of(key) for role in roles]) for key in ordered(CAPABILITIES)]
    rows = [row for row in rows if any(row[3])]
    context = {"form": form, "roles": roles, "rows": rows, "breadcrumbs": [(_("Who may what"), None)]}
    return answer(request, "access/role_table.html", context, block="content")


def person_rights(request, pk: int) -> HttpResponse:
    """What the person may do today, how far, and through which post."""
    person = get_object_or_404(Person, pk=pk)
    standing = Standing(person, request.user.standing.day)
    context = {
        "person": person,
        "posts": [(post, title_of(post), post.person_id != person.pk) for post in standing.posts],
        "rows": list(_alike(standing)),
        "absent": standing.is_absent,
        "previews": may(request.user, "standing.preview") and person.pk != request.user.pk,
        "breadcrumbs": [
            (_("People"), reverse("organisation:person_list") if may(request.user, "person.view") else None),
            (person.name, reverse("organisation:person_detail", args=[pk]) if may(request.user, "person.view") else None),
            (_("Effective rights"), None),
        ],
    }
    return answer(request, "access/person_rights.html", context)


def _alike(standing: Standing) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """(noun, its verbs, how far and through which posts): what reaches equally far is said together."""
    given = [(noun_of(key), _through(standing, key), verb_of(key)) for key in ordered(standing.capabilities)]
    for noun, rows in groupby(given, key=itemgetter(0)):
        alike: dict[tuple, list[str]] = {}
        for _noun, through, verb in rows:
            alike.setdefault(tuple(through), []).append(verb)
        yield from ((noun, enumerated(verbs), list(through)) for through, verbs in alike.items())


def _through(standing: Standing, capability: str) -> list[tuple[str, str]]:
    """(reach in words, post) for each post that gives the capability."""
    given = ((ROLES[post.role].reach_of(capability), post) for post in standing.posts if standing.gives(post, capability))
    return [(str(reach.label), title_of(post)) for reach, post in given]
