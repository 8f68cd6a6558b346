"""The demonstration shows a rule in force and the draft that changes it."""

from django.utils import timezone

from haidian_policing.demonstration import World
from haidian_policing.handbooks import demo
from haidian_policing.handbooks.changes import CHANGED, NEW, SAME, compare
from haidian_policing.handbooks.models import Version


def test_one_rule_is_in_force_and_its_draft_differs(cast):
    demo.load(World(0.1, 1, timezone.localdate(), 3), lambda done, total: None)
    in_force, draft = Version.objects.filter(handbook__code=demo.RULE).order_by("number")
    assert (in_force.state, in_force.is_default, draft.state) == ("in_force", True, "draft")
    old, new = (dict(row.paragraphs.order_by("chapter__order", "order").values_list("anchor", "text")) for row in (in_force, draft))
    assert {row.kind for row in compare(old, new)} == {SAME, NEW, CHANGED}
    assert not list(Version.objects.exclude(handbook__code=demo.RULE).exclude(state="draft", is_default=True))
