"""The API of access: exceptions to read, to lend and to take back."""

from django.contrib.contenttypes.models import ContentType
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status
from rest_framework.response import Response

from haidian_policing.access.exceptions import lend, take_back
from haidian_policing.access.filters import GrantQuery
from haidian_policing.access.forms import LendForm
from haidian_policing.access.models import ObjectGrant
from haidian_policing.audit.actions import record
from haidian_policing.audit.choices import Action
from haidian_policing.pages.resources import ReadResource, Verb, body_of, with_verbs


class GrantSerializer(serializers.ModelSerializer):
    kind = serializers.SlugRelatedField("model", source="content_type", queryset=ContentType.objects.none())

    class Meta:
        model = ObjectGrant
        fields = ("id", "kind", "object_pk", "user", "starts", "ends", "reason", "granted_by")
        read_only_fields = fields


def take_back_all(grants, *, actor, at) -> int:
    return sum(take_back(grant.content_object, person=grant.user, at=at) for grant in grants.valid_at(at))


LEND = Verb("lend", "exception.grant", lend, LendForm)


@with_verbs(Verb("end", "exception.grant", take_back_all, None, (Action.RIGHTS, "take_back"), lambda person: ObjectGrant.objects.all()))
class ExceptionViewSet(mixins.CreateModelMixin, ReadResource):
    """Exceptions to the scope rule; POST lends one thing to one person until a time."""

    serializer_class, filterset_class, may, takes = GrantSerializer, GrantQuery, "exception.grant", "exception"
    listed = "exceptions"
    queryset = ObjectGrant.objects.none()

    def get_queryset(self):
        return ObjectGrant.objects.order_by("-pk")

    @extend_schema(request=body_of(LEND), responses={201: GrantSerializer})
    def create(self, request, *args, **kwargs):
        given = LEND.given(request.data)
        grant = lend(given["target"], to=given["person"], until=given["until"], reason=given["reason"], actor=request.user)
        record(Action.RIGHTS, request=request, target=given["target"], what="lend", to=grant.user_id, until=str(given["until"]))
        return Response(GrantSerializer(grant).data, status=status.HTTP_201_CREATED)


RESOURCES: tuple = (("exceptions", ExceptionViewSet),)
