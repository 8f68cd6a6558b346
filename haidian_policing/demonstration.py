"""The demonstration district's frame: how large, how long, and repeatable chance; each app's `demo` room fills its own part."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from zlib import crc32

import numpy as np

SCHOOL = (1, 3, 4, 5, 6, 9, 10, 11, 12)
SEASONAL: dict[str, tuple[int, ...]] = {  # words that are said in some months only
    **dict.fromkeys(("大雪", "降雪", "结冰", "烟花", "禁放", "年货"), (12, 1, 2)),
    **dict.fromkeys(("暴雨", "降雨", "积水", "雨后"), (6, 7, 8)),
    **dict.fromkeys(("供暖", "供热", "取暖", "煤气中毒"), (11, 12, 1, 2, 3)),
    **dict.fromkeys(("放学", "护学", "上学高峰", "校门", "学校食堂", "校园安全讲座"), SCHOOL),
    **dict.fromkeys(("文化节", "运动会"), (4, 5, 6, 9, 10)),
    "烧烤": (5, 6, 7, 8, 9),
    **dict.fromkeys(("防溺水", "暑期"), (6, 7, 8)),
    "新生": (9, 10),
    "元宵": (2, 3),
    "中考": (5, 6),
}
Progress = Callable[[int, int], None]  # told how much of how much is done


@dataclass(frozen=True)
class Burden:
    """Load data that an app's demo room offers: the option that asks for it, at most how many, and `load(number, progress)`."""

    option: str
    most: int
    load: Callable[[int, Progress], int]

    @property
    def name(self) -> str:
        """As the parsed options have it."""
        return self.option.removeprefix("--").replace("-", "_")


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

    def dice(self, name: str) -> np.random.Generator:
        """The same for draws by the thousand."""
        return np.random.default_rng([self.seed, crc32(name.encode())])

    @property
    def first_day(self) -> date:
        """The first day of the first of `months` whole months before the current one."""
        day = self.today.replace(day=1)
        for _ in range(self.months):
            day = (day - timedelta(days=1)).replace(day=1)
        return day

    @property
    def is_whole(self) -> bool:
        """The whole district in its whole year: every count is the sub-bureau's own."""
        return self.scale >= 1 and self.months == 12

    @property
    def part_of_a_year(self) -> float:
        """How much of twelve months' life there is; 1.0 for the whole district's."""
        year = World(self.scale, self.seed, self.today, 12)
        return ((self.today - self.first_day).days + 1) / ((self.today - year.first_day).days + 1)

    def share(self, whole: int, least: int = 1) -> int:
        """This scale's share of a whole number, never below `least` nor above the whole."""
        return min(whole, max(least, round(whole * self.scale)))


def seasonable(texts: Iterable[str], month: int) -> list[str]:
    """Those of the texts that somebody would write in this month; all where none is."""
    texts = list(texts)
    return [text for text in texts if all(month in months for word, months in SEASONAL.items() if word in text)] or texts
