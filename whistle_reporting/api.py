"""The API of whistle and report: each row of the two lifecycles is an action with the validation and refusals of its page."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.parsers import FormParser, JSONParser, MultiPartParser
from rest_framework.response import Response

from haidian_policing.access.standing import may
from haidian_policing.pages.resources import ReadResource, Refused
from whistle_reporting import actions
from whistle_reporting.filters import TicketFilter
from whistle_reporting.forms import StepForm, TicketForm
from whistle_reporting.lifecycle import PART, TICKET
from whistle_reporting.models import Part, Ticket
from whistle_reporting.serializers import (
    BODIES,
    AccountSerializer,
    AmendingSerializer,
    FiledSerializer,
    FilingSerializer,
    ManySerializer,
    PartSerializer,
    RefusalSerializer,
    TicketSerializer,
)

MOST_AT_ONCE = 500


class Steps(ReadResource):
    """Reading, and one POST action per verb, added below from the lifecycle's table."""

    parser_classes = (JSONParser, FormParser, MultiPartParser)

    def take(self, request, pk, step) -> Response:
        """200 with the thing as it is now, 400 where a field is wrong, 409 where the step is refused."""
        reached = self.get_queryset().reachable_by(request.user, step.may)
        subject = get_object_or_404(reached, pk=pk)
        form = StepForm(step, subject, request.data, request.FILES)
        if step.verb in {row.verb for row in subject.lifecycle.from_state(subject.state)} and not form.is_valid():
            return Response(form.errors, status=status.HTTP_400_BAD_REQUEST)
        given = {name: value for name, value in getattr(form, "cleaned_data", {}).items() if value not in (None, "", [])}
        return self._taken(request, subject, step, given)

    def _taken(self, request, subject, step, given: dict) -> Response:
        queryset = type(subject).objects.filter(pk=subject.pk)
        seen = request.data.get("seen") or None
        try:
            act = actions.advance_ticket if isinstance(subject, Ticket) else actions.advance
            _moved, refused = act(queryset, step.verb, actor=request.user, at=timezone.now(), seen=seen, **given)
        except ValidationError as error:
            return Response({"photos": error.messages}, status=status.HTTP_400_BAD_REQUEST)
        if refused:
            return Response({"detail": refused[0].reason}, status=status.HTTP_409_CONFLICT)
        return Response(self.get_serializer(type(subject).objects.get(pk=subject.pk)).data)

    @extend_schema(request=ManySerializer, responses={200: AccountSerializer}, filters=False)
    @action(detail=False, methods=["post"], pagination_class=None)
    def bulk(self, request) -> Response:
        """One step for many: what moved, and who was refused and why; ids out of reach are refused as absent."""
        given = ManySerializer(data=request.data)
        given.is_valid(raise_exception=True)
        words = given.validated_data
        verb, ids = words.pop("verb"), words.pop("ids")
        if verb not in self.lifecycle or not may(request.user, self.lifecycle[verb].may):
            raise Http404
        things = self.get_queryset().model.objects.filter(pk__in=ids)
        act = actions.advance_ticket if things.model is Ticket else actions.advance
        moved, refused = act(things, verb, actor=request.user, at=timezone.now(), **words)
        account = dict.fromkeys(ids, "Not found") | {row.pk: str(row.reason) for row in refused}
        lost = [{"id": pk, "detail": words} for pk, words in account.items() if pk not in moved]
        return Response({"moved": sorted(moved), "refused": lost})


def with_steps(noun: str, lifecycle, serializer):
    """Class decorator: one action per row of the lifecycle, guarded by the row's capability."""

    def decorate(viewset):
        viewset.lifecycle = lifecycle
        viewset.may = viewset.may | {"bulk": tuple({step.may for step in lifecycle.values()})}
        for step in lifecycle.values():
            name = f"step_{step.verb}"  # plain, "dispatch" would replace the view's own method
            setattr(viewset, name, _action(name, noun, step, serializer))
            viewset.may = viewset.may | {name: step.may}
        return viewset

    return decorate


def _action(name: str, noun: str, step, serializer):
    def taken(self, request, pk=None):
        return self.take(request, pk, step)

    taken.__name__ = name
    taken.__doc__ = str(step.label)
    documented = extend_schema(request=BODIES[noun, step.verb], responses={200: serializer, 400: None, 404: None, 409: RefusalSerializer})(
        taken
    )
    return action(detail=True, methods=["post"], url_path=step.verb, url_name=step.verb)(documented)


@with_steps("ticket", TICKET, TicketSerializer)
class TicketViewSet(Steps):
    """Tickets in reach; POST writes a draft."""

    may = {"list": "ticket.view", "retrieve": "ticket.view", "create": "ticket.file", "many": "ticket.file", "amend": "ticket.file"}
    takes = "ticket"
    serializer_class = TicketSerializer
    filterset_class = TicketFilter
    listed = "tickets"
    queryset = Ticket.objects.none()

    def get_queryset(self):
        if getattr(self, "swagger_fake_view", False):
            return self.queryset
        return Ticket.objects.visible_to(self.request.user).select_related("item").prefetch_related("parts")

    @extend_schema(request=FilingSerializer, responses={201: TicketSerializer, 400: None})
    def create(self, request):
        form = TicketForm(request.data, request.FILES, person=request.user)
        if not form.is_valid():
            return Response(form.errors, status=status.HTTP_400_BAD_REQUEST)
        data = form.cleaned_data
        common = {"item": data["item"], "grid": data["grid"], "photos": data["photos"], "token": data["token"]}
        try:
            ticket = actions.file(actor=request.user, at=timezone.now(), **common, **form.written())
        except ValidationError as error:
            return Response({"photos": error.messages}, status=status.HTTP_400_BAD_REQUEST)
        return Response(TicketSerializer(ticket).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=AmendingSerializer, responses={200: TicketSerializer, 409: RefusalSerializer})
    @action(detail=True, methods=["post"])
    def amend(self, request, pk=None):
        """Change a draft over the revision that was read."""
        drafts = Ticket.objects.reachable_by(request.user, "ticket.file").filter(state="draft")
        ticket = get_object_or_404(drafts, pk=pk)
        form = TicketForm(request.data, request.FILES, person=request.user, initial={"item": ticket.item_id})
        if not form.is_valid():
            raise serializers.ValidationError({name: list(map(str, errors)) for name, errors in form.errors.items()})
        data = form.cleaned_data
        common = {"actor": request.user, "at": timezone.now(), "item": data["item"], "grid": data["grid"], "photos": data["photos"]}
        if not actions.amend(ticket, revision=data["revision"] or 0, **common, **form.written()):
            raise Refused("Somebody changed this draft meanwhile.")
        return Response(TicketSerializer(Ticket.objects.get(pk=pk)).data)

    @extend_schema(request=FilingSerializer(many=True), responses={200: FiledSerializer}, filters=False)
    @action(detail=False, methods=["post"], url_path="many", pagination_class=None)
    def many(self, request):
        """Write many drafts at once; each row of the answer has its ticket, or its faults. The same tokens again change nothing."""
        rows = request.data if isinstance(request.data, list) else []
        if not 0 < len(rows) <= MOST_AT_ONCE:
            raise serializers.ValidationError([f"Send a list of 1 to {MOST_AT_ONCE} whistles."])
        forms = [TicketForm(row if isinstance(row, dict) else {}, person=request.user) for row in rows]
        sound = [form for form in forms if form.is_valid()]
        drafts = [{name: form.cleaned_data[name] for name in ("token", "item", "grid")} | form.written() for form in sound]
        filed, _refused = actions.file_many(drafts, actor=request.user, at=timezone.now())
        return Response({"rows": [_account(form, filed) for form in forms]})


def _account(form: TicketForm, filed: dict) -> dict:
    """The row of a bulk filing: the ticket, or what is wrong with it."""
    ticket = filed.get(form.cleaned_data["token"]) if form.is_valid() else None
    faults = {name: list(words) for name, words in form.errors.items()} or ({} if ticket else {"grid": ["Out of your reach."]})
    return {"id": ticket and ticket.pk, "number": ticket.number if ticket else "", "faults": faults}


@with_steps("part", PART, PartSerializer)
class PartViewSet(Steps):
    """Parts in reach, with their clocks."""

    may = {"list": "ticket.view", "retrieve": "ticket.view"}
    takes = "part"
    serializer_class = PartSerializer
    filterset_fields = ("state", "kind", "klass", "station", "street", "grid", "handler", "ticket")
    queryset = Part.objects.none()

    def get_queryset(self):
        if getattr(self, "swagger_fake_view", False):
            return self.queryset
        return Part.objects.visible_to(self.request.user).select_related("handler").prefetch_related("clocks").order_by("-pk")


RESOURCES = (("tickets", TicketViewSet), ("parts", PartViewSet))
