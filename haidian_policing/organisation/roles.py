"""The heart of the organisation: what each role may do, and how far it reaches.

One row says a role, its reach and its capabilities; `wider` names the capabilities that reach further than the role does.
A capability is "<noun>.<verb>"; the app that owns the noun turns the reach into a subquery.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Reach(IntEnum):
    """How far a capability goes, from the own grid to the whole sub-bureau."""

    OWN = 1
    SQUAD = 2
    STATION = 3
    STREET = 4
    SUB_BUREAU = 5

    @property
    def label(self):
        return REACH_LABELS[self]


REACH_LABELS = {
    Reach.OWN: _("own grid"),
    Reach.SQUAD: _("own squad"),
    Reach.STATION: _("own station"),
    Reach.STREET: _("own street"),
    Reach.SUB_BUREAU: _("whole sub-bureau"),
}


@dataclass(frozen=True)
class Role:
    code: str
    label: "StrOrPromise"
    reach: Reach
    can: frozenset[str]
    wider: Mapping[str, Reach] = field(default_factory=dict)
    administrative: bool = False

    def reach_of(self, capability: str) -> Reach | None:
        """The reach of a capability in this role, or None where the role does not have it."""
        if capability in self.wider:
            return self.wider[capability]
        return self.reach if capability in self.can else None

    @property
    def strict(self) -> bool:
        """Administrators and the performance office sign in with a second factor."""
        return self.administrative or self.code.startswith("performance")

    @property
    def capabilities(self) -> frozenset[str]:
        return self.can | self.wider.keys()


def role(code, label, reach, can, *, wider=None, administrative=False):
    return Role(code, label, reach, frozenset(can.split()), wider or {}, administrative)


STATION, STREET, BUREAU = Reach.STATION, Reach.STREET, Reach.SUB_BUREAU
SEES_STATION = "grid.view task.view ticket.view visit.view team.view person.view absence.view"
SEES_ALL = SEES_STATION + " score.view ranking.view calendar.view"
LEADS_STATION = (
    SEES_STATION
    + " ticket.receive ticket.dispatch ticket.handle ticket.return ticket.suspend ticket.urge ticket.remark"
    + " task.log task.enter_for task.verify score.view score.confirm grid.propose"
    + " person.phone absence.reason file.redact notice.send notice.follow list.share team.manage"
)
OPEN_TO_POLICE = {"ranking.view": BUREAU, "calendar.view": BUREAU}

ROLES = {
    row.code: row
    for row in (
        role(
            "officer",
            _("Community officer"),
            Reach.OWN,
            "task.view task.log ticket.view ticket.handle ticket.remark score.view",
            wider={"grid.view": STATION, "team.view": STATION, "visit.view": STATION, **OPEN_TO_POLICE},
        ),
        role("aide", _("Population-service aide"), Reach.OWN, "grid.view task.view task.log ticket.view"),
        role(
            "post_officer",
            _("Officer by post"),
            Reach.OWN,
            "ticket.view ticket.handle ticket.remark score.view",
            wider={"grid.view": STATION, **OPEN_TO_POLICE},
        ),
        role(
            "captain",
            _("Captain"),
            Reach.SQUAD,
            SEES_STATION
            + " task.log task.verify ticket.dispatch ticket.handle ticket.return ticket.suspend ticket.urge ticket.remark score.view"
            + " person.phone file.redact list.share",
            wider=OPEN_TO_POLICE,
        ),
        role(
            "deputy_captain",
            _("Deputy captain"),
            Reach.SQUAD,
            SEES_STATION + " task.log task.verify ticket.handle ticket.remark score.view",
            wider=OPEN_TO_POLICE,
        ),
        role("chief", _("Station chief"), STATION, LEADS_STATION, wider=OPEN_TO_POLICE),
        role("commissar", _("Political commissar"), STATION, LEADS_STATION, wider=OPEN_TO_POLICE),
        role("duty_commander", _("Duty commander"), STATION, LEADS_STATION, wider=OPEN_TO_POLICE),
        role(
            "duty_officer",
            _("Duty officer"),
            STATION,
            SEES_STATION + " ticket.receive ticket.dispatch ticket.suspend ticket.urge ticket.remark person.phone",
            wider=OPEN_TO_POLICE,
        ),
        role(
            "clerk",
            _("Station clerk"),
            STATION,
            SEES_STATION + " task.log task.enter_for visit.record score.view notice.follow list.share team.manage",
            wider=OPEN_TO_POLICE,
        ),
        role("window_clerk", _("Window clerk"), STATION, "visit.view visit.record", wider={"calendar.view": BUREAU}),
        role(
            "liaison",
            _("Street liaison"),
            STREET,
            "grid.view ticket.view ticket.file ticket.judge ticket.urge ticket.remark file.redact notice.follow chief.manage",
            wider={"calendar.view": BUREAU},
        ),
        role(
            "street_leader",
            _("Street leader"),
            STREET,
            "grid.view ticket.view ticket.sign_off ticket.rule ticket.urge ticket.remark list.share",
            wider={"calendar.view": BUREAU},
        ),
        role("department_head", _("Head of department"), BUREAU, "ranking.view calendar.view handbook.edit"),
        role(
            "performance",
            _("Performance office"),
            BUREAU,
            SEES_ALL + " ranking.compute ranking.publish ranking.export file.redact list.share handbook.edit notice.send notice.follow",
        ),
        role(
            "performance_head",
            _("Head of the performance office"),
            BUREAU,
            SEES_ALL + " ranking.issue ranking.export rule.approve handbook.approve notice.send notice.follow",
        ),
        role("inspector", _("Inspector"), BUREAU, SEES_ALL + " ticket.supervise"),
        role(
            "bureau_leader",
            _("Sub-bureau leader"),
            BUREAU,
            SEES_ALL
            + " ticket.urge ticket.supervise ticket.rule ranking.export task.suspend catalogue.approve handbook.approve"
            + " notice.send notice.follow",
        ),
        role(
            "system_admin",
            _("System administrator"),
            BUREAU,
            "organisation.manage person.view person.phone absence.view absence.manage absence.reason grid.view grid.assign catalogue.manage"
            " calendar.view calendar.confirm job.view list.share handbook.edit webhook.propose"
            " team.manage chief.manage",
            administrative=True,
        ),
        role(
            "security_admin",
            _("Security administrator"),
            BUREAU,
            "person.view account.manage exception.grant permission.view standing.preview webhook.approve",
            administrative=True,
        ),
        role("audit_admin", _("Audit administrator"), BUREAU, "audit.view permission.view", administrative=True),
    )
}
ROLE_CHOICES = [(code, row.label) for code, row in ROLES.items()]
CAPABILITIES = frozenset(capability for row in ROLES.values() for capability in row.capabilities)
ADMINISTRATIVE = tuple(sorted(code for code, row in ROLES.items() if row.administrative))
