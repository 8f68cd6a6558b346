"""The API of whistle and report: each row of the two lifecycles is an action with the validation and refusals of its page."""

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.parsers import FormParser, JSONParser, MultiPartParser
from rest_framework.response import Response

from whistle_reporting import actions
from whistle_reporting.filters import TicketFilter
from whistle_reporting.forms import StepForm, TicketForm
from whistle_reporting.lifecycle import PART, TICKET
from whistle_reporting.models import Part, Ticket
from whistle_reporting.serializers import BODIES, FilingSerializer, PartSerializer, RefusalSerializer, TicketSerializer


class Steps(mixins.RetrieveModelMixin, mixins.ListModelMixin, viewsets.GenericViewSet):
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


def with_steps(noun: str, lifecycle, serializer):
    """Class decorator: one action per row of the lifecycle, guarded by the row's capability."""

    def decorate(viewset):
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

    may = {"list": "ticket.view", "retrieve": "ticket.view", "create": "ticket.file"}
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
