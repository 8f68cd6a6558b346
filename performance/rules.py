"""Predicates of the rule book: is a rule set fit to be approved, and what may never be measured."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from performance import defaults
from performance.choices import Layer
from performance.measures import HIGHER, MEASURES
from performance.models import RuleMeasure, RuleSet


def faults(rule_set: RuleSet, lines: Iterable[RuleMeasure]) -> list[str]:
    """Why a rule set may not be approved, in words; empty when it may."""
    lines = list(lines)
    found = []
    total = sum(line.weight for line in lines)
    if total != 100:
        found.append(_("The weights sum to %(total)s, not to 100.") % {"total": total})
    for line in lines:
        found += line_faults(line)
    words = [rule_set.name, rule_set.note, *(line.denominator for line in lines)]
    return found + [
        _("“%(term)s” must not be measured: %(reason)s.") % {"term": row["term"], "reason": row["reason"]} for row in forbidden(words)
    ]


def line_faults(line: RuleMeasure) -> list[str]:
    """Faults of one line: unknown measure, baseline ranked, goalposts against the direction."""
    measure = MEASURES.get(line.measure)
    if measure is None:
        return [_("There is no measure “%(code)s”.") % {"code": line.measure}]
    found = []
    if measure.baseline_only and line.layer == Layer.STRETCH:
        found.append(_("“%(measure)s” is pass or fail and may not be ranked.") % {"measure": measure.label})
    if line.layer == Layer.STRETCH and (line.best > line.worst) != (measure.better == HIGHER):
        found.append(_("The goalposts of “%(measure)s” run the wrong way.") % {"measure": measure.label})
    return found


def forbidden(words: Iterable[str]) -> list[dict[str, str]]:
    """The forbidden measures that some words name: fines, detentions, clear-up rates and the like as targets."""
    text = "\n".join(words)
    return [row for row in defaults.forbidden_measures() if row["term"] in text]
