"""Workstations and visits as the API shows and takes them."""

from rest_framework import serializers

from workstations.models import Service, Site, Visit


class SiteSerializer(serializers.ModelSerializer):
    station_name = serializers.CharField(source="station.name", read_only=True)
    services = serializers.SlugRelatedField("code", many=True, read_only=True)

    class Meta:
        model = Site
        fields = (
            "id", "code", "name", "name_en", "station", "station_name", "street", "grid", "stage", "opened_on", "hours", "windows",
            "services",
        )  # fmt: skip
        read_only_fields = fields


class VisitSerializer(serializers.ModelSerializer):
    service = serializers.SlugRelatedField("code", read_only=True)

    class Meta:
        model = Visit
        fields = (
            "id", "site", "service", "day", "number", "window", "state", "outcome", "came_at", "clerk", "waited_minutes",
            "served_minutes", "note",
        )  # fmt: skip
        read_only_fields = fields


class NewVisitSerializer(serializers.Serializer):
    """A number to be taken; the same token at the same site gives the same visit back."""

    site = serializers.PrimaryKeyRelatedField(queryset=Site.objects.none())
    service = serializers.SlugRelatedField("code", queryset=Service.objects.at_windows())
    token = serializers.CharField(max_length=40, required=False, default="")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if request := self.context.get("request"):
            self.fields["site"].queryset = Site.objects.reachable_by(request.user, "visit.record").serving()

    def validate(self, attrs):
        if not attrs["site"].services.filter(pk=attrs["service"].pk).exists():
            self.fields["service"].fail("does_not_exist", slug_name="code", value=attrs["service"].code)
        return attrs


class StepSerializer(serializers.Serializer):
    """What a step takes; `seen` is the state that the caller saw and the lock."""

    seen = serializers.CharField(max_length=10, required=False)
    window = serializers.IntegerField(min_value=1, max_value=20, required=False)
    outcome = serializers.CharField(max_length=10, required=False)
    note = serializers.CharField(max_length=200, required=False)
