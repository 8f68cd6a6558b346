"""The built-in rule sets, as defaults that a second person still has to approve."""

from datetime import date

from performance import defaults
from performance.models import RuleMeasure, RuleSet

SINCE = date(2024, 1, 1)


def seed(at) -> int:
    """Add the rule sets that are not there yet; what was changed or approved stays. Returns how many were added."""
    known = set(RuleSet.objects.values_list("code", flat=True))
    fresh = [_rule_set(row) for row in defaults.rule_sets() if row["code"] not in known]
    RuleSet.objects.bulk_create(fresh)
    sets = {row.code: row for row in fresh}
    RuleMeasure.objects.bulk_create(_line(sets[row["rule_set"]], row) for row in defaults.rules() if row["rule_set"] in sets)
    return len(fresh)


def _rule_set(row: dict[str, str]) -> RuleSet:
    return RuleSet(
        code=row["code"],
        name=row["name"],
        name_en=row["name_en"],
        league="stations" if row["judges"] == "station" else "",
        note=row["status_note"],
        note_en=row["status_note_en"],
        valid_from=SINCE if row["in_use"] == "yes" else None,
    )


def _line(rule_set: RuleSet, row: dict[str, str]) -> RuleMeasure:
    return RuleMeasure(
        rule_set=rule_set,
        order=int(row["order"]),
        measure=row["measure"],
        layer=row["layer"],
        weight=row["weight"],
        worst=row["lower"],
        best=row["upper"],
        denominator=row["denominator"],
        denominator_en=row["denominator_en"],
    )
