"""The starting catalogue: version 1 with its thirty items and the rules of their classes, coded reasons and standard texts."""

from django.db import transaction

from haidian_policing.workcalendar.choices import Unit
from whistle_reporting import defaults
from whistle_reporting.choices import ItemClass, ReasonKind, Span
from whistle_reporting.models import CatalogueVersion, ClassRule, Item, Reason, StandardText

SPANS = {"natural_hours": Span.HOURS, "working_days": Span.DAYS, "natural_days": Span.DAYS, "by_appointment": Span.APPOINTMENT}
PLAIN = (
    "code",
    "role",
    "klass",
    "name",
    "name_en",
    "partners",
    "partners_en",
    "leading_unit",
    "leading_unit_en",
    "hint",
    "hint_en",
    "questions",
)
ORDINARY = {"receipt_amount": 2, "receipt_unit": Unit.WORKING_HOURS, "day_unit": Unit.WORKING_DAYS}
RULES = {
    ItemClass.ENFORCEMENT: ORDINARY,
    ItemClass.KEY_WORK: ORDINARY,
    ItemClass.EMERGENCY: {"receipt_amount": 10, "receipt_unit": Unit.MINUTES, "day_unit": Unit.DAYS},
}
VERDICT = {"hour_unit": Unit.HOURS, "verdict_amount": 3, "verdict_unit": Unit.WORKING_DAYS}


@transaction.atomic
def seed(at, starts=None) -> int:
    """Add what is not there yet; what was changed stays. The first version is in use from `starts`, or from last New Year on."""
    return (
        _catalogue(starts or at.replace(year=at.year - 1, month=1, day=1, hour=0, minute=0, second=0, microsecond=0))
        + _reasons()
        + _texts()
    )


def _catalogue(starts) -> int:
    version, made = CatalogueVersion.objects.get_or_create(number=1, defaults={"starts": starts, "reason": "系统默认"})
    if not made:
        return 0
    ClassRule.objects.bulk_create(ClassRule(version=version, klass=klass, **VERDICT, **rule) for klass, rule in RULES.items())
    rows = enumerate(defaults.items(), 1)
    return len(Item.objects.bulk_create(Item(version=version, order=order, **_item(row)) for order, row in rows))


def _item(row: dict) -> dict:
    amounts = {"arrive_minutes": row["arrive_minutes"], "dispose_amount": row["dispose_amount"]}
    numbers = {name: int(value) if value else None for name, value in amounts.items()}
    return {name: row[name] for name in PLAIN} | numbers | {"dispose_span": SPANS[row["dispose_unit"]]}


def _reasons() -> int:
    lists = {
        ReasonKind.RETURN: defaults.return_reasons(),
        ReasonKind.EXTENSION: defaults.extension_reasons(),
        ReasonKind.PENDING: defaults.pending_reasons(),
    }
    known = set(Reason.objects.values_list("kind", "code"))
    fresh = [Reason(kind=kind, **_reason(row)) for kind, rows in lists.items() for row in rows if (kind, row["code"]) not in known]
    return len(Reason.objects.bulk_create(fresh))


def _reason(row: dict) -> dict:
    words = {name: row[name] for name in ("code", "name", "name_en", "fault_of", "hint", "hint_en") if name in row}
    return words | {"order": int(row["order"])}


def _texts() -> int:
    known = set(StandardText.objects.values_list("order", flat=True))
    rows = [StandardText(**row | {"order": int(row["order"])}) for row in defaults.standard_texts()]
    return len(StandardText.objects.bulk_create(row for row in rows if row.order not in known))
