"""Who opens a page: of the roles that use it one that sees its own station and one that sees the whole sub-bureau."""

from django.utils import timezone

from haidian_policing.access.standing import Standing
from haidian_policing.organisation.demo.accounts import accounts
from haidian_policing.organisation.roles import ROLES, Reach


def demonstration_people() -> dict[str, object]:
    """The person of each role who has the account of the demonstration."""
    return {role.code: with_standing(person) for role, person in accounts()}


def with_standing(person):
    person.standing = Standing(person, timezone.localdate())
    return person


def users_of(may: str | tuple[str, ...] | None, people: dict) -> list[tuple[str, Reach]]:
    """(role, reach) of at most two roles: the one nearest to a station's reach and the widest one."""
    wanted = (may,) if isinstance(may, str) else may
    if wanted is None:
        return [("chief", Reach.STATION)]
    reaches = {}
    for code in people:
        found = [reach for capability in wanted if (reach := ROLES[code].reach_of(capability))]
        if found:
            reaches[code] = max(found)
    if not reaches:
        return []
    near = min(reaches, key=lambda code: (abs(reaches[code] - Reach.STATION), reaches[code]))
    wide = max(reaches, key=lambda code: reaches[code])
    return [(code, reaches[code]) for code in dict.fromkeys((near, wide)) if code == near or reaches[code] != reaches[near]]
