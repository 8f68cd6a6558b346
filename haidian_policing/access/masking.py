"""Masked forms of personal data for readers without the field permission."""


def masked_phone(number: str) -> str:
    """138****5678; anything shorter keeps its last two digits."""
    return f"{number[:3]}****{number[-4:]}" if len(number) >= 11 else "*" * max(len(number) - 2, 0) + number[-2:]


def masked_name(name: str) -> str:
    """张** for reading aloud in public."""
    return name[:1] + "*" * max(len(name) - 1, 1)
