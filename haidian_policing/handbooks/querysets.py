"""Reads of handbooks: which version whoever reads gets, and the paragraphs that hold the words of a query."""

from datetime import date

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from haidian_policing.access.standing import ReachableQuerySet, may_any, within
from haidian_policing.handbooks.choices import State
from haidian_policing.handbooks.lifecycle import EDITORS
from haidian_policing.handbooks.markdown import bigrams, terms

OPEN = (State.DRAFT, State.SUBMITTED)


class VersionQuerySet(ReachableQuerySet):
    view_capability = "handbook.view"

    def reach(self, person, capability: str) -> Q:
        """Everybody reads what is or was in force; drafts are for those who write or approve. The calendar (None) reaches all."""
        if person is None or (capability == self.view_capability and may_any(person, EDITORS)):
            return Q(pk__isnull=False)
        if capability == self.view_capability:
            return Q(state__in=(State.IN_FORCE, State.SUPERSEDED)) | Q(pk__in=self.model.objects.in_force(person.standing.day).values("pk"))
        return within(person, capability)

    def in_force(self, day: date):
        """At most one per handbook: the one valid on the day, else our default as long as nobody's own has taken its place."""
        valid = Q(valid__contains=day)
        own = self.model.objects.filter(valid, handbook=OuterRef("handbook"))
        return self.filter(valid | Q(is_default=True, state__in=(*OPEN, State.APPROVED)) & ~Exists(own))

    def being_written(self):
        """Drafts of somebody's own; our default is read, copied and approved, never changed."""
        return self.filter(state=State.DRAFT, is_default=False)

    def at_work(self):
        """Not in force yet, or withdrawn and nothing else left of the handbook: what those who write have before them."""
        alive = self.model.objects.filter(handbook=OuterRef("handbook")).exclude(state__in=(State.SUPERSEDED, State.WITHDRAWN))
        return self.filter(Q(state__in=(*OPEN, State.APPROVED), is_default=False) | Q(state=State.WITHDRAWN) & ~Exists(alive))

    def in_order(self):
        return self.select_related("handbook").order_by("handbook__order", "handbook")


class ParagraphQuerySet(QuerySet):
    def holding(self, query: str):
        """Those in which every word of the query stands; from two signs on the index finds them."""
        found = self.filter(pk__isnull=not terms(query))
        for term in terms(query):
            found = found.filter(haystack__contains=term, **({"grams__contains": sorted(bigrams(term))} if len(term) > 1 else {}))
        return found

    def in_order(self):
        return self.order_by("version__handbook__order", "version__handbook", "chapter__order", "order")


class ReferenceQuerySet(QuerySet):
    def of(self, source: str, code: str):
        return self.filter(source=source, code=code)

    def with_words(self, day: date):
        """Each with the text of its paragraph in the version in force; None where that version has it no more."""
        versions = apps.get_model("handbooks", "Version").objects.in_force(day).values("pk")
        here = {"version__in": versions, "version__handbook": OuterRef("handbook"), "anchor": OuterRef("anchor")}
        found = apps.get_model("handbooks", "Paragraph").objects.filter(**here)
        columns = {"chapter_anchor": "chapter__anchor", "words": "text", "words_en": "text_en"}
        return self.select_related("handbook").annotate(**{name: Subquery(found.values(column)[:1]) for name, column in columns.items()})

    def lost_in(self, version):
        """Those whose paragraph a version of their handbook does not have."""
        kept = version.paragraphs.filter(anchor=OuterRef("anchor"))
        return self.filter(~Exists(kept), handbook=version.handbook_id)
