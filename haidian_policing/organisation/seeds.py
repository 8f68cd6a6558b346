"""What stands in an empty system: the sub-bureau, in which the first administrators hold their posts."""

from haidian_policing.organisation.models import Unit

SUB_BUREAU = {
    "kind": "sub_bureau",
    "name": "北京市公安局海淀分局",
    "short_name": "海淀分局",
    "name_en": "Haidian sub-bureau",
    "initials": "hdfj",
    "order": 1,
}


def seed(at) -> int:
    """Make the sub-bureau where no unit stands yet; returns how many units were made."""
    if Unit.objects.exists():
        return 0
    return len(Unit.objects.bulk_create([Unit(code="HDFJ", **SUB_BUREAU)]))
