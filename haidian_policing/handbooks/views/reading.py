"""Reading: the shelf, a handbook and its chapters, search, what changed, the basis of a thing, and help."""

from itertools import groupby

from django.db.models import F, Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from haidian_policing.access.standing import may, may_any
from haidian_policing.handbooks import changes, markdown
from haidian_policing.handbooks.choices import TONES, Kind
from haidian_policing.handbooks.lifecycle import EDIT, EDITORS
from haidian_policing.handbooks.models import Chapter, Paragraph, Reference, Version
from haidian_policing.pages.responses import answer
from haidian_policing.search.texts import folded

MOST_HITS = 50


def in_force(request):
    return Version.objects.in_force(request.user.standing.day)


def shelf(*further) -> list[tuple[str, str | None]]:
    return [(_("Handbooks"), reverse("handbooks:handbook_list")), *further]


def english() -> bool:
    return get_language() == "en"


def handbook_list(request) -> HttpResponse:
    """What is in force, by kind, and what one's own posts should read."""
    rows = in_force(request).in_order()
    own = Chapter.objects.filter(version__in=in_force(request), roles__overlap=list(request.user.standing.roles))
    drafts = Version.objects.visible_to(request.user).at_work().in_order()
    context = {
        "kinds": [(Kind(kind).label, list(group)) for kind, group in groupby(rows, key=lambda row: row.handbook.kind)],
        "own": own.select_related("version__handbook").order_by("version__handbook__order", "order"),
        "drafts": drafts if may_any(request.user, EDITORS) else (),
        "edits": may(request.user, EDIT),
        "tones": TONES,
        "breadcrumbs": [(_("Handbooks"), None)],
    }
    return answer(request, "handbooks/handbook_list.html", context)


def search(request) -> HttpResponse:
    """Paragraphs in force that hold every word of the query."""
    query = request.GET.get("q", "").replace("\x00", "").strip()[:80]
    words = markdown.terms(query)
    found = Paragraph.objects.filter(version__in=in_force(request)).holding(query).in_order()
    rows = list(found.select_related("chapter", "version__handbook")[: MOST_HITS + 1]) if words else []
    hits = [(row, markdown.marked(_shown(row, words), words)) for row in rows[:MOST_HITS]]
    context = {"query": query, "hits": hits, "more": len(rows) > MOST_HITS, "breadcrumbs": shelf((_("Search"), None))}
    return answer(request, "handbooks/search.html", context)


def _shown(row: Paragraph, words: list[str]) -> str:
    """The text of the language in which the hit is, the reader's own first."""
    texts = [row.text_en, row.text] if english() else [row.text, row.text_en]
    return next((text for text in texts if any(word in folded(text) for word in words)), texts[0])


def handbook(request, code: str) -> HttpResponse:
    """One handbook: contents, versions, and where it is referred to; the last version one may see where none is in force."""
    version = in_force(request).select_related("handbook", "approved_by").filter(handbook__code=code).first()
    if version is None:
        seen = Version.objects.visible_to(request.user).filter(handbook__code=code)
        return redirect("handbooks:version", pk=get_object_or_404(seen.order_by("-number")[:1]).pk)
    others = Version.objects.visible_to(request.user).filter(handbook=version.handbook_id)
    context = {
        "version": version,
        "chapters": version.chapters.all(),
        "versions": others.select_related("approved_by", "drafted_by"),
        "tones": TONES,
        "edits": may(request.user, EDIT),
        "breadcrumbs": shelf((str(version.handbook), None)),
    }
    return answer(request, "handbooks/handbook_page.html", context)


def chapter(request, code: str, anchor: str) -> HttpResponse:
    """One chapter of what is in force, with the table of contents and its neighbours."""
    version = get_object_or_404(in_force(request).select_related("handbook", "approved_by"), handbook__code=code)
    chapters = list(version.chapters.all())
    place = next((place for place, row in enumerate(chapters) if row.anchor == anchor), None)
    if place is None:
        raise Http404
    shown = chapters[place]
    context = {
        "version": version,
        "chapters": chapters,
        "chapter": shown,
        "text": markdown.render(shown.words, f"{anchor}-"),
        "before": chapters[place - 1] if place else None,
        "after": chapters[place + 1] if place + 1 < len(chapters) else None,
        "breadcrumbs": shelf((str(version.handbook), reverse("handbooks:handbook", kwargs={"code": code})), (str(shown), None)),
    }
    return answer(request, "handbooks/chapter_page.html", context)


def visible(request, pk: int) -> Version:
    return get_object_or_404(Version.objects.visible_to(request.user).select_related("handbook", "approved_by", "drafted_by"), pk=pk)


def whole(version: Version) -> dict:
    """The text of a version for one sheet."""
    chapters = [(row, markdown.render(row.words, f"{row.anchor}-")) for row in version.chapters.all()]
    return {"version": version, "chapters": chapters, "tones": TONES}


def trail(version: Version, *further) -> list[tuple[str, str | None]]:
    book = version.handbook
    return shelf((str(book), reverse("handbooks:handbook", kwargs={"code": book.code})), *further)


def version_print(request, pk: int) -> HttpResponse:
    """The whole text as a sheet."""
    version = visible(request, pk)
    return answer(request, "handbooks/version_print.html", {**whole(version), "breadcrumbs": trail(version, (_("Print"), None))})


def version_text(request, pk: int) -> HttpResponse:
    """The whole text as a Markdown file that can be brought back; its paragraphs keep their numbers."""
    version, is_english = visible(request, pk), request.GET.get("language") == "en"
    rows = [(row.title_en, row.body_en) if is_english else (row.title, row.body) for row in version.chapters.all()]
    parts = [f"## {title} {{#{row.anchor}}}\n\n{body}\n" for row, (title, body) in zip(version.chapters.all(), rows, strict=True)]
    name = f"{version.handbook.code}-{version.number}.{'en' if is_english else 'zh'}.md"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse("\n".join(parts), content_type="text/markdown; charset=utf-8", headers=headers)


def version_changes(request, pk: int) -> HttpResponse:
    """Paragraph by paragraph what a version changed against the one before it, or against the one asked for."""
    version = visible(request, pk)
    others = Version.objects.visible_to(request.user).filter(handbook=version.handbook_id, number__lt=version.number)
    wanted = request.GET.get("against", "")
    earlier = (others.filter(number=int(wanted)) if wanted.isdecimal() and len(wanted) < 5 else others).first() or others.first()
    context = {
        "version": version,
        "earlier": earlier,
        "others": others,
        "chapters": list(_compared(earlier, version)) if earlier else [],
        "labels": {changes.NEW: _("New"), changes.GONE: _("Taken out"), changes.CHANGED: _("Changed")},
        "tones": {changes.NEW: "good", changes.GONE: "bad", changes.CHANGED: "info"},
        "breadcrumbs": trail(version, (pgettext("handbook", "Changes"), None)),
    }
    return answer(request, "handbooks/version_changes.html", context)


def _compared(earlier: Version, later: Version):
    """(title, changes, how many paragraphs stayed) of every chapter in which something changed."""
    texts = [
        {row.anchor: row for row in version.chapters.prefetch_related(Prefetch("paragraphs", Paragraph.objects.order_by("order")))}
        for version in (earlier, later)
    ]
    for anchor in dict.fromkeys([*texts[1], *texts[0]]):
        old, new = ({row.anchor: str(row) for row in text[anchor].paragraphs.all() if str(row)} if anchor in text else {} for text in texts)
        rows = list(changes.compare(old, new))
        changed = [row for row in rows if row.kind != changes.SAME]
        if changed:
            yield texts[1].get(anchor) or texts[0][anchor], changed, len(rows) - len(changed)


def basis(request) -> HttpResponse:
    """The paragraphs on which a task item, whistle item, service or measure is founded."""
    source, code = (request.GET.get(name, "").replace("\x00", "")[:40] for name in ("source", "code"))
    rows = Reference.objects.of(source, code).with_words(request.user.standing.day)
    context = {"rows": rows, "english": english(), "breadcrumbs": shelf((_("Basis"), None))}
    return answer(request, "handbooks/basis.html", context, block="rows")


def page_help(request) -> HttpResponse:
    """The help of a page: the beginning of the chapter that names it, else of the chapter for one's own post."""
    name = request.GET.get("page", "").replace("\x00", "")[:60]
    chapters = (
        Chapter.objects.filter(version__in=in_force(request))
        .select_related("version__handbook")
        .order_by(F("version__handbook__order").desc(), "order")
    )
    found = chapters.filter(pages__contains=[name]).first() or chapters.filter(roles__overlap=list(request.user.standing.roles)).first()
    context = {"chapter": found, "words": _first_words(found) if found else [], "breadcrumbs": shelf((_("Help"), None))}
    return answer(request, "handbooks/help.html", context, block="words")


def _first_words(chapter: Chapter) -> list[str]:
    return [row.text for row in markdown.paragraphs(chapter.words)][:2]
