"""The table of a lifecycle: verb, sources, target, permission, what it needs, which clocks it starts and stops."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Tone = Literal["neutral", "info", "active", "good", "warn", "bad", "pause"]


@dataclass(frozen=True)
class Step:
    """One allowed change of state; target None keeps the state and only records the event."""

    verb: str
    sources: frozenset[str]
    target: str | None
    may: str
    label: "StrOrPromise"
    needs: frozenset[str] = frozenset()
    accepts: frozenset[str] = frozenset()
    stops: frozenset[str] = frozenset()
    starts: frozenset[str] = frozenset()
    tone: Tone = "neutral"
    order: int = 0

    @property
    def fields(self) -> frozenset[str]:
        """All fields that the form of this step shows."""
        return self.needs | self.accepts

    def missing(self, given: Mapping) -> list[str]:
        """The required fields that are absent or empty; False and 0 are answers."""
        return sorted(name for name in self.needs if given.get(name) in (None, "", [], ()))


def step(verb, sources, target, *, may, label, needs=(), accepts=(), stops=(), starts=(), tone: Tone = "neutral") -> Step:
    """A row of a lifecycle; single words may stand for one-element sets."""
    return Step(verb, words(sources), target, may, label, words(needs), words(accepts), words(stops), words(starts), tone)


def words(value: str | Iterable[str]) -> frozenset[str]:
    return frozenset(value.split()) if isinstance(value, str) and " " in value else frozenset([value] if isinstance(value, str) else value)


class Lifecycle(Mapping[str, Step]):
    """The steps by verb, in the order written; `states` is the TextChoices class, `initial` the state of a new row.

    begins: labels of the verbs by which a thing begins, which are no steps.
    """

    def __init__(self, states, initial: str, *steps: Step, begins: Mapping[str, "StrOrPromise"] | None = None):
        self.states, self.initial, self.begins = states, initial, begins or {}
        self._steps = {row.verb: row for row in steps}
        if len(self._steps) != len(steps):
            raise ValueError("a verb stands twice in a lifecycle")

    def __getitem__(self, verb: str) -> Step:
        return self._steps[verb]

    def __iter__(self) -> Iterator[str]:
        return iter(self._steps)

    def __len__(self) -> int:
        return len(self._steps)

    def from_state(self, state: str) -> list[Step]:
        """The steps that leave (or keep) a state, in the order of the table."""
        return [row for row in self._steps.values() if state in row.sources]

    def reachable(self) -> set[str]:
        """Every state that a sequence of steps can reach from the initial one."""
        seen, frontier = {self.initial}, [self.initial]
        while frontier:
            for row in self.from_state(frontier.pop()):
                if row.target and row.target not in seen:
                    seen.add(row.target)
                    frontier.append(row.target)
        return seen

    def diagram(self) -> str:
        """The lifecycle as a Mermaid state diagram for the documentation."""
        lines = [f"    [*] --> {self.initial}"]
        lines += [f"    {source} --> {row.target or source}: {row.verb}" for row in self.values() for source in sorted(row.sources)]
        return "\n".join(["stateDiagram-v2", *lines])
