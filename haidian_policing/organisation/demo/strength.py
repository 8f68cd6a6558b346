"""How 3,302 officers are spread over the stations: one for each community, the fixed posts, and the case squads by what is left."""

from collections import Counter
from dataclasses import dataclass
from functools import cache

from haidian_policing.organisation import defaults

ALL_OFFICERS = 3_302
GROUP_OF = 3
LEADERS = 6  # chief, commissar, two deputy chiefs, two clerks
SQUAD_LEADERS, SPECIAL, ROOM = 6, 6, 9  # captains and deputies of two squads and the room, special groups, duty officers


@dataclass(frozen=True)
class Strength:
    """Groups of three in the two squads, and deputy chiefs."""

    community_groups: int
    case_groups: int
    deputies: int = 2


OTHER = Strength(0, 0)


@cache
def strengths() -> dict[str, Strength]:
    """The strength of every station by name; the same at every scale, so that a station is the same in each."""
    serving = {row["name"]: row["station"] for row in defaults.streets()}
    communities = Counter(serving[row["street"]] for row in defaults.communities())
    groups = {name: max(2, -(-number // GROUP_OF)) for name, number in communities.items()}
    others = len(defaults.stations()) - len(groups)
    fixed = LEADERS * others + sum(LEADERS + SQUAD_LEADERS + SPECIAL + ROOM + GROUP_OF * number for number in groups.values())
    case, spare = divmod(ALL_OFFICERS - fixed, GROUP_OF)
    shares = apportioned(case, {name: 12 + number for name, number in communities.items()})
    larger = sorted(communities, key=lambda name: (-communities[name], name))[:spare]
    found = {name: Strength(groups[name], shares[name], 2 + (name in larger)) for name in groups}
    return {row["name"]: found.get(row["name"], OTHER) for row in defaults.stations()}


def apportioned(total: int, weights: dict[str, int]) -> dict[str, int]:
    """Whole shares that sum to the total, by the largest remainders."""
    exact = {name: total * weight / sum(weights.values()) for name, weight in weights.items()}
    shares = {name: int(share) for name, share in exact.items()}
    rest = sorted(exact, key=lambda name: (shares[name] - exact[name], name))[: total - sum(shares.values())]
    return {name: share + (name in rest) for name, share in shares.items()}
