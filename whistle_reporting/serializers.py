"""Tickets and parts as the API gives them, and the body of each step, made from the same form as the page's."""

from rest_framework import serializers

from whistle_reporting.forms import FIELDS
from whistle_reporting.lifecycle import PART, TICKET
from whistle_reporting.models import Clock, Part, Ticket


class ClockSerializer(serializers.ModelSerializer):
    class Meta:
        model = Clock
        fields = (
            "kind", "round", "amount", "unit", "started_at", "first_due_at", "due_at", "is_provisional", "paused_at",
            "minutes_paused", "extended_by", "stopped_at", "minutes_used", "in_time", "calendar_version",
        )  # fmt: skip


class PartSerializer(serializers.ModelSerializer):
    clocks = ClockSerializer(many=True, read_only=True)
    handler_name = serializers.CharField(source="handler.name", default=None, read_only=True)

    class Meta:
        model = Part
        fields = (
            "id", "ticket", "kind", "klass", "state", "station", "squad", "street", "grid", "outside_unit", "handler", "handler_name",
            "round", "bounces", "urged", "extensions_granted", "is_supervised", "is_paused", "extension_pending", "late_entry", "result",
            "opened_at", "signed_at", "assigned_at", "arrived_at", "done_at", "closed_at", "due_at", "due_clock",
            "due_provisional", "clocks",
        )  # fmt: skip


class TicketSerializer(serializers.ModelSerializer):
    """No contact data: they are read on the ticket's page, where the look is written down."""

    parts: serializers.Field = serializers.PrimaryKeyRelatedField(many=True, read_only=True)
    item_code = serializers.CharField(source="item.code", read_only=True)

    class Meta:
        model = Ticket
        fields = (
            "id", "number", "revision", "source", "item", "item_code", "klass", "state", "grid", "station", "street", "place", "longitude",
            "latitude",
            "description", "answers", "appointed_at", "phoned_at", "countersign_pending", "filed_at", "blown_at", "closed_at", "due_at",
            "parts",
        )  # fmt: skip


class FilingSerializer(serializers.Serializer):
    """What a new whistle takes; `token` makes a repeat the same ticket, q_<code> answers a question of the item."""

    token = serializers.UUIDField()
    item = serializers.IntegerField()
    grid = serializers.IntegerField()
    source = serializers.CharField(default="whistle")  # type: ignore[assignment]  # the ticket's source, not the field's
    place = serializers.CharField(max_length=120)
    description = serializers.CharField(max_length=2000)
    contact = serializers.CharField(max_length=40)
    phone = serializers.CharField(max_length=20)
    appointed_at = serializers.DateTimeField(required=False)
    longitude = serializers.DecimalField(max_digits=9, decimal_places=6, required=False)
    latitude = serializers.DecimalField(max_digits=9, decimal_places=6, required=False)
    photos = serializers.ListField(child=serializers.FileField(), required=False)


class AmendingSerializer(FilingSerializer):
    revision = serializers.IntegerField(help_text="The revision that you read.")


KEYS = {"handler", "grid", "return_reason", "extension_reason", "pending_reason"}
TYPES = {
    "amount": serializers.IntegerField,
    "phoned_at": serializers.DateTimeField,
    "happened_at": serializers.DateTimeField,
}


def body_of(step, noun: str) -> type[serializers.Serializer]:
    """The documented body of a step: its fields and `seen`, the state that the caller saw."""
    fields = {name: _field(name, name in step.needs) for name in FIELDS if name in step.fields}
    fields["seen"] = serializers.CharField(required=False, help_text="The state that you saw; refused with 409 where it has changed since.")
    return type(f"{noun}_{step.verb}".title().replace("_", ""), (serializers.Serializer,), fields)


def _field(name: str, required: bool) -> serializers.Field:
    if name.endswith("_photo"):
        return serializers.ListField(child=serializers.FileField(), required=required)
    kind = serializers.IntegerField if name in KEYS else TYPES.get(name, serializers.CharField)
    return kind(required=required)


class RefusalSerializer(serializers.Serializer):
    """Why the step was not taken, in the user's words; who was faster, if somebody was."""

    detail = serializers.CharField()


class ManySerializer(serializers.Serializer):
    """A step for many; only steps that need no more than a note are taken in bulk."""

    verb = serializers.CharField(max_length=30)
    ids = serializers.ListField(child=serializers.IntegerField(min_value=1, max_value=2**63 - 1), min_length=1, max_length=10_000)
    note = serializers.CharField(max_length=2000, required=False)
    seen = serializers.CharField(max_length=20, required=False)


class LostSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    detail = serializers.CharField()


class AccountSerializer(serializers.Serializer):
    moved = serializers.ListField(child=serializers.IntegerField())
    refused = LostSerializer(many=True)


class FiledRowSerializer(serializers.Serializer):
    id = serializers.IntegerField(allow_null=True)
    number = serializers.CharField()
    faults = serializers.DictField()


class FiledSerializer(serializers.Serializer):
    rows = FiledRowSerializer(many=True)


BODIES = {("ticket", step.verb): body_of(step, "ticket") for step in TICKET.values()} | {
    ("part", step.verb): body_of(step, "part") for step in PART.values()
}
