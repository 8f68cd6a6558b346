"""The API of notes: those on what one sees, to read, to write, to amend and to take back."""

from uuid import uuid4

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.response import Response

from haidian_policing.notes import actions
from haidian_policing.notes.forms import TextForm
from haidian_policing.notes.models import LONGEST, Note
from haidian_policing.notes.registry import SUBJECTS
from haidian_policing.pages.resources import ReadResource, Refused, Verb, with_verbs


class NoteSerializer(serializers.ModelSerializer):
    """Of a note that was taken back only the line stays."""

    by = serializers.CharField(source="added_by.name")
    text = serializers.SerializerMethodField()

    class Meta:
        model = Note
        fields = ("id", "kind", "object_id", "text", "internal", "revision", "by", "added_at", "withdrawn_at")
        read_only_fields = fields

    def get_text(self, note: Note) -> str:
        return "" if note.withdrawn_at else note.text


class WritingSerializer(serializers.Serializer):
    """A note on one object: kind as "ticket" or "grid", object_id its key."""

    kind = serializers.ChoiceField(choices=())
    object_id = serializers.IntegerField(min_value=1, max_value=2**63 - 1)
    text = serializers.CharField(max_length=LONGEST)
    internal = serializers.BooleanField(default=False)

    def get_fields(self):
        return super().get_fields() | {"kind": serializers.ChoiceField(choices=sorted(SUBJECTS))}


def amend(notes, *, actor, at, text: str) -> int:
    """As in the page: who wrote it, within half an hour; If-Match guards a newer text."""
    if not (done := actions.amend(notes, actor=actor, at=at, text=text)):
        raise Refused(_("A note is changed by who wrote it, within half an hour, over its newest text."))
    return done


def withdraw(notes, *, actor, at) -> int:
    if not (done := actions.withdraw(notes, actor=actor, at=at)):
        raise Refused(_("A note is withdrawn by who wrote it, once."))
    return done


@with_verbs(
    Verb("amend", None, amend, form=TextForm, reach=Note.objects.visible_to),
    Verb("withdraw", None, withdraw, reach=Note.objects.visible_to),
)
class NoteViewSet(ReadResource):
    """Notes on what one sees; ?kind= and ?object_id= narrow to one object. What is internal is told to the police only."""

    serializer_class, filterset_fields, may, takes = NoteSerializer, ("kind", "object_id"), None, "note"
    queryset = Note.objects.none()

    def get_queryset(self):
        return Note.objects.visible_to(self.request.user).select_related("added_by").order_by("-pk")

    @extend_schema(request=WritingSerializer, responses={201: NoteSerializer})
    def create(self, request):
        sent = WritingSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        given = sent.validated_data
        if not SUBJECTS[given["kind"]].seen_by(request.user).filter(pk=given["object_id"]).exists():
            raise Http404
        token = uuid4().hex
        told = {"text": given["text"], "internal": given["internal"], "once": token}
        actions.write(given["kind"], given["object_id"], actor=request.user, at=timezone.now(), **told)
        note = get_object_or_404(self.get_queryset(), added_by=request.user, once=token)
        return Response(NoteSerializer(note).data, status=status.HTTP_201_CREATED)


RESOURCES: tuple = (("notes", NoteViewSet),)
