"""The starting texts: drafts of ours, marked as such until the bureau approves its own; and what is founded on which paragraph."""

from importlib.resources import files

from django.db import transaction

from haidian_policing.handbooks import defaults, markdown
from haidian_policing.handbooks.actions.writing import write
from haidian_policing.handbooks.models import Handbook, Reference
from haidian_policing.organisation.defaults import rows

HERE = defaults.__name__


@transaction.atomic
def seed(at) -> int:
    """Add the handbooks and references that are not there yet; what the bureau changed stays. Returns how many rows were written."""
    known = set(Handbook.objects.values_list("code", flat=True))
    fresh = [Handbook(order=order, **row) for order, row in enumerate(rows(HERE, "handbooks.csv"), 1) if row["code"] not in known]
    for handbook in Handbook.objects.bulk_create(fresh):
        write(handbook, chapters_of(handbook.code), number=1, actor=None, at=at, is_default=True)
    books = {row.code: row for row in Handbook.objects.all()}
    pairs = set(Reference.objects.values_list("source", "code"))
    links = [
        row | {"handbook": books[row["handbook"]]} for row in rows(HERE, "references.csv") if (row["source"], row["code"]) not in pairs
    ]
    return len(fresh) + len(Reference.objects.bulk_create(Reference(**row) for row in links))


def chapters_of(code: str) -> list[dict]:
    """The chapters of one default text in both languages, with the pages they help with and the roles that should read them."""
    english = {anchor: (title, body) for anchor, title, body in markdown.sections(text_of(code, "en"))}
    told = {row["chapter"]: row for row in rows(HERE, "readers.csv") if row["handbook"] == code}
    return [
        {"order": order, "anchor": anchor, "title": title, "title_en": english[anchor][0]}
        | {"body": markdown.number(body), "body_en": markdown.number(english[anchor][1])}
        | {name: told.get(anchor, {}).get(name, "").split() for name in ("pages", "roles")}
        for order, (anchor, title, body) in enumerate(markdown.sections(text_of(code, "zh")), 1)
    ]


def text_of(code: str, language: str) -> str:
    return files(HERE).joinpath(f"{code}.{language}.md").read_text(encoding="utf-8")
