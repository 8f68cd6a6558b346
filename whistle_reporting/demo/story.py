"""The story of one ticket as events of the lifecycle, told until it ends, stops where it is wanted, or reaches the present."""

from datetime import datetime, timedelta
from typing import Any

from whistle_reporting.choices import ItemRole, PartKind, Source
from whistle_reporting.demo.hours import EVENINGS, FIELD, OFFICE, STREET_DUTY, TODAY, Desk
from whistle_reporting.demo.places import Places
from whistle_reporting.lifecycle import PART, TICKET

LATE_VERDICTS = 0.05
SPAN_HOURS = {2: 1.5, 24: 17, 7: 150, 15: 360}
BY_DAY = 4  # hours of work in what is to be done within 24 hours and is no emergency: the night lies between
NOISY = ("Z04", "P11")
RETURNS = ("other_station", "duplicate", "no_contact", "other_lead", "needs_documents")


class Told(Exception):
    """The story goes no further."""


class Line:
    """The events of one subject; `state` is where the last one left it."""

    def __init__(self, lifecycle, now: datetime, verb: str, at: datetime, actor: int | None, **data):
        self.lifecycle, self.now = lifecycle, now
        self.state, self.events = lifecycle.initial, []
        self.events.append((verb, "", self.state, at, actor, data.pop("note", ""), data))

    def add(self, verb: str, at: datetime, actor: int | None, note: str = "", **data) -> None:
        """One step, checked against the table; one that lies in the future is not told."""
        step = self.lifecycle[verb]
        if at > self.now:
            raise Told
        if self.state not in step.sources:
            raise ValueError(f"{verb} does not leave {self.state}")
        target = step.target or self.state
        self.events.append((verb, str(self.state), str(target), at, actor, note, data))
        self.state = target


class PartLine(Line):
    """The events of one part, and what is recorded beside them."""

    def __init__(self, kind: str, grid, now, at, actor, bounces: int = 0, **data):
        super().__init__(PART, now, "blow", at, actor, **data)
        self.kind, self.grid, self.opened_at, self.bounces = kind, grid, at, bounces
        self.handler: int | None = None
        self.key = self.ticket = 0  # given when written
        self.projected: Any = None
        self.verdicts: list[tuple] = []
        self.extensions: list[dict] = []
        self.photos: list[tuple] = []


class Story:
    """One ticket: what, where, when; a `recent` one is told without regard to now, for whoever looks for one that stops just before it."""

    def __init__(self, places: Places, item, grid, filed_at: datetime, source: str, *, recent: bool = False):
        self.places, self.rng, self.item, self.grid, self.source = places, places.rng, item, grid, source
        self.quick = item.klass == "emergency"
        self.desk = OFFICE if source == Source.WHISTLE else STREET_DUTY
        self.field = EVENINGS if item.code in NOISY else TODAY if item.dispose_amount == 24 else FIELD
        self.recent, self.now = recent, places.now + timedelta(days=3650) if recent else places.now
        opens = filed_at if self.quick else places.hours.at(self.desk, filed_at)
        self.filed_at = opens if opens <= self.now else filed_at
        self.quality = places.quality[grid.station_id]
        self.parts: list[PartLine] = []
        self.phoned_at: datetime | None = None
        self.appointed_at: datetime | None = None
        self.blown_at: datetime | None = None
        community = self.rng.choice([community.name for community in self.grid.communities.all()] or [self.grid.name])
        place = self.rng.choice(places.texts["places"])
        self.place = place.replace("{community}", community).replace("{number}", str(self.rng.randrange(1, 24)))
        self.description = self._say("descriptions", item.code, month=filed_at.month).replace("{place}", self.place)
        self.course = places.course(item.code, self.description)

    def tell(self, stop: str) -> None:
        self.stop, self.at = stop, self.filed_at
        self.liaison = self.places.person(self.grid.street_id, self.at, "liaison")
        self.leader = self.places.person(self.grid.street_id, self.at, "street_leader")
        self.ticket = Line(TICKET, self.now, "file", self.at, self.liaison)
        try:
            self._halt("draft")
            self._blow()
        except Told:
            return
        for told in (self._police, self._outside):
            try:
                told()
            except Told:
                continue
        if all(part.state == "closed" for part in self.parts if part.state != "returned") and self.parts[-1].state == "closed":
            self.ticket.add("close", max(part.events[-1][3] for part in self.parts), self.liaison)

    @property
    def last(self) -> datetime:
        """When something happened last."""
        return max(line.events[-1][3] for line in (self.ticket, *self.parts))

    def _halt(self, *marks: str) -> None:
        if self.stop and self.stop in marks:
            raise Told

    def _later(self, low: float, high: float, desk: Desk | None = None) -> datetime:
        """Move the story on by some hours, and to when the desk is there; slower stations take longer."""
        self.at += timedelta(minutes=max(1, int(self.rng.uniform(low, high) * 60 * self.quality)))
        self.at = self.places.hours.at(desk, self.at) if desk else self.at
        return self.at

    def _out(self, low: float, high: float) -> datetime:
        """The same for officers on the spot, who wait for no morning in an emergency."""
        return self._later(low, high, None if self.quick else self.field)

    def _say(self, *path: Any, month: int = 0) -> str:
        return self.places.say(month or self.at.month, *path)

    def _by_class(self, name: str) -> str:
        return f"{name}_quick" if self.quick else name

    def _blow(self) -> None:
        """Signed off by a leader; of the emergencies a third went by phone first."""
        data = {}
        if self.quick and self.rng.random() < 0.35 and self.stop != "awaiting_sign_off":
            self.phoned_at = self.at - timedelta(minutes=self.rng.randrange(10, 50))
            data = {"happened_at": self.phoned_at.isoformat()}
            self.ticket.add("blow_first", self.at, self.liaison, "已电话通知值班长，先行处置。", phoned_at=self.phoned_at.isoformat())
        else:
            desk = None if self.quick else self.desk
            self.ticket.add("submit", self._later(0.1, 0.5, desk), self.liaison)
            self._halt("awaiting_sign_off")
            signed = self._later(0.02, 0.1) if self.quick else self._later(0.2, 4, desk)
            self.ticket.add("sign_off", signed, self.leader, self._say(self._by_class("sign_off")))
        opened = self.phoned_at or self.at
        if self.item.dispose_span == "appointment":
            self.appointed_at = self.places.hours.at(FIELD, self.at + timedelta(days=self.rng.randrange(2, 7)))
        leads = self.item.role == ItemRole.LEAD
        self.parts.append(PartLine(PartKind.LEAD if leads else PartKind.COOPERATE, self.grid, self.now, opened, self.leader, **data))
        if not leads:
            self.parts.insert(0, PartLine(PartKind.OUTSIDE_LEAD, self.grid, self.now, opened, self.leader))
        self.blown_at = self.at = opened

    def _outside(self) -> None:
        """The leading unit, as the street records it; of what waits today it has not been heard of yet."""
        if self.recent or self.parts[0].kind != PartKind.OUTSIDE_LEAD:
            return
        part, self.at = self.parts[0], self.parts[0].opened_at
        came, went = ((0.1, 0.5), (0.7, 5)) if self.quick else ((2, 30), (10, 90))
        desk = None if self.quick else self.desk
        part.add("outside_start", self._later(*came, desk), self.liaison, f"{self.item.leading_unit}已到场")
        part.add("outside_end", self._later(*went, desk), self.liaison, result=f"{self.item.leading_unit}已处理完毕")
        self._judge(part)

    def _police(self) -> None:
        part = self.parts[-1]
        if self.stop in ("return_asked", "returned") or (not self.stop and not self.quick and self.rng.random() < 0.06):
            part = self._bounced(part)
        self._halt("dispatched")
        self._sign(part)
        self._arrive(part)
        self._work(part)
        self._judge(part)

    def _duty(self) -> int | None:
        return self.places.person(self.parts[-1].grid.station_id, self.at, "duty_officer", "duty_commander")

    def _bounced(self, part: PartLine) -> PartLine:
        """Returned with a reason; the street rules, and blows again to a neighbouring grid or insists."""
        chief = self.places.person(part.grid.station_id, self.at, "chief")
        reason = self.rng.choice(RETURNS)
        asked = self._out(0.3, 1.6)
        part.add("ask_return", asked, chief, self._say("return_notes", reason), return_reason=self.places.reasons["return", reason].pk)
        self._halt("return_asked")
        if self.stop == "returned" or self.rng.random() < 0.6:
            part.add("accept_return", self._later(1, 6, self.desk), self.leader, self._say("ruling", "approve", reason))
            self._halt("returned")
            street = [grid for grid in self.places.grids if grid.street_id == self.grid.street_id]
            self.grid = self.rng.choice(street)
            self.ticket.add("redirect", self._later(0.2, 2, self.desk), self.leader, "改派相关派出所", grid=self.grid.pk)
            self.parts.append(PartLine(part.kind, self.grid, self.now, self.at, self.leader, bounces=1))
            return self.parts[-1]
        part.add("refuse_return", self._later(1, 6, self.desk), self.leader, self._say("ruling", "refuse"))
        return part

    def _sign(self, part: PartLine) -> None:
        """By the duty officer, who is there by day and by night."""
        if part.state == "dispatched":
            signed = self._later(0.02, 0.2) if self.quick else self._later(0.05, 2.2)
            part.add("sign_for", signed, self._duty(), self._say(self._by_class("receipt")))
        self._halt("signed")
        handler = self.places.lead(part.grid, self.at)
        at = self._later(0.02, 0.1) if self.quick else self._later(0.05, 1)
        part.add("dispatch", at, self._duty(), self._say(self._by_class("dispatch")), handler=handler)
        part.handler = handler
        self._halt("assigned")

    def _arrive(self, part: PartLine) -> None:
        if self.quick:
            self.at = max(self.at, part.opened_at + timedelta(minutes=int(self.rng.uniform(8, 30) * self.quality)))
        elif self.appointed_at:
            self.at = max(self.at, self.appointed_at - timedelta(minutes=self.rng.randrange(5, 40)))
        else:
            self._out(0.5, 2.5 if self.item.dispose_amount == 24 else 9)
        part.add("arrive", self.at, part.handler)
        part.photos.append(("before", 0, self.at))
        self._halt("arrived")

    @property
    def hours(self) -> float:
        """Of work in it."""
        amount = self.item.dispose_amount
        return BY_DAY if amount == 24 and not self.quick else SPAN_HOURS.get(amount, 3)

    def _work(self, part: PartLine) -> None:
        """Survey, rectification and report, inside the time allowed more often than not."""
        hours = self.hours
        part.add("survey", self._out(hours * 0.02, hours * 0.12), part.handler, self._say("courses", self.course, "survey"))
        self._halt("surveying")
        part.add("rectify", self._out(hours * 0.1, hours * 0.4), part.handler, self._say("courses", self.course, "rectify"))
        self._halt("rectifying")
        self._delays(part, hours)
        self._report(part, self._out(hours * 0.15, hours * 0.75), 0)
        self._halt("done")

    def _report(self, part: PartLine, at: datetime, round_: int) -> None:
        part.add("report_done", at, part.handler, result=self._say("courses", self.course, "results"))
        part.photos.append(("after", round_, at))

    def _delays(self, part: PartLine, hours: float) -> None:
        chance = self.rng.random()
        if self.stop == "suspended" or (not self.stop and not self.quick and chance < 0.02):
            self._suspend(part, hours)
        elif self.stop == "extension_asked" or (not self.stop and 0.02 < chance < 0.07 and hours > 50):
            self._extend(part)
        elif not self.stop and not self.quick and chance > 0.94:
            part.add("urge", self._later(0.5, 4, self.desk), self.liaison, self._say("urge"))

    def _suspend(self, part: PartLine, hours: float) -> None:
        reason = self.rng.choice(list(self.places.texts["pending_notes"]))
        captain = self.places.person(part.grid.station_id, self.at, "captain", "chief", "duty_officer")
        key = self.places.reasons["pending", reason].pk
        part.add("suspend", self._later(0.5, 4, OFFICE), captain, self._say("pending_notes", reason), pending_reason=key)
        self._halt("suspended")
        part.add("resume", self._later(hours * 0.2, hours * 0.6, OFFICE), captain, self._say("resumed"))

    def _extend(self, part: PartLine) -> None:
        amount, at = self.rng.randrange(1, 3), self._out(0.5, 4)
        reason, note = self.places.excuse(at.month)
        part.add("ask_extension", at, part.handler, note, amount=amount, extension_reason=reason)
        asked = {"reason": reason, "amount": amount, "by": part.handler, "at": at, "state": "asked", "decided": (None, None)}
        part.extensions.append(asked)
        self._halt("extension_asked")
        granted = self.rng.random() < 0.75
        decided_at = self._later(0.5, 5, self.desk)
        if granted:
            part.add("grant_extension", decided_at, self.leader, "同意延期", amount=amount)
        else:
            part.add("refuse_extension", decided_at, self.leader, "请按原时限办结")
        asked |= {"state": "granted" if granted else "refused", "decided": (self.leader, self.at)}

    def _judge(self, part: PartLine) -> None:
        """The street's verdict, on weak stations a worse one; the unsolved comes back once."""
        round_, bad = 0, self.quality * (0.2 if self.quick else 1)
        solved = self.rng.choices(("yes", "partly", "no"), (82 / self.quality, 12, 6 * bad))[0]
        if solved == "no" and part.kind != PartKind.OUTSIDE_LEAD:
            self._reopen(part)
            round_, solved = 1, "yes"
        solved = "partly" if solved == "no" else solved
        answers = {"came": "yes", "solved": solved, "satisfied": self._satisfied(solved)}
        if answers["satisfied"] == "not_reached" and self.rng.random() < 0.15:
            answers["came"] = "unknown"
        note = self._say("verdict", self._by_class("solved" if solved == "yes" else "partly"))
        hours = (70, 130) if self.rng.random() < LATE_VERDICTS else (2, 26)
        part.add("verdict", self._later(*hours, self.desk), self.liaison, note, **answers)
        part.verdicts.append((round_, answers, note, self.liaison, self.at))

    def _satisfied(self, solved: str) -> str:
        good, fair = (40 / self.quality, 15 * self.quality) if solved == "yes" else (6, 30)
        return self.rng.choices(("very", "satisfied", "basically", "fair", "not_reached"), (good, 30, fair, fair / 2, 8))[0]

    def _reopen(self, part: PartLine) -> None:
        at, note = self._later(2, 20, self.desk), self._say("verdict", self._by_class("unsolved"))
        answers = {"came": "no" if "未到" in note else "yes", "solved": "no", "satisfied": "not"}
        part.add("reopen", at, self.liaison, note, **answers)
        part.verdicts.append((0, answers, note, self.liaison, at))
        self._report(part, self._out(self.hours * 0.2, self.hours * 0.7), 1)
