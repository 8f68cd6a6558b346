"""A complete team and a short one on the grid of each side, and a shift that runs now."""

from datetime import timedelta

import pytest
from django.utils import timezone

from haidian_policing.sealing import fingerprint, seal
from teams.models import DutyShift, Member, Team, TeamKind
from teams.seeds import seed
from tests.cast import SINCE

PHONE = "13800138000"
COMPLETE = ("officer", "auxiliary", "aide", "aide", "aide", "aide", "n1", "x")


def join(team: Team, *parts: str, **given) -> None:
    """Members of these parts."""
    Member.objects.bulk_create(
        Member(team=team, part=part, name=f"成员{number}", joined_on=SINCE, **given) for number, part in enumerate(parts)
    )


def team_of(cast, prefix: str, name: str, kind: str = "community") -> Team:
    place = {column: cast.named[f"{prefix}{column}"] for column in ("station", "street", "grid")}
    return Team.objects.create(kind=TeamKind.objects.get(code=kind), name=name, starts=SINCE, **place)


@pytest.fixture
def teams(cast):
    seed(timezone.now())
    for prefix in ("", "other_"):
        full, short = team_of(cast, prefix, f"{prefix}满员警务团队"), team_of(cast, prefix, f"{prefix}缺员警务团队")
        join(full, *COMPLETE)
        join(short, "officer", "aide")
        Member.objects.filter(pk=full.members.first().pk).update(
            phone_sealed=seal(PHONE, Member.PHONE), phone_hash=fingerprint(PHONE, Member.PHONE), phone_tail=PHONE[-4:]
        )
        cast.named |= {f"{prefix}full": full, f"{prefix}short": short, f"{prefix}shift": shift_of(cast, prefix)}
    return cast


def shift_of(cast, prefix: str = "", hours: int = 0) -> DutyShift:
    """A shift of four hours around now, or later by some hours."""
    starts = timezone.now().replace(microsecond=0) - timedelta(hours=1) + timedelta(hours=hours)
    people = {"commander": cast.named[f"{prefix}chief"], "duty_officer": cast.named[f"{prefix}duty_officer"]}
    return DutyShift.objects.create(station=cast.named[f"{prefix}station"], starts=starts, ends=starts + timedelta(hours=4), **people)
