"""The API of this app: (prefix, viewset) pairs."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.exceptions import Throttled
from rest_framework.request import Request
from rest_framework.response import Response

from haidian_policing.jobs.actions import TooMany
from haidian_policing.pages.resources import ReadResource, Verb, with_verbs
from haidian_policing.phrasing import clauses
from haidian_policing.steps import Refusal
from performance.actions import editions
from performance.actions.approving import approve
from performance.actions.periods import open_period
from performance.filters import EditionQuery
from performance.forms import ApproveForm
from performance.lifecycle import EDITION
from performance.models import Edition, RuleSet, Score
from performance.serializers import ComputeSerializer, EditionSerializer, JobSerializer, NoteSerializer, RuleSetSerializer, ScoreSerializer


class RankingViewSet(ReadResource):
    """Editions of the ranking; compute, publish and issue as the pages do."""

    serializer_class = EditionSerializer
    queryset = Edition.objects.none()
    may = {
        "list": "ranking.view",
        "retrieve": "ranking.view",
        "compute": "ranking.compute",
        "publish": "ranking.publish",
        "issue": "ranking.issue",
        "take_back": EDITION["take_back"].may,
        "correct": EDITION["correct"].may,
        "*": "ranking.view",
    }
    takes = "edition"
    filterset_class = EditionQuery
    listed = "editions"

    def get_queryset(self):
        return Edition.objects.visible_to(self.request.user).select_related("period", "rule_set", "peer_groups").newest_first()

    @extend_schema(request=ComputeSerializer, responses={202: JobSerializer})
    @action(detail=False, methods=["post"])
    def compute(self, request: Request) -> Response:
        """Ask a worker to compute a period."""
        given = ComputeSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        period = open_period(given.validated_data["kind"], given.validated_data["day"], timezone.now())
        try:
            job = editions.ask_to_compute(period, actor=request.user)
        except TooMany as refusal:
            raise Throttled(detail=str(refusal)) from refusal
        return Response({"job": job.pk, "period": period.code}, status=status.HTTP_202_ACCEPTED)

    @extend_schema(request=NoteSerializer, responses=EditionSerializer)
    @action(detail=True, methods=["post"])
    def take_back(self, request: Request, pk=None) -> Response:
        """Take a provisional edition back for correction."""
        return self._step(request, "take_back")

    @extend_schema(request=NoteSerializer, responses=EditionSerializer)
    @action(detail=True, methods=["post"])
    def correct(self, request: Request, pk=None) -> Response:
        """Begin a corrected edition of an issued one."""
        return self._step(request, "correct")

    @extend_schema(request=NoteSerializer, responses=EditionSerializer)
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, pk=None) -> Response:
        """Publish a computed edition as provisional."""
        return self._step(request, "publish")

    @extend_schema(request=NoteSerializer, responses=EditionSerializer)
    @action(detail=True, methods=["post"])
    def issue(self, request: Request, pk=None) -> Response:
        """Issue a provisional edition; not by whoever published it."""
        return self._step(request, "issue")

    def _step(self, request: Request, verb: str) -> Response:
        found = self.get_object()
        given = NoteSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        words = given.validated_data
        one = Edition.objects.visible_to(request.user).filter(pk=found.pk)
        common = {"actor": request.user, "at": timezone.now(), "note": words["note"]}
        try:
            again = verb == "correct"
            moved, refused = editions.correct(one, **common) if again else editions.advance(one, verb, seen=words["seen"] or None, **common)
        except TooMany as refusal:
            raise Throttled(detail=str(refusal)) from refusal
        if not moved:
            detail = clauses(refusal.reason for refusal in refused)
            return Response({"title": "Refused", "status": 409, "detail": detail}, status=status.HTTP_409_CONFLICT)
        return Response(EditionSerializer(self.get_queryset().get(pk=found.pk)).data)


class ScoreViewSet(ReadResource):
    """Scores of units with their measures, in official order."""

    serializer_class = ScoreSerializer
    queryset = Score.objects.none()
    may = {"list": "ranking.view", "retrieve": "ranking.view", "*": "ranking.view"}
    takes = "score"
    filterset_fields = ("edition", "group", "unit")

    def get_queryset(self):
        scores = Score.objects.visible_to(self.request.user).select_related("unit").prefetch_related("measures")
        return scores.order_by("-edition", "group", "unit__order")


def approve_each(rule_sets, *, actor, at, valid_from) -> tuple[int, list[Refusal]]:
    """The approval of a page for a queryset; why not, in words, as refusals."""
    refused = [Refusal(row.pk, fault) for row in rule_sets for fault in approve(row, actor=actor, at=at, valid_from=valid_from)]
    return rule_sets.count() - len({row.pk for row in refused}), refused


@with_verbs(Verb("approve", "rule.approve", approve_each, ApproveForm, reach=lambda person: RuleSet.objects.all()))
class RuleSetViewSet(ReadResource):
    """Rule sets; a draft is approved by a second person, from a day on."""

    serializer_class, filterset_fields = RuleSetSerializer, ("code", "league")
    may, takes, queryset = "ranking.view", "rule_set", RuleSet.objects.order_by("code", "-version")


RESOURCES: tuple = (("rankings", RankingViewSet), ("scores", ScoreViewSet), ("rule-sets", RuleSetViewSet))
