"""What tests of the handbooks need besides the cast: the starting texts, and a draft of the office's own."""

import pytest
from django.utils import timezone

from haidian_policing.handbooks import seeds
from haidian_policing.handbooks.actions import advance, begin
from haidian_policing.handbooks.models import Handbook, Version

RULE = "rule-whistle"


@pytest.fixture
def shelf(db) -> None:
    seeds.seed(timezone.now())


class Desk:
    """The office that writes and the two leaders who approve, on one rule."""

    def __init__(self, cast):
        self.office, self.head, self.leader = (
            cast.standing(getattr(cast, role)) for role in ("performance", "performance_head", "bureau_leader")
        )
        self.handbook, self.today = Handbook.objects.get(code=RULE), timezone.localdate()

    def draft(self) -> Version:
        return begin(self.handbook, actor=self.office, at=timezone.now(), day=self.today)

    def step(self, version: Version, verb: str, actor=None, **given):
        rows = Version.objects.filter(pk=version.pk)
        return advance(rows, verb, actor=actor or self.office, at=timezone.now(), **given)

    def submitted(self) -> Version:
        version = self.draft()
        self.step(version, "submit", note="改了一段")
        return version

    def approved(self, starts=None) -> Version:
        version = self.submitted()
        self.step(version, "approve", self.leader, valid_from=starts or self.today)
        version.refresh_from_db()
        return version

    def read(self, day=None) -> Version:
        """The version that readers get on a day."""
        return Version.objects.in_force(day or self.today).get(handbook=self.handbook)


@pytest.fixture
def desk(cast, shelf) -> Desk:
    return Desk(cast)
