"""The demonstration district's frame: how large, how long, and repeatable chance; each app's `demo` room fills its own part."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random


@dataclass(frozen=True)
class World:
    """scale: share of the whole district (1.0 = 28 stations); seed: same seed, same data.

    today: the last day of life; months: whole months of life before the current one.
    """

    scale: float
    seed: int
    today: date
    months: int

    def rng(self, name: str) -> Random:
        """A generator of its own for each part, so that one part's draws never move another's."""
        return Random(f"{self.seed}:{name}")

    @property
    def first_day(self) -> date:
        """The first day of the first of `months` whole months before the current one."""
        day = self.today.replace(day=1)
        for _ in range(self.months):
            day = (day - timedelta(days=1)).replace(day=1)
        return day

    def share(self, whole: int, least: int = 1) -> int:
        """This scale's share of a whole number, never below `least` nor above the whole."""
        return min(whole, max(least, round(whole * self.scale)))
