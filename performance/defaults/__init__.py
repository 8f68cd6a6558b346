"""Starting content of performance: the built-in rule sets and the measures that no rule set may contain."""

from haidian_policing.organisation.defaults import rows

HERE = __name__


def rule_sets() -> list[dict[str, str]]:
    """The built-in rule sets and whom they judge."""
    return rows(HERE, "rule_sets.csv")


def rules() -> list[dict[str, str]]:
    """Lines of the rule sets: score 0 at `lower` and 100 at `upper`, for a baseline line both are the threshold that must be met."""
    return rows(HERE, "rules.csv")


def forbidden_measures() -> list[dict[str, str]]:
    """Words of measures that a rule set may not have when it is approved, with the reason."""
    return rows(HERE, "forbidden_measures.csv")
