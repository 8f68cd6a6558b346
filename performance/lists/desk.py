"""What a period still lacks, said in the order in which it is done."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from performance.choices import EditionState
from performance.models import Edition, Period


def missing(period: Period, edition: Edition | None, rows: list[dict[str, Any]], today: date) -> list[str]:
    """本月还差什么, in the order in which it is done."""
    lacks = [_("not counted: %(what)s") % {"what": row["label"]} for row in rows if not row["fill"] and period.kind == "month"]
    if edition is None:
        return [*lacks, _("not computed")]
    if edition.state == EditionState.FLASH:
        return [*lacks, _("the period still runs; ranks come after its end")]
    if edition.state == EditionState.COMPUTED:
        until = {"day": f"{period.corrections_until:%Y-%m-%d}"}
        over = period.corrections_until < today
        return [
            *lacks,
            (
                _("data check over since %(day)s: to be published as provisional")
                if over
                else _("data check until %(day)s, then publish as provisional")
            )
            % until,
        ]
    if edition.state == EditionState.PROVISIONAL:
        return [*lacks, _("to be issued by the head of the performance office")]
    return lacks
