"""Starting content of the workstations: the services offered and the forty-seven sites."""

from typing import Any

from haidian_policing.organisation.defaults import document, rows

HERE = __name__


def services() -> list[dict[str, str]]:
    """Services by family (window, terminal, room, seat, corner) and mode; `minutes` is the standard time of one visit."""
    return rows(HERE, "services.csv")


def sites() -> list[dict[str, str]]:
    """Workstations by station; `state` is chosen, building or running."""
    return rows(HERE, "sites.csv")


def demo_texts() -> dict[str, Any]:
    """Notes that invented visits are written with."""
    return document(HERE, "demo_texts.json")
