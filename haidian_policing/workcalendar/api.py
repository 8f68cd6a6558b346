"""The API of the work calendar: years with their special days, and the confirmation of one with the difference shown first."""

from functools import partial
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from haidian_policing.pages.resources import ReadResource, Refused

from .actions import Change, difference, specials
from .days import DayFact
from .forms import ORDER, YearForm
from .models import Year
from .views import confirmed, in_use


class DaySerializer(serializers.Serializer):
    """A holiday or make-up workday, or a day of a difference."""

    date = serializers.DateField()
    kind = serializers.CharField()
    holiday = serializers.CharField(allow_blank=True)


class YearSerializer(serializers.ModelSerializer):
    """version: to be sent back as `seen`; special: holidays and make-up workdays."""

    special = serializers.SerializerMethodField()

    class Meta:
        model = Year
        fields = ("id", "year", "state", "source", "version", "special")
        read_only_fields = fields

    def get_special(self, row: Year) -> list[dict]:
        days = sorted((day, fact) for day, fact in specials(row.version).items() if day.year == row.year)
        return [{"date": day.isoformat(), "kind": kind, "holiday": holiday} for day, (kind, holiday) in days]


class ChangeSerializer(serializers.Serializer):
    before, after = DaySerializer(), DaySerializer()


class OutcomeSerializer(serializers.Serializer):
    """What would change, or has changed."""

    confirmed = serializers.BooleanField()
    changes = ChangeSerializer(many=True)


DAYS: dict[str, Any] = {
    "first": serializers.DateField,
    "last": serializers.DateField,
    "makeup": partial(serializers.CharField, allow_blank=True),
}
ConfirmSerializer = type(
    "ConfirmSerializer",
    (serializers.Serializer,),
    {
        "__doc__": "As on the page; without `confirm` the difference is answered and nothing is stored.",
        "seen": serializers.IntegerField(help_text="The version that was read."),
        "source": serializers.CharField(max_length=200),
        "confirm": serializers.BooleanField(required=False),
    }
    | {f"{code}_{part}": kind(required=part != "makeup") for code in ORDER for part, kind in DAYS.items()},
)


class YearViewSet(ReadResource):
    """Years of the calendar in use."""

    serializer_class, takes, lookup_field, lookup_value_regex = YearSerializer, "calendar_year", "year", "[0-9]{4}"
    may = {"confirm": "calendar.confirm", "*": "calendar.view"}
    queryset = Year.objects.none()

    def get_queryset(self):
        if getattr(self, "swagger_fake_view", False):
            return self.queryset
        return in_use().years.select_related("version").order_by("-year")

    @extend_schema(request=ConfirmSerializer, responses=OutcomeSerializer)
    @action(detail=True, methods=["post"])
    def confirm(self, request: Request, year: str) -> Response:
        """Confirm a year as it was published; first look at the difference."""
        row, version = self.get_object(), in_use()
        ConfirmSerializer(data=request.data).is_valid(raise_exception=True)
        form = YearForm(dict(request.data.items()), year=row.year, known={}, version=version.pk)
        if not form.is_valid():
            raise serializers.ValidationError(form.errors)  # type: ignore[arg-type]  # a dict of lists, which is what it takes
        if form.cleaned_data["seen"] != version.pk:
            raise Refused("The calendar has changed in the meantime. Look at the difference again.")
        if not request.data.get("confirm"):
            return Response(outcome(difference(version, row.year, form.special), done=False))
        return Response(outcome(confirmed(request, row.year, form).changes, done=True))


def outcome(changes: list[Change], *, done: bool) -> dict:
    return {"confirmed": done, "changes": [{"before": shown(change.before), "after": shown(change.after)} for change in changes]}


def shown(day: DayFact) -> dict:
    return {"date": day.date.isoformat(), "kind": day.kind, "holiday": day.holiday}


RESOURCES: tuple = (("calendar-years", YearViewSet),)
