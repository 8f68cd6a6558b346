"""Reads of imports and of their staged rows."""

from django.db.models import Count, Q, QuerySet

from haidian_policing.imports.choices import ImportState, RowState


class ImportQuerySet(QuerySet):
    def visible_to(self, person):
        """One's own, and everybody's of the kinds that one may import everywhere; none of a kind that one may not import."""
        from haidian_policing.imports.kinds import IMPORTS

        mine = [kind for kind in IMPORTS.values() if kind.opens_to(person)]
        everywhere = [kind.code for kind in mine if person.standing.scope(kind.may).everywhere]
        return self.filter(Q(kind__in=everywhere) | Q(kind__in=[kind.code for kind in mine], uploaded_by=person))

    def unapplied(self):
        return self.filter(state__in=(ImportState.CHECKING, ImportState.REFUSED, ImportState.CHECKED))

    def move(self, sources, target, **columns) -> bool:
        """One step, from the state that was seen; False where somebody was faster."""
        return self.filter(state__in=sources).update(state=target, **columns) == 1


class StagedRowQuerySet(QuerySet):
    def to_write(self):
        return self.filter(state__in=(RowState.NEW, RowState.CHANGED))

    def counts(self) -> dict[str, int]:
        found = dict(self.order_by().values_list("state").annotate(Count("number")))
        return {state: found.get(state, 0) for state in RowState.values}
