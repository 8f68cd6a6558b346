"""The story of one ticket as events of the lifecycle, told until it ends, stops where it is wanted, or reaches the present."""

from datetime import datetime, timedelta
from typing import Any

from whistle_reporting.choices import ItemRole, PartKind
from whistle_reporting.demo.places import Places
from whistle_reporting.lifecycle import PART, TICKET

LATE_VERDICTS = 0.05
SPAN_HOURS = {2: 1.5, 24: 17, 7: 100, 15: 230}


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
    """One ticket: what, where, when; `recent` moves the finished story so that its last event was shortly before now."""

    def __init__(self, places: Places, item, grid, filed_at: datetime, source: str, *, recent: bool = False):
        self.places, self.rng, self.item, self.grid, self.source = places, places.rng, item, grid, source
        self.filed_at = filed_at if item.klass == "emergency" or recent else places.office(filed_at)
        self.recent, self.now = recent, places.now + timedelta(days=3650) if recent else places.now
        self.quality = places.quality[grid.station_id]
        self.parts: list[PartLine] = []
        self.phoned_at: datetime | None = None
        self.appointed_at: datetime | None = None
        self.blown_at: datetime | None = None
        self.place = self.rng.choice(places.texts["places"]).replace("{community}", self._community())
        self.description = self.rng.choice(places.texts["descriptions"][item.code]).replace("{place}", self.place)

    def _community(self) -> str:
        return self.rng.choice([community.name for community in self.grid.communities.all()] or [self.grid.name])

    def tell(self, stop: str) -> None:
        self.stop, self.at = stop, self.filed_at
        self.liaison = self.places.person(self.grid.street_id, self.at, "liaison")
        self.leader = self.places.person(self.grid.street_id, self.at, "street_leader")
        self.ticket = Line(TICKET, self.now, "file", self.at, self.liaison)
        try:
            self._halt("draft")
            self._blow()
        except Told:
            return self._finish()
        for told in (self._police, self._outside):
            try:
                told()
            except Told:
                continue
        if all(part.state == "closed" for part in self.parts if part.state != "returned") and self.parts[-1].state == "closed":
            last = max(part.events[-1][3] for part in self.parts)
            self.ticket.add("close", last, self.liaison)
        return self._finish()

    def _halt(self, *marks: str) -> None:
        if self.stop and self.stop in marks:
            raise Told

    def _later(self, low: float, high: float, *, office: bool = True) -> datetime:
        """Move the story on by some hours; slower stations take longer."""
        self.at += timedelta(minutes=max(1, int(self.rng.uniform(low, high) * 60 * self.quality)))
        by_day = office and not self.recent and self.item.dispose_span != "hours"
        self.at = self.places.office(self.at) if by_day else self.at
        return self.at

    def _say(self, key: str) -> str:
        return self.rng.choice(self.places.texts[key])

    def _blow(self) -> None:
        """Signed off by a leader; of the emergencies a third went by phone first."""
        data = {}
        if self.item.klass == "emergency" and self.rng.random() < 0.35 and self.stop != "awaiting_sign_off":
            self.phoned_at = self.at - timedelta(minutes=self.rng.randrange(10, 50))
            data = {"happened_at": self.phoned_at.isoformat()}
            self.ticket.add("blow_first", self.at, self.liaison, "已电话通知值班长，先行处置。", phoned_at=self.phoned_at.isoformat())
        else:
            self.ticket.add("submit", self._later(0.1, 0.5), self.liaison)
            self._halt("awaiting_sign_off")
            quick = self.item.klass == "emergency"
            self.ticket.add("sign_off", self._later(0.02, 0.1) if quick else self._later(0.2, 4), self.leader, self._say("sign_off"))
        opened = self.phoned_at or self.at
        if self.item.dispose_span == "appointment":
            self.appointed_at = self.places.office(self.at + timedelta(days=self.rng.randrange(2, 7)))
        leads = self.item.role == ItemRole.LEAD
        self.parts.append(PartLine(PartKind.LEAD if leads else PartKind.COOPERATE, self.grid, self.now, opened, self.leader, **data))
        if not leads:
            self.parts.insert(0, PartLine(PartKind.OUTSIDE_LEAD, self.grid, self.now, opened, self.leader))
        self.blown_at = self.at = opened

    def _outside(self) -> None:
        if self.parts[0].kind != PartKind.OUTSIDE_LEAD:
            return
        part, self.at = self.parts[0], self.parts[0].opened_at
        part.add("outside_start", self._later(2, 30), self.liaison, f"{self.item.leading_unit}已到场")
        part.add("outside_end", self._later(10, 90), self.liaison, result=f"{self.item.leading_unit}已处理完毕")
        self._judge(part)

    def _police(self) -> None:
        part = self.parts[-1]
        if self.stop in ("return_asked", "returned") or (not self.stop and self.rng.random() < 0.05):
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
        reason = self.places.reasons["return", self.rng.choice(("other_station", "duplicate", "no_contact", "other_lead"))]
        part.add("ask_return", self._later(0.3, 3), chief, self._say("return_notes"), return_reason=reason.pk)
        self._halt("return_asked")
        if self.stop == "returned" or self.rng.random() < 0.6:
            part.add("accept_return", self._later(1, 6), self.leader, self.rng.choice(self.places.texts["ruling"]["approve"]))
            self._halt("returned")
            street = [grid for grid in self.places.grids if grid.street_id == self.grid.street_id]
            self.grid = self.rng.choice(street)
            self.ticket.add("redirect", self._later(0.2, 2), self.leader, "改派相关派出所", grid=self.grid.pk)
            self.parts.append(PartLine(part.kind, self.grid, self.now, self.at, self.leader, bounces=1))
            return self.parts[-1]
        part.add("refuse_return", self._later(1, 6), self.leader, self.rng.choice(self.places.texts["ruling"]["refuse"]))
        return part

    def _sign(self, part: PartLine) -> None:
        quick = self.item.klass == "emergency"
        if part.state == "dispatched":
            part.add(
                "sign_for", self._later(0.02, 0.2, office=False) if quick else self._later(0.05, 2.2), self._duty(), self._say("receipt")
            )
        self._halt("signed")
        handler = self.places.lead(part.grid, self.at)
        at = self._later(0.02, 0.1, office=False) if quick else self._later(0.05, 1)
        part.add("dispatch", at, self._duty(), self._say("dispatch"), handler=handler)
        part.handler = handler
        self._halt("assigned")

    def _arrive(self, part: PartLine) -> None:
        if self.item.klass == "emergency":
            self.at = max(self.at, part.opened_at + timedelta(minutes=int(self.rng.uniform(8, 30) * self.quality)))
        elif self.appointed_at:
            self.at = max(self.at, self.appointed_at - timedelta(minutes=self.rng.randrange(5, 40)))
        else:
            self._later(0.5, 9)
        part.add("arrive", self.at, part.handler)
        part.photos.append(("before", 0, self.at))
        self._halt("arrived")

    def _work(self, part: PartLine) -> None:
        """Survey, rectification and report, inside the time allowed more often than not."""
        hours = SPAN_HOURS.get(self.item.dispose_amount, 3)
        part.add("survey", self._later(hours * 0.02, hours * 0.12), part.handler, self._say("survey_notes"))
        self._halt("surveying")
        part.add("rectify", self._later(hours * 0.1, hours * 0.4), part.handler, self._say("rectify_notes"))
        self._halt("rectifying")
        self._delays(part, hours)
        self._report(part, self._later(hours * 0.15, hours * 0.75), 0)
        self._halt("done")

    def _report(self, part: PartLine, at: datetime, round_: int) -> None:
        part.add("report_done", at, part.handler, result=self._say("results"))
        part.photos.append(("after", round_, at))

    def _delays(self, part: PartLine, hours: float) -> None:
        chance = self.rng.random()
        if self.stop == "suspended" or (not self.stop and chance < 0.02):
            captain = self.places.person(part.grid.station_id, self.at, "captain", "chief", "duty_officer")
            reason = self.places.reasons["pending", "budget"]
            part.add("suspend", self._later(0.5, 4), captain, "待产权单位落实资金", pending_reason=reason.pk)
            self._halt("suspended")
            part.add("resume", self._later(hours * 0.2, hours * 0.6), captain, "资金已落实")
        elif self.stop == "extension_asked" or (not self.stop and 0.02 < chance < 0.07 and hours > 50):
            self._extend(part)
        elif not self.stop and chance > 0.94:
            part.add("urge", self._later(0.5, 4), self.liaison, self._say("urge"))

    def _extend(self, part: PartLine) -> None:
        reason, amount = self.places.reasons["extension", "joint"], self.rng.randrange(1, 3)
        part.add(
            "ask_extension", self._later(0.5, 4), part.handler, self._say("extension_notes"), amount=amount, extension_reason=reason.pk
        )
        asked = {"reason": reason.pk, "amount": amount, "by": part.handler, "at": self.at, "state": "asked", "decided": (None, None)}
        part.extensions.append(asked)
        self._halt("extension_asked")
        granted = self.rng.random() < 0.75
        asked_at = self._later(0.5, 5)
        if granted:
            part.add("grant_extension", asked_at, self.leader, "同意延期", amount=amount)
        else:
            part.add("refuse_extension", asked_at, self.leader, "请按原时限办结")
        asked |= {"state": "granted" if granted else "refused", "decided": (self.leader, self.at)}

    def _judge(self, part: PartLine) -> None:
        """The street's verdict, on weak stations a worse one; the unsolved comes back once."""
        round_ = 0
        solved = self.rng.choices(("yes", "partly", "no"), (82 / self.quality, 12, 6 * self.quality))[0]
        if solved == "no" and part.kind != PartKind.OUTSIDE_LEAD:
            self._later(2, 20)
            note = self.rng.choice(self.places.texts["verdict"]["unsolved"])
            answers = {"came": "yes", "solved": "no", "satisfied": "not"}
            part.add("reopen", self.at, self.liaison, note, **answers)
            part.verdicts.append((0, answers, note, self.liaison, self.at))
            round_, solved = 1, "yes"
            self._report(part, self._later(4, 30), 1)
        satisfied = self.rng.choices(("very", "satisfied", "basically", "fair", "not_reached"), (40, 30, 15, 7, 8))[0]
        answers = {"came": "yes", "solved": "partly" if solved == "no" else solved, "satisfied": satisfied}
        note = self.rng.choice(self.places.texts["verdict"]["solved" if solved == "yes" else "partly"])
        hours = (70, 130) if self.rng.random() < LATE_VERDICTS else (2, 26)
        part.add("verdict", self._later(*hours), self.liaison, note, **answers)
        part.verdicts.append((round_, answers, note, self.liaison, self.at))

    def _finish(self) -> None:
        """A recent story ends minutes to hours ago."""
        if not self.recent:
            return
        lines = [self.ticket, *self.parts]
        if self.stop not in ("draft", "awaiting_sign_off"):
            for part in self.parts:
                if part.kind == PartKind.OUTSIDE_LEAD:
                    part.state, part.events = PART.initial, part.events[:1]
                    part.verdicts = []
        last = max(event[3] for line in lines for event in line.events)
        shift = self.places.now - timedelta(minutes=self.rng.randrange(4, 110)) - last
        for line in lines:
            line.events = [(*event[:3], event[3] + shift, *event[4:6], moved(event[6], shift)) for event in line.events]
        for part in self.parts:
            part.opened_at += shift
            part.photos = [(phase, round_, at + shift) for phase, round_, at in part.photos]
            for asked in part.extensions:
                asked["at"] += shift
        self.filed_at += shift
        self.phoned_at = self.phoned_at and self.phoned_at + shift
        self.blown_at = self.blown_at and self.blown_at + shift


def moved(data: dict, shift: timedelta) -> dict:
    """The moments that an event carries move with it."""
    return {key: (datetime.fromisoformat(value) + shift).isoformat() if key.endswith("_at") else value for key, value in data.items()}
