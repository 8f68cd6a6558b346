"""How editions and scores look to other programs."""

from rest_framework import serializers

from performance.choices import PeriodKind
from performance.models import Edition, RuleSet, Score, ScoreMeasure


class EditionSerializer(serializers.ModelSerializer):
    """An edition without its payload; its scores are a resource of their own."""

    period = serializers.CharField(source="period.code")
    rule_set = serializers.CharField(source="rule_set.code")
    rule_version = serializers.IntegerField(source="rule_set.version")
    groups_version = serializers.IntegerField(source="peer_groups.number")
    seed = serializers.CharField()

    class Meta:
        model = Edition
        fields = (
            "id",
            "period",
            "league",
            "number",
            "state",
            "reason",
            "rule_set",
            "rule_version",
            "groups_version",
            "computed_at",
            "published_at",
            "issued_at",
            "fact_hash",
            "output_hash",
            "seed",
            "code_version",
        )
        read_only_fields = fields


class ScoreMeasureSerializer(serializers.ModelSerializer):
    class Meta:
        model = ScoreMeasure
        fields = ScoreMeasure.FIGURES
        read_only_fields = fields


class ScoreSerializer(serializers.ModelSerializer):
    unit_code = serializers.CharField(source="unit.code")
    unit_name = serializers.CharField(source="unit.name")
    measures = ScoreMeasureSerializer(many=True)

    class Meta:
        model = Score
        fields = ("id", "edition", "unit_code", "unit_name", *Score.FIGURES, "measures")
        read_only_fields = fields


class NoteSerializer(serializers.Serializer):
    """What a step is given: the state that the caller saw and a reason or decision."""

    note = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")
    seen = serializers.CharField(max_length=12, required=False, allow_blank=True, default="")


class ComputeSerializer(serializers.Serializer):
    """Which period to compute: its kind and any day of it."""

    kind = serializers.ChoiceField(choices=PeriodKind.choices)
    day = serializers.DateField()


class JobSerializer(serializers.Serializer):
    """The job that computes; ask for the editions of the period when it is done."""

    job = serializers.IntegerField()
    period = serializers.CharField()


class RuleSetSerializer(serializers.ModelSerializer):
    class Meta:
        model = RuleSet
        fields = ("id", "code", "version", "name", "name_en", "league", "drafted_by", "approved_by", "approved_at", "valid_from")
        read_only_fields = fields
