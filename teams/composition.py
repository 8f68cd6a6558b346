"""The heart of the teams: 1 + 1 + 4(±) + N(N1+N2) + X as a table – which part, who fills it, how many at least, what it must have."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from teams.choices import Part


@dataclass(frozen=True)
class PartRule:
    """least: members without which a team is not one; usual: the number that the part is named after; contract: needs employer and end."""

    part: Part
    who: str
    least: int = 0
    usual: int = 0
    contract: bool = False


COMPOSITION = (
    PartRule(Part.OFFICER, _("the community officer, liaison officer and chief safety officer"), 1, 1),
    PartRule(Part.AUXILIARY, _("an auxiliary of the workstation, the officer's assistant"), 1, 1, contract=True),
    PartRule(Part.AIDE, _("population-service aides as liaison aides; the number varies"), 1, 4, contract=True),
    PartRule(Part.N1, _("patrols, village guards and guards paid by Party and government"), contract=True),
    PartRule(Part.N2, _("guards of units, property managers and parking companies"), contract=True),
    PartRule(Part.X, _("volunteers and other voluntary forces")),
)
RULES = {rule.part: rule for rule in COMPOSITION}
COUNTED = tuple(rule.part.value for rule in COMPOSITION)
CHECKED_KINDS = ("community",)  # 1 + 1 + 4 is the measure of a community's team; campus, building and trade teams are made up otherwise


def gaps(counts: dict[str, int]) -> dict[str, int]:
    """How many members each part lacks under 1 + 1 + 4, from the members counted by part; parts that are complete are left out."""
    lacking = {rule.part.value: rule.usual - counts.get(rule.part.value, 0) for rule in COMPOSITION}
    return {part: number for part, number in lacking.items() if number > 0}


def tone(part: str, count: int) -> str:
    """How a count is coloured: bad below the least, warn below the usual number, else nothing."""
    rule = RULES[Part(part)]
    return "bad" if count < rule.least else "warn" if count < rule.usual else ""
