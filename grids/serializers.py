"""Shapes of grids, dues and logs for other programs."""

from rest_framework import serializers

from grids.actions.assignments import HOLDERS
from grids.choices import AssignmentKind
from grids.models import Assignment, CatalogueVersion, Grid, Suspension, TaskDue, TaskEntry, TaskLog
from haidian_policing.organisation.models import Person, Post


class GridSerializer(serializers.ModelSerializer):
    """A grid with its lead officer of today and the workload index last computed."""

    lead = serializers.CharField(source="lead_number", read_only=True, allow_null=True, help_text="police number of the lead officer")
    index = serializers.FloatField(read_only=True, allow_null=True)

    class Meta:
        model = Grid
        fields = (
            "id", "code", "name", "name_en", "station", "squad", "street", "population", "tidal_population",
            "complexity", "hazards", "population_difficulty", "starts", "ends", "lead", "index",
        )  # fmt: skip


class DueSerializer(serializers.ModelSerializer):
    entry = serializers.CharField(source="entry.code", read_only=True)
    officer = serializers.CharField(source="officer.police_number", read_only=True, allow_null=True)
    done = serializers.IntegerField(read_only=True)
    verified = serializers.IntegerField(read_only=True)

    class Meta:
        model = TaskDue
        fields = ("id", "grid", "entry", "starts", "ends", "due_on", "planned", "needed", "done", "verified", "officer")


class LogSerializer(serializers.ModelSerializer):
    entry = serializers.CharField(source="entry.code", read_only=True)
    officer = serializers.CharField(source="officer.police_number", read_only=True)
    entered_by = serializers.CharField(source="entered_by.police_number", read_only=True, allow_null=True, default=None)

    class Meta:
        model = TaskLog
        fields = (
            "id", "grid", "entry", "due", "officer", "entered_by", "done_on", "count", "note", "place", "number", "state", "version",
        )  # fmt: skip


class AssignSerializer(serializers.Serializer):
    person = serializers.SlugRelatedField(
        slug_field="police_number", queryset=Person.objects.holding(Post.objects.filter(role__in=HOLDERS))
    )
    kind = serializers.ChoiceField(AssignmentKind.choices, default=AssignmentKind.LEAD.value)
    starts = serializers.DateField()
    ends = serializers.DateField(required=False, allow_null=True, default=None)
    order_number = serializers.CharField(max_length=40)
    reason = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")


class WorkSerializer(serializers.Serializer):
    """What is written about one piece of work; which texts are needed follows from the entry's evidence."""

    done_on = serializers.DateField()
    count = serializers.IntegerField(min_value=1, max_value=999)
    note = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")
    place = serializers.CharField(max_length=100, required=False, allow_blank=True, default="")
    number = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")
    photos = serializers.ListField(child=serializers.FileField(), required=False, default=list)


class NewLogSerializer(WorkSerializer):
    grid = serializers.PrimaryKeyRelatedField(queryset=Grid.objects.all())
    entry = serializers.PrimaryKeyRelatedField(queryset=TaskEntry.objects.loggable())
    due = serializers.IntegerField(required=False, allow_null=True, default=None)
    officer = serializers.SlugRelatedField(
        slug_field="police_number", queryset=Person.objects.all(), required=False, allow_null=True, default=None
    )
    token = serializers.UUIDField(help_text="made by the sender; the same token is logged once")


class CorrectionSerializer(WorkSerializer):
    version = serializers.IntegerField(min_value=1, help_text="the version that the sender saw")


class JudgementSerializer(serializers.Serializer):
    seen = serializers.CharField(max_length=10, required=False, help_text="the state that the sender saw")
    note = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")


class AssignmentSerializer(serializers.ModelSerializer):
    class Meta:
        model = Assignment
        fields = ("id", "grid", "person", "kind", "starts", "ends", "order_number", "reason")
        read_only_fields = fields


class CatalogueSerializer(serializers.ModelSerializer):
    class Meta:
        model = CatalogueVersion
        fields = ("id", "kind", "number", "state", "drafted_by", "drafted_at", "approved_by", "approved_at", "valid_from")
        read_only_fields = fields


class SuspensionSerializer(serializers.ModelSerializer):
    """`ends` is the first day that is not suspended any more."""

    class Meta:
        model = Suspension
        fields = ("id", "entries", "stations", "starts", "ends", "order_number", "reason", "ordered_by", "ordered_at")
        read_only_fields = ("ordered_by", "ordered_at")
