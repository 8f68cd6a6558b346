"""The life of an edition as a table: computed, shown for objection, issued by a second person; corrections begin another edition."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from haidian_policing.steps import Lifecycle, step
from performance.choices import EditionState

S = EditionState

EDITION = Lifecycle(
    S,
    S.FLASH,
    step(
        "refresh",
        S.FLASH,
        S.FLASH,
        may="ranking.compute",
        label=_("Compute the flash report"),
    ),
    step(
        "compute",
        {S.FLASH, S.COMPUTED},
        S.COMPUTED,
        may="ranking.compute",
        label=pgettext_lazy("edition step", "Compute"),
    ),
    step(
        "publish",
        {S.COMPUTED},
        S.PROVISIONAL,
        may="ranking.publish",
        accepts="note",
        label=_("Publish as provisional"),
        tone="active",
    ),
    step(
        "take_back",
        {S.PROVISIONAL},
        S.COMPUTED,
        may="ranking.publish",
        needs="note",
        label=_("Take back for correction"),
        tone="warn",
    ),
    step(
        "issue",
        {S.PROVISIONAL},
        S.ISSUED,
        may="ranking.issue",
        needs="note",
        label=_("Issue"),
        tone="active",
    ),
    step(
        "correct",
        {S.ISSUED},
        None,
        may="ranking.compute",
        needs="note",
        label=_("Begin a corrected edition"),
        tone="warn",
    ),
)
# Steps that an action takes as part of something larger; they have no button of their own on the edition.
BY_COMPUTING = frozenset({"refresh", "compute"})
