"""The API of the workstations: sites to read, visits to record and to take their steps."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.generics import get_object_or_404
from rest_framework.response import Response

from haidian_policing.pages.resources import ReadResource
from workstations.actions import advance, record_visit
from workstations.filters import SiteFilter, VisitFilter
from workstations.forms import form_of
from workstations.models import Site, Visit
from workstations.serializers import NewVisitSerializer, SiteSerializer, StepSerializer, VisitSerializer
from workstations.visits import VISIT


class Faster(APIException):
    """Somebody took the step before; the detail says who and what it is now."""

    status_code = status.HTTP_409_CONFLICT


class SiteViewSet(ReadResource):
    serializer_class = SiteSerializer
    may = {"*": "visit.view"}
    takes = "site"
    queryset = Site.objects.none()
    filterset_class = SiteFilter
    listed = "sites"

    def get_queryset(self):
        return Site.objects.visible_to(self.request.user).select_related("station").prefetch_related("services")


def step_action(verb: str):
    """POST …/{verb}/ for one row of the lifecycle: 200 with the visit, 400 what is missing, 409 who was faster, 404 out of reach."""

    def take(self, request, pk=None):
        visit = get_object_or_404(Visit.objects.reachable_by(request.user, "visit.record"), pk=pk)
        given = self.checked(StepSerializer, request)
        seen, window = given.pop("seen", None), given.pop("window", None)
        form = form_of(VISIT[verb], given)
        if form is not None and not form.is_valid():
            raise ValidationError(form.errors)  # type: ignore[arg-type]  # a dict of lists, which is what it takes
        known = form.cleaned_data if form else {"window": window}
        row = Visit.objects.filter(pk=visit.pk)
        _moved, refused = advance(row, verb, actor=request.user, at=timezone.now(), seen=seen, **known)
        if refused:
            raise Faster(refused[0].reason)
        return Response(VisitSerializer(row.select_related("service").get()).data)

    take.__name__, take.__doc__ = verb, str(VISIT[verb].label)
    described = extend_schema(request=StepSerializer, responses=VisitSerializer, description=f"Step “{verb}” of a visit.")(take)
    return action(detail=True, methods=["post"], url_path=verb)(described)


class VisitViewSet(ReadResource):
    serializer_class = VisitSerializer
    may = {"list": "visit.view", "retrieve": "visit.view", "*": "visit.record"}
    takes = "visit"
    queryset = Visit.objects.none()
    filterset_class = VisitFilter
    listed = "visits"

    call, recall, serve = step_action("call"), step_action("recall"), step_action("serve")
    complete, pass_on, leave = step_action("complete"), step_action("pass_on"), step_action("leave")

    def get_queryset(self):
        return Visit.objects.visible_to(self.request.user).select_related("service")

    @extend_schema(request=NewVisitSerializer, responses={201: VisitSerializer})
    def create(self, request):
        """Take a number for a visitor."""
        given = self.checked(NewVisitSerializer, request)
        visit = record_visit(given.pop("site"), actor=request.user, at=timezone.now(), **given)
        return Response(VisitSerializer(visit).data, status=status.HTTP_201_CREATED)

    def checked(self, serializer, request) -> dict:
        """The validated answer of a serializer, or 400."""
        form = serializer(data=request.data, context={"request": request})
        form.is_valid(raise_exception=True)
        return dict(form.validated_data)


RESOURCES: tuple = (("sites", SiteViewSet), ("visits", VisitViewSet))
