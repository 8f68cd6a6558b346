"""Predicates of the organisation: which role goes with which kind of unit."""

from haidian_policing.organisation.choices import UnitKind
from haidian_policing.organisation.roles import ROLES

IN_SQUAD = {UnitKind.SQUAD, UnitKind.GROUP}
IN_STATION = {UnitKind.STATION, *IN_SQUAD}
IN_BUREAU = {UnitKind.SUB_BUREAU, UnitKind.DEPARTMENT}
PLACES = {
    "officer": IN_SQUAD,
    "post_officer": IN_SQUAD,
    "captain": {UnitKind.SQUAD},
    "deputy_captain": {UnitKind.SQUAD},
    "aide": IN_STATION,
    "duty_officer": IN_STATION,
    "clerk": IN_STATION,
    "window_clerk": IN_STATION,
    "chief": {UnitKind.STATION},
    "commissar": {UnitKind.STATION},
    "duty_commander": {UnitKind.STATION},
    "liaison": {UnitKind.STREET},
    "street_leader": {UnitKind.STREET},
}


def fits(role: str, kind: str) -> bool:
    """Whether a role is held in a unit of this kind; what is not named above belongs to the sub-bureau."""
    return role in ROLES and kind in PLACES.get(role, IN_BUREAU)


SENIORITY = (
    *("bureau_leader", "department_head", "performance_head", "inspector", "performance", "chief", "commissar", "duty_commander"),
    *("captain", "deputy_captain", "duty_officer", "officer", "post_officer", "clerk", "window_clerk", "aide"),
    *("street_leader", "liaison", "system_admin", "security_admin", "audit_admin"),
)


def rank(role: str) -> int:
    """The place of a role in the lists of a unit: its leaders come first."""
    return SENIORITY.index(role) if role in SENIORITY else len(SENIORITY)
