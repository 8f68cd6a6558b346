"""What somebody typed as words, and the one condition by which lists, search and pickers find names, numbers and texts."""

import re
import unicodedata

from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, Func, IntegerField, Q, QuerySet, TextField, Value, When

from haidian_policing.organisation.pinyin import initials

LONGEST, MOST_WORDS = 60, 5
NUMBERS, NAMES = ("number", "code", "police_number"), ("name", "short_name", "name_en")
LONG_NUMBER = re.compile(r"\d{7,}")  # a phone or a document: nobody is found by it


def spoken_number(thing) -> str:
    """What tells namesakes apart: a number that people use; "" where the code is for machines (`silent_code`)."""
    return "" if getattr(thing, "silent_code", False) else next(getattr(thing, column) for column in NUMBERS if hasattr(thing, column))


class Bigrams(Func):
    """The pairs of neighbouring signs of some columns, as the index of a table holds them."""

    function = "search_bigrams"
    arg_joiner = " || ' ' || "
    output_field = ArrayField(TextField())


def folded(text: str) -> str:
    """Full and half width, capital and small letters are one to whoever searches."""
    return unicodedata.normalize("NFKC", text).lower()


def words_of(text: str) -> list[str]:
    """Folded words, control signs gone."""
    return "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in folded(text[:LONGEST])).split()[:MOST_WORDS]


def pairs(word: str) -> list[str]:
    return [word[at : at + 2] for at in range(len(word) - 1)]


def is_long_number(text: str) -> bool:
    return any(LONG_NUMBER.search(word) for word in words_of(text))


def in_texts(word: str, *columns: str) -> Q:
    """One of the columns holds the word; the query needs their Bigrams as `signs`, by which the index answers from two signs on.

    They come last: where rows are read without the index, making pairs takes longest.
    """
    found = _any(list(columns), _lookup(word), word)
    return found & Q(signs__contains=pairs(word)) if len(word) > 1 else found


def _lookup(word: str) -> str:
    """Signs without cases are compared as they are, which is faster."""
    return "contains" if word.upper() == word else "icontains"


def narrowed(queryset: QuerySet, text: str) -> QuerySet:
    """The rows whose number, names or pinyin initials hold every word; none for a long number."""
    words = words_of(text)
    if not words or is_long_number(text):
        return queryset.none()
    columns, _initials = _columns(queryset.model)
    for word in words:
        found = _any(columns, _lookup(word), word)
        queryset = queryset.filter(found | _spelled(queryset, word) if word.isascii() else found)
    return queryset


def _spelled(queryset: QuerySet, word: str) -> Q:
    """Whose pinyin initials begin with the word; a catalogue of a few dozen names keeps none, so its names are read."""
    columns, with_initials = _columns(queryset.model)
    if with_initials:
        return Q(initials__startswith=word)
    names = queryset.order_by().values_list("pk", "name") if "name" in columns else ()
    return Q(pk__in=[key for key, name in names if initials(name).startswith(word)])


def matching(queryset: QuerySet, text: str) -> QuerySet:
    """`narrowed`, the best first: `rank` 0 equals what was typed, 1 begins with it, 2 holds it."""
    columns, with_initials = _columns(queryset.model)
    whole, keys = "".join(words_of(text)), [*columns, *with_initials]
    equal, begins = _any(keys, "iexact", whole), _any(keys, "istartswith", whole)
    rank = Case(When(equal, then=Value(0)), When(begins, then=Value(1)), default=Value(2), output_field=IntegerField())
    usual = queryset.query.order_by or queryset.model._meta.ordering
    return narrowed(queryset, text).annotate(rank=rank).order_by("rank", *usual, "pk")


def _columns(model) -> tuple[list[str], list[str]]:
    """The columns of numbers and names that a model has, and that of initials."""
    known = {field.name for field in model._meta.concrete_fields}
    return [name for name in (*NUMBERS, *NAMES) if name in known], ["initials"] if "initials" in known else []


def _any(columns: list[str], lookup: str, value: str) -> Q:
    found = Q(pk__in=[])  # matches nothing, so that an empty list of columns does not match all
    for column in columns:
        found |= Q(**{f"{column}__{lookup}": value})
    return found
