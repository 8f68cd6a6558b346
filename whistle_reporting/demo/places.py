"""Where the demonstration tickets happen and who works on them, read from what the lower floors made."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from grids.models import Assignment, Grid
from haidian_policing.demonstration import seasonable
from haidian_policing.files.scenes import COLOURS, drawn
from haidian_policing.organisation.models import Post
from haidian_policing.workcalendar.sets import current
from whistle_reporting import defaults
from whistle_reporting.demo.hours import Hours
from whistle_reporting.models import ClassRule, Item, Reason


class Places:
    """Grids with their officers, the people of stations and streets, items, reasons, texts and photos."""

    def __init__(self, world, now: datetime):
        self.rng, self.now = world.rng("tickets"), now
        self.calendar = current(now)
        self.hours = Hours(self.rng, self.calendar)
        self.texts = defaults.demo_texts()
        self._seasonable: dict[tuple, list[str]] = {}
        self.items = list(Item.objects.in_use(now).select_related("version"))
        self.rules = {row.klass: row for row in ClassRule.objects.filter(version__in={item.version_id for item in self.items})}
        self.reasons = {(row.kind, row.code): row for row in Reason.objects.all()}
        self.grids = list(Grid.objects.on(now.date()).select_related("station", "street").prefetch_related("communities"))
        self.leads = defaultdict(list)
        for row in Assignment.objects.filter(kind__in=("lead", "acting")).order_by("kind", "starts"):
            self.leads[row.grid_id].append(row)
        self.staff = defaultdict(list)
        for post in Post.objects.select_related("unit").order_by("pk"):
            # a street knows the station that serves it, but its people are the street's
            place = post.unit_id if post.unit.kind == "street" else post.unit.station_id or post.unit_id
            self.staff[(post.role, place)].append(post)
        self.quality = {grid.station_id: self.rng.uniform(0.75, 1.3) for grid in self.grids}
        self.grids = [grid for grid in self.grids if self.leads[grid.pk] and self.holds_office("liaison", grid.street_id)]
        self.photos = [drawn(colour, now, after=after).pk for after in (False, True) for colour in COLOURS] if self.grids else []

    def holds_office(self, role: str, unit: int) -> bool:
        return bool(self.staff[(role, unit)])

    def person(self, unit: int, at: datetime, *roles: str) -> int | None:
        """Somebody who holds the first of these roles that is held there on that day, else whoever ever did."""
        found = [self.staff[(role, unit)] for role in roles]
        today = ([post for post in held if post.starts <= at.date() and (post.ends is None or post.ends > at.date())] for held in found)
        chosen = next((held for held in (*today, *found) if held), None)
        return self.rng.choice(chosen).person_id if chosen else None

    def lead(self, grid: Grid, at: datetime) -> int:
        """The officer of the grid on that day."""
        rows = self.leads[grid.pk]
        fitting = [row for row in rows if row.starts <= at.date() and (row.ends is None or row.ends > at.date())]
        return (fitting or rows)[-1].person_id

    def say(self, month: int, *path: Any) -> str:
        """One of the texts at this place of the document, as they are said in the month."""
        key = (month, *path)
        if key not in self._seasonable:
            found: Any = self.texts
            for name in path:
                found = found[name]
            self._seasonable[key] = seasonable(found, month)
        return self.rng.choice(self._seasonable[key])

    def course(self, code: str, description: str) -> int:
        """Which course such a case takes: place in the list of courses."""
        rows = enumerate(self.texts["courses"])
        return next(at for at, row in rows if code in row["codes"] and any(word in description for word in row.get("words", [""])))

    def excuse(self, month: int) -> tuple[int, str]:
        """(reason, note) of an extension that somebody would ask for in the month."""
        kinds = {note: kind for kind, notes in self.texts["extension_notes"].items() for note in notes}
        note = self.rng.choice(seasonable(kinds, month))
        return self.reasons["extension", kinds[note]].pk, note

    def photo(self, after: bool) -> int:
        half = len(self.photos) // 2
        return self.rng.choice(self.photos[half:] if after else self.photos[:half])
