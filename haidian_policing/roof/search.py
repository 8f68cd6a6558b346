"""The search over all apps: a page of results, suggestions while one types, and what the pickers of forms offer."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haidian_policing.organisation.pinyin import initials
from haidian_policing.pages.frame import MENU_APPS
from haidian_policing.pages.registry import menu_of
from haidian_policing.pages.responses import answer
from haidian_policing.roof.declarations import picked, searched
from haidian_policing.search.kinds import FEWEST_SIGNS, Group, Hit, Kind, find, pick
from haidian_policing.search.texts import LONGEST, is_long_number, words_of

SUGGESTED, SHOWN, OFFERED = 5, 20, 30


class MenuPages(Kind):
    code, label, icon = "page", gettext_lazy("Pages"), "layout-list"


def search(request) -> HttpResponse:
    """?q= over everything that this person may see, kind by kind."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    context = {
        "q": text,
        "groups": _found(request, text, SHOWN),
        "too_short": len("".join(words_of(text))) < FEWEST_SIGNS,
        "long_number": is_long_number(text),
        "breadcrumbs": [(_("Search"), None)],
    }
    return answer(request, "roof/search.html", context)


def suggestions(request) -> HttpResponse:
    """The best few of each kind, as options of the box on top."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    return answer(request, "roof/search_options.html", {"q": text, "groups": _found(request, text, SUGGESTED)})


def pick_options(request, code: str) -> HttpResponse:
    """What a picker offers for what was typed; 404 for a set that nobody declared."""
    kind = picked().get(code)
    if kind is None:
        raise Http404
    hits = pick(request.user, kind, request.GET.get("q", ""), request.GET.get("at", ""), OFFERED)
    return answer(request, "roof/pick_options.html", {"hits": hits})


def _found(request, text: str, most: int) -> list[Group]:
    groups = [*_pages(request, text), *find(request.user, text, searched(), most)]
    return sorted(groups, key=lambda group: min(hit.rank for hit in group.hits))


def _pages(request, text: str) -> list[Group]:
    """The pages of a person's own menu, by their words or the initials of these."""
    word, hits = "".join(words_of(text)), []
    for section in menu_of(request.user.standing.capabilities, MENU_APPS) if len(word) >= FEWEST_SIGNS else ():
        for entry in section["entries"]:
            label = str(entry["label"]).lower().replace(" ", "")
            if word in label or initials(label).startswith(word):
                rank = 0 if word == label else 1 if label.startswith(word) else 2
                hits.append(Hit(str(entry["label"]), str(section["label"]), reverse(entry["name"]), rank=rank))
    return [Group(MenuPages(), hits[:SUGGESTED])] if hits else []
