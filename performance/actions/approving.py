"""Approving a rule set by a second person."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from haidian_policing.access.standing import may
from performance.models import RuleSet
from performance.rules import faults


@transaction.atomic
def approve(rule_set: RuleSet, *, actor, at, valid_from: date) -> list[str]:
    """Put a rule set into force from a day; returns why not, in words, or nothing."""
    locked = RuleSet.objects.select_for_update().get(pk=rule_set.pk)
    if not may(actor, "rule.approve"):
        return [_("You may not approve rule sets.")]
    if locked.is_approved:
        return [_("This rule set is approved already.")]
    if locked.drafted_by_id == actor.pk:
        return [_("You drafted this rule set; a second person has to approve it.")]
    found = faults(locked, locked.measures.all())
    if not found:
        RuleSet.objects.filter(pk=locked.pk).update(approved_by=actor, approved_at=at, valid_from=valid_from)
    return found
