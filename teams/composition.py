"""The heart of the teams: 1 + 1 + 4(±) + N(N1+N2) + X as a table – which part, who fills it, how many at least, what it must have."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from teams.choices import Part


@dataclass(frozen=True)
class PartRule:
    """least: members that a complete team has in this part; usual: the number it is named after; contract: needs an employer and an end."""

    part: Part
    who: str
    least: int
    usual: int | None = None
    contract: bool = False


COMPOSITION = (
    PartRule(Part.OFFICER, _("the community officer, liaison officer and chief safety officer"), 1, 1),
    PartRule(Part.AUXILIARY, _("an auxiliary of the workstation, the officer's assistant"), 1, 1, contract=True),
    PartRule(Part.AIDE, _("population-service aides as liaison aides; the number varies"), 1, 4, contract=True),
    PartRule(Part.N1, _("patrols, village guards and guards paid by Party and government"), 0, contract=True),
    PartRule(Part.N2, _("guards of units, property managers and parking companies"), 0, contract=True),
    PartRule(Part.X, _("volunteers and other voluntary forces"), 0),
)
RULES = {rule.part: rule for rule in COMPOSITION}


def gaps(counts: dict[str, int]) -> dict[str, int]:
    """How many members each part lacks, from the members counted by part; parts that are complete are left out."""
    lacking = {rule.part.value: rule.least - counts.get(rule.part.value, 0) for rule in COMPOSITION}
    return {part: number for part, number in lacking.items() if number > 0}
