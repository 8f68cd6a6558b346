"""Several things said in one line, with the marks of the reader's language: 甲、乙; 一；二; 名：值 – or a, b; one; two; name: value."""

from collections.abc import Iterable

from django.utils.translation import pgettext


def enumerated(words: Iterable) -> str:
    """甲、乙、丙"""
    return pgettext("list", ", ").join(map(str, words))


def clauses(words: Iterable) -> str:
    """Things that have commas of their own."""
    return pgettext("list", "; ").join(map(str, words))


def told(label, value) -> str:
    """警号：021188"""
    return f"{label}{pgettext('label', ': ')}{value}"
