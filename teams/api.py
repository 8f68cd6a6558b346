"""The API of the teams, to read: teams with their gaps, the members of one, duty shifts."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action

from haidian_policing.pages.resources import ReadResource
from teams.filters import TeamFilter
from teams.models import DutyShift, Team
from teams.serializers import MemberSerializer, ShiftSerializer, TeamSerializer


class TeamViewSet(ReadResource):
    serializer_class = TeamSerializer
    may = {"*": "team.view"}
    takes = "team"
    queryset = Team.objects.none()
    filterset_class = TeamFilter
    listed = "teams"

    def get_queryset(self):
        return Team.objects.visible_to(self.request.user).with_gaps(timezone.localdate()).select_related("kind")

    @extend_schema(responses=MemberSerializer(many=True))
    @action(detail=True, filterset_class=None)
    def members(self, request, pk=None):
        """Those who are in the team today, page by page."""
        present = self.get_object().members.on(timezone.localdate()).order_by("part", "joined_on", "pk")
        page = self.paginate_queryset(present)
        return self.get_paginated_response(MemberSerializer(page, many=True).data)


class ShiftViewSet(ReadResource):
    serializer_class = ShiftSerializer
    may = {"*": "team.view"}
    takes = "shift"
    queryset = DutyShift.objects.none()

    def get_queryset(self):
        return DutyShift.objects.visible_to(self.request.user).prefetch_related("crew")


RESOURCES: tuple = (("teams", TeamViewSet), ("shifts", ShiftViewSet))
