"""Writing: a draft from the version in force, its chapters, and a whole text from a file."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from haidian_policing.handbooks import markdown
from haidian_policing.handbooks.lifecycle import BEGINS, VERSION
from haidian_policing.handbooks.models import Chapter, Handbook, Paragraph, Version, VersionEvent
from haidian_policing.handbooks.querysets import OPEN
from haidian_policing.search.texts import folded
from haidian_policing.steps import take

MOST_TITLE = 120
COPIED = ("anchor", "order", "title", "title_en", "body", "body_en", "pages", "roles")


class Stale(Exception):
    """Somebody stored a newer text while this one was being written; `newer` is that chapter."""

    def __init__(self, newer: Chapter):
        self.newer = newer


@transaction.atomic
def begin(handbook: Handbook, *, actor, at: datetime, day: date) -> Version:
    """A draft that starts as a copy of what is read today; the open one where there is one already."""
    Handbook.objects.select_for_update().get(pk=handbook.pk)
    if standing := handbook.versions.filter(is_default=False, state__in=OPEN).first():
        return standing
    source = handbook.versions.in_force(day).first() or handbook.versions.first()
    chapters = [{name: getattr(row, name) for name in COPIED} for row in source.chapters.all()] if source else []
    last = handbook.versions.aggregate(last=Max("number"))["last"] or 0
    return write(handbook, chapters, number=last + 1, actor=actor, at=at)


@transaction.atomic
def add(*, actor, at: datetime, **given) -> Version:
    """A new handbook, after the others of its kind, with the empty draft of its first version."""
    last = Handbook.objects.filter(kind=given["kind"]).aggregate(last=Max("order"))["last"]
    place = Handbook.objects.aggregate(last=Max("order"))["last"] or 0
    handbook = Handbook.objects.create(order=place + 1 if last is None else last, **given)
    return write(handbook, [], number=1, actor=actor, at=at)


def write(handbook: Handbook, chapters: list[dict], *, number: int, actor, at: datetime, is_default: bool = False) -> Version:
    """A new draft with these chapters and the event by which it begins."""
    version = Version.objects.create(handbook=handbook, number=number, is_default=is_default, drafted_by=actor)
    VersionEvent.objects.create(subject=version, verb=BEGINS, to_state=version.state, at=at, actor=actor)
    index(Chapter.objects.bulk_create(Chapter(version=version, **row) for row in chapters))
    return version


def index(chapters: list[Chapter]) -> None:
    """Make the paragraphs of chapters anew: what is searched, compared and referred to."""
    Paragraph.objects.filter(chapter__in=chapters).delete()
    Paragraph.objects.bulk_create(row for chapter in chapters for row in _paragraphs(chapter))


def _paragraphs(chapter: Chapter):
    english = [row for row in markdown.paragraphs(chapter.body_en) if row.text]
    by_id = {row.id: row.text for row in english if row.id}
    rows = [(row.id, row.text, by_id.pop(row.id, "") if row.id else "") for row in markdown.paragraphs(chapter.body)]
    rows += [(f"{key}-en", "", text) for key, text in by_id.items()]
    rows += [("", "", row.text) for row in english if not row.id]
    yield _paragraph(chapter, 0, chapter.anchor, chapter.title, chapter.title_en)
    for order, (key, text, text_en) in enumerate(rows, 1):
        yield _paragraph(chapter, order, f"{chapter.anchor}-{key or f't{order}'}", text, text_en)


def _paragraph(chapter: Chapter, order: int, anchor: str, text: str, text_en: str) -> Paragraph:
    haystack = folded(f"{text}\n{text_en}")
    words = {"text": text, "text_en": text_en, "haystack": haystack, "grams": sorted(markdown.bigrams(haystack))}
    return Paragraph(version_id=chapter.version_id, chapter=chapter, order=order, anchor=anchor, **words)


def _written(version: Version, *, actor, at: datetime, note: str) -> None:
    """Count the edit on the version and write its event; refused where it is no draft of one's own any more."""
    mine = Version.objects.being_written().filter(pk=version.pk)
    moved, refused = take(mine, VERSION["edit"], actor=actor, at=at, changes={"revision": F("revision") + 1}, event={"note": note})
    if not moved:
        raise ValidationError(refused[0].reason if refused else _("Only a draft can be changed. Begin a new draft first."))


def _numbered(chapter: Chapter, given: dict) -> dict:
    """Both texts with ids; an English paragraph takes that of the Chinese one which has no English yet."""
    history = Paragraph.objects.filter(version__handbook__versions=chapter.version_id, chapter__anchor=chapter.anchor)
    used = (anchor.rpartition("-")[2] for anchor in history.values_list("anchor", flat=True))
    last = max((int(key) for key in used if key.isdecimal()), default=0)
    body = markdown.number(given.get("body", chapter.body), last)
    english = markdown.number(given.get("body_en", chapter.body_en), last, [row.id for row in markdown.paragraphs(body)])
    return given | {"body": body, "body_en": english}


@transaction.atomic
def save_chapter(chapters, *, seen: int, actor, at: datetime, **given) -> Chapter:
    """Store one chapter over the revision that the writer saw; raises Stale with the newer one where that is not the last."""
    list(Version.objects.filter(chapters__in=chapters).select_for_update(of=("self",)))  # one writer of a version at a time
    chapter = chapters.select_related("version").get()
    if chapter.revision != seen:
        raise Stale(chapter)
    _written(chapter.version, actor=actor, at=at, note=given["title"])
    Chapter.objects.filter(pk=chapter.pk).update(revision=F("revision") + 1, **_numbered(chapter, given))
    chapter.refresh_from_db()
    index([chapter])
    return chapter


@transaction.atomic
def add_chapter(version: Version, *, actor, at: datetime, **given) -> Chapter:
    _written(version, actor=actor, at=at, note=given["title"])
    chapter = Chapter(version=version, anchor=given.pop("anchor"))
    chapter = Chapter.objects.create(version=version, anchor=chapter.anchor, **_numbered(chapter, given))
    index([chapter])
    return chapter


@transaction.atomic
def remove_chapter(chapter: Chapter, *, actor, at: datetime) -> None:
    if not chapter.version.chapters.exclude(pk=chapter.pk).exists():
        raise ValidationError(_("The last chapter stays; discard the draft instead."))
    _written(chapter.version, actor=actor, at=at, note=_("removed: %(title)s") % {"title": chapter.title})
    Chapter.objects.filter(pk=chapter.pk).delete()


@transaction.atomic
def replace_text(version: Version, *, text: str, language: str, seen: int, actor, at: datetime) -> int:
    """Take the chapters of a Markdown file: the Chinese one is the whole text, the English one fills chapters that are there.

    seen: the revision of the version that the writer saw. Returns how many chapters were written.
    """
    if Version.objects.select_for_update().get(pk=version.pk).revision != seen:
        raise ValidationError(_("Somebody changed this draft meanwhile. Look at it again before you replace its text."))
    _written(version, actor=actor, at=at, note=_("from a file"))
    chapters = list(version.chapters.all())
    found = _chapters_of(text, {row.title: row.anchor for row in chapters}, [row.anchor for row in chapters] if language == "en" else None)
    kept = {row.anchor: row for row in chapters if row.anchor in found}
    if language != "en":
        version.chapters.exclude(anchor__in=kept).delete()
    for order, (anchor, (title, body)) in enumerate(found.items(), 1):
        row = kept.get(anchor) or Chapter(version=version, anchor=anchor, order=order)
        given = {"title_en": title, "body_en": body} if language == "en" else {"title": title, "body": body, "order": order}
        for name, value in _numbered(row, given | {"revision": row.revision + 1}).items():
            setattr(row, name, value)
        kept[anchor] = row
    Chapter.objects.bulk_create([row for row in kept.values() if row.pk is None])
    Chapter.objects.bulk_update([row for row in kept.values() if row.pk], ["title", "title_en", "body", "body_en", "order", "revision"])
    index(list(version.chapters.all()))
    return len(found)


def _chapters_of(text: str, by_title: dict[str, str], known: list[str] | None) -> dict[str, tuple[str, str]]:
    """(title, body) of each chapter of a file by anchor; a chapter without one keeps the anchor of the same title."""
    rows = [
        (anchor or by_title.get(title) or f"c{place}", title, body)
        for place, (anchor, title, body) in enumerate(markdown.sections(text), 1)
    ]
    found = {anchor: (title, body) for anchor, title, body in rows}
    if not found:
        raise ValidationError(_("No chapter was found. A chapter begins with a line “## Title {#anchor}”."))
    if wrong := [title for _anchor, title, body in rows if len(title) > MOST_TITLE or not body]:
        raise ValidationError(_("This chapter has no text, or its title is too long: %(title)s") % {"title": wrong[0][:40]})
    if len(found) < len(rows):
        raise ValidationError(_("Two chapters of the file have the same anchor."))
    if known is not None and (strange := found.keys() - set(known)):
        raise ValidationError(_("These chapters are not in the Chinese text: %(names)s.") % {"names": ", ".join(sorted(strange))})
    return found
