"""Facts, rules, peer groups and the editions made of them."""

from performance.models.editions import Edition, EditionEvent, Score, ScoreMeasure
from performance.models.facts import Fact, FillState, Period
from performance.models.rules import PeerGroupMember, PeerGroupVersion, RuleMeasure, RuleSet

__all__ = [
    "Edition",
    "EditionEvent",
    "Fact",
    "FillState",
    "PeerGroupMember",
    "PeerGroupVersion",
    "Period",
    "RuleMeasure",
    "RuleSet",
    "Score",
    "ScoreMeasure",
]
