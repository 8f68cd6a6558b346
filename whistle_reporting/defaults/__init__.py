"""Starting content of whistle reporting: the thirty items, the reasons to choose from and the standard texts."""

import json
from typing import Any

from haidian_policing.organisation.defaults import document, rows

HERE = __name__


def items() -> list[dict[str, Any]]:
    """The thirty items; `questions` is a list of {code, label, label_en, kind, choices}, empty amounts mean no such deadline."""
    return [row | {"questions": json.loads(row["questions"])} for row in rows(HERE, "items.csv")]


def return_reasons() -> list[dict[str, str]]:
    """Why a ticket may be sent back; `fault_of` says in whose figures it counts (street, lead_unit or nobody)."""
    return rows(HERE, "return_reasons.csv")


def extension_reasons() -> list[dict[str, str]]:
    """Why more time may be asked for."""
    return rows(HERE, "extension_reasons.csv")


def pending_reasons() -> list[dict[str, str]]:
    """Why a ticket may be put into the pending bank."""
    return rows(HERE, "pending_reasons.csv")


def standard_texts() -> list[dict[str, str]]:
    """Sentences offered in a state of a ticket; `klass` is a class of whistle or any."""
    return rows(HERE, "standard_texts.csv")


def demo_texts() -> dict[str, Any]:
    """What invented tickets are written with; {place} stands for a community or an alley."""
    return document(HERE, "demo_texts.json")
