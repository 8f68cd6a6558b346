"""Teams, their members and duty shifts as the API shows them; telephones only masked."""

from rest_framework import serializers

from teams.models import DutyShift, Member, Team


class MemberSerializer(serializers.ModelSerializer):
    phone = serializers.CharField(source="phone_masked", read_only=True)

    class Meta:
        model = Member
        fields = ("id", "part", "name", "person", "phone", "employer", "contract_ends", "joined_on", "took_part_on")
        read_only_fields = fields


class TeamSerializer(serializers.ModelSerializer):
    """A team with its members by part, and how many it lacks under 1 + 1 + 4."""

    kind = serializers.SlugRelatedField("code", read_only=True)
    officer, auxiliary, aide, n1, n2, x, gap = (serializers.IntegerField(read_only=True) for _ in range(7))

    class Meta:
        model = Team
        fields = ("id", "name", "kind", "level", "station", "street", "grid", "officer", "auxiliary", "aide", "n1", "n2", "x", "gap")
        read_only_fields = fields


class ShiftSerializer(serializers.ModelSerializer):
    class Meta:
        model = DutyShift
        fields = ("id", "station", "starts", "ends", "commander", "duty_officer", "crew")
        read_only_fields = fields
