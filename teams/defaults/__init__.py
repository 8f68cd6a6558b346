"""Starting content of the teams: the kinds of team."""

from haidian_policing.organisation.defaults import rows


def kinds() -> list[dict[str, str]]:
    """Kinds of community team and what each is built on."""
    return rows(__name__, "kinds.csv")
