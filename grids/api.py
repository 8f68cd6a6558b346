"""The API of this app: grids, what is due on them, and the task log, with the same actions as the pages."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from grids import actions
from grids.filters import GridQuery, LogQuery, SuspensionFilter
from grids.forms import ApproveForm, EndForm, SuspendForm
from grids.models import Assignment, CatalogueVersion, Grid, Suspension, TaskDue, TaskLog
from grids.serializers import (
    AssignmentSerializer,
    AssignSerializer,
    CatalogueSerializer,
    CorrectionSerializer,
    DueSerializer,
    GridSerializer,
    JudgementSerializer,
    LogSerializer,
    NewLogSerializer,
    SuspensionSerializer,
)
from haidian_policing.pages.resources import ReadResource, Verb, with_verbs
from haidian_policing.steps import Refusal


def filled(shape: type[serializers.Serializer], request: Request) -> dict[str, Any]:
    form = shape(data=request.data)
    form.is_valid(raise_exception=True)
    return form.validated_data


def attempted(act, *given, **words):
    """What an action returns; what it refuses as wrong becomes an answer by field."""
    try:
        return act(*given, **words)
    except ValidationError as error:
        raise serializers.ValidationError(error.message_dict if hasattr(error, "error_dict") else error.messages) from error


def conflict(refused: list[Refusal]) -> Response:
    return Response({"detail": " ".join(refusal.reason for refusal in refused)}, status=status.HTTP_409_CONFLICT)


class GridViewSet(ReadResource):
    """Police grids within one's reach; `assign` gives one its officer from a day."""

    serializer_class = GridSerializer
    filterset_class = GridQuery
    listed = "grids"
    may = {"assign": "grid.assign", "*": "grid.view"}
    takes = "grid"
    queryset = Grid.objects.none()

    def get_queryset(self):
        if getattr(self, "swagger_fake_view", False):
            return self.queryset
        day = self.request.user.standing.day
        return Grid.objects.visible_to(self.request.user).on(day).with_lead(day).with_index(day).in_official_order()

    @extend_schema(request=AssignSerializer, responses=GridSerializer)
    @action(detail=True, methods=["post"])
    def assign(self, request: Request, pk: str) -> Response:
        grid = self.get_object()
        given = filled(AssignSerializer, request)
        _rows, refused = actions.assign(Grid.objects.filter(pk=grid.pk), actor=request.user, at=timezone.now(), **given)
        return conflict(refused) if refused else Response(GridSerializer(self.get_object()).data)


class DueViewSet(ReadResource):
    """What is due on the grids within one's reach, with what was done and verified."""

    serializer_class = DueSerializer
    filterset_fields = {"grid": ["exact"], "due_on": ["exact", "gte", "lte"], "starts": ["lte"], "ends": ["gt"]}
    may = "task.view"
    takes = "task due"
    queryset = TaskDue.objects.none()

    def get_queryset(self):
        if getattr(self, "swagger_fake_view", False):
            return self.queryset
        dues = TaskDue.objects.visible_to(self.request.user).with_done()
        return dues.select_related("entry", "officer").order_by("due_on", "pk")


class LogViewSet(mixins.CreateModelMixin, ReadResource):
    """The task log within one's reach: log once, correct, verify, return, withdraw."""

    serializer_class = LogSerializer
    filterset_class = LogQuery
    listed = "task_logs"
    may = {
        "create": "task.log", "correct": "task.log", "withdraw": "task.log",
        "verify": "task.verify", "send_back": "task.verify", "*": "task.view",
    }  # fmt: skip
    takes = "task log"
    queryset = TaskLog.objects.none()

    def get_queryset(self):
        if getattr(self, "swagger_fake_view", False):
            return self.queryset
        logs = TaskLog.objects.visible_to(self.request.user)
        return logs.select_related("entry", "officer", "entered_by").order_by("-done_on", "-pk")

    @extend_schema(request=NewLogSerializer, responses=LogSerializer)
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        given = filled(NewLogSerializer, request)
        grid = given.pop("grid")
        try:
            made = attempted(actions.log, Grid.objects.filter(pk=grid.pk), actor=request.user, at=timezone.now(), **given)
        except Grid.DoesNotExist as error:
            raise Http404 from error
        return Response(LogSerializer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=CorrectionSerializer, responses=LogSerializer)
    @action(detail=True, methods=["post"])
    def correct(self, request: Request, pk: str) -> Response:
        return self._step(actions.correct, filled(CorrectionSerializer, request))

    @extend_schema(request=JudgementSerializer, responses=LogSerializer)
    @action(detail=True, methods=["post"])
    def verify(self, request: Request, pk: str) -> Response:
        return self._step(actions.verify, filled(JudgementSerializer, request))

    @extend_schema(request=JudgementSerializer, responses=LogSerializer)
    @action(detail=True, methods=["post"], url_path="return")
    def send_back(self, request: Request, pk: str) -> Response:
        return self._step(actions.send_back, filled(JudgementSerializer, request))

    @extend_schema(request=JudgementSerializer, responses=LogSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        return self._step(actions.withdraw, filled(JudgementSerializer, request))

    def _step(self, act, given: dict[str, Any]) -> Response:
        log = self.get_object()
        moved, refused = attempted(act, TaskLog.objects.filter(pk=log.pk), actor=self.request.user, at=timezone.now(), **given)
        if refused:
            return conflict(refused)
        if not moved:
            raise Http404
        return Response(LogSerializer(self.get_object()).data)


@with_verbs(Verb("end", "grid.assign", actions.end, EndForm))
class AssignmentViewSet(ReadResource):
    """Who holds which grid from when to when."""

    serializer_class, filterset_fields = AssignmentSerializer, ("grid", "person", "kind")
    may, takes, queryset = "grid.view", "assignment", Assignment.objects.none()

    def get_queryset(self):
        if getattr(self, "swagger_fake_view", False):
            return self.queryset
        return Assignment.objects.visible_to(self.request.user).order_by("-pk")


@with_verbs(Verb("approve", "catalogue.approve", actions.approve, ApproveForm, reach=lambda person: CatalogueVersion.objects.all()))
class CatalogueViewSet(ReadResource):
    """Versions of the task list and of the indicators."""

    serializer_class, filterset_fields = CatalogueSerializer, ("kind", "state")
    may, takes = ("task.view", "catalogue.manage", "catalogue.approve"), "catalogue version"
    queryset = CatalogueVersion.objects.order_by("-pk")


class SuspensionViewSet(ReadResource):
    """Orders by which tasks of some stations rest for some days; POST gives one."""

    serializer_class, filterset_class, listed = SuspensionSerializer, SuspensionFilter, "suspensions"
    may, takes, queryset = "task.suspend", "suspension", Suspension.objects.none()

    def get_queryset(self):
        return Suspension.objects.prefetch_related("stations", "entries").order_by("-starts", "-pk")

    @extend_schema(request=SuspensionSerializer, responses={201: SuspensionSerializer})
    def create(self, request: Request) -> Response:
        filled(SuspensionSerializer, request)
        form = SuspendForm(request.data, day=request.user.standing.day)
        if not form.is_valid():
            raise serializers.ValidationError(form.errors)  # type: ignore[arg-type]  # a dict of lists, which is what it takes
        made = actions.suspend(actor=request.user, at=timezone.now(), **form.cleaned_data)
        return Response(SuspensionSerializer(made).data, status=status.HTTP_201_CREATED)


RESOURCES: tuple = (
    ("grids", GridViewSet),
    ("task-dues", DueViewSet),
    ("task-logs", LogViewSet),
    ("assignments", AssignmentViewSet),
    ("catalogue-versions", CatalogueViewSet),
    ("suspensions", SuspensionViewSet),
)
