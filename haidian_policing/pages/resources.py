"""What every resource of the API has: versions (ETag, If-Match), one shape of errors, verbs made from the forms of pages."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import APIException
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from haidian_policing.audit.actions import record
from haidian_policing.jobs.actions import TooMany
from haidian_policing.pages import repeats
from haidian_policing.pages.problems import shaped


class Outdated(APIException):
    """The caller knew an older version; the present one comes with the refusal."""

    status_code = status.HTTP_412_PRECONDITION_FAILED
    default_detail = "The object has changed since you read it."

    def __init__(self, present: dict):
        super().__init__()
        self.present = present


class Refused(APIException):
    """The step is not possible any more, or not for this person; the detail says why."""

    status_code = status.HTTP_409_CONFLICT


def etag_of(data: Any) -> str:
    """A strong tag: the same for the same representation."""
    text = json.dumps(data, cls=JSONEncoder, sort_keys=True, ensure_ascii=False)
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


class Resource(viewsets.GenericViewSet):
    """`may` names the capabilities; a read of one thing carries its ETag, a change with If-Match is refused over a newer version."""

    may: Any = None
    filterset_class: Any = None
    filterset_fields: Any = None
    listed = ""  # the code of the list whose saved views are taken
    asked: Any = None  # the query with its ?view= written out
    received: Any = None  # the row of the Idempotency-Key that is sent for the first time

    def dispatch(self, request, *args, **kwargs):
        if request.method in SAFE_METHODS or not {"If-Match", repeats.HEADER} & set(request.headers):
            return super().dispatch(request, *args, **kwargs)
        with transaction.atomic():  # what was compared stays locked until it is changed; a key is kept together with its effect
            response: Any = super().dispatch(request, *args, **kwargs)
            if self.received:
                repeats.keep(self.received, response)
            return response

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method == "POST" and repeats.HEADER in request.headers:
            row, fresh = repeats.received(request)
            if not fresh:
                self.post = lambda *_given, **_words: repeats.again(row)
                return
            self.received = row
        known = request.headers.get("If-Match", "*")
        if request.method not in SAFE_METHODS and self.detail and known.strip() != "*":
            thing = self.get_object()
            type(thing)._default_manager.select_for_update().filter(pk=thing.pk).first()
            present = self.get_serializer(self.get_object()).data
            if etag_of(present) not in [tag.strip() for tag in known.split(",")]:
                raise Outdated(present)

    def finalize_response(self, request, response, *args, **kwargs):
        answer = super().finalize_response(request, response, *args, **kwargs)
        data = getattr(answer, "data", None)
        if answer.status_code >= 400 and not (isinstance(data, dict) and "type" in data):
            answer.data = shaped(request, answer.status_code, data)
            answer.content_type = "application/problem+json"
        elif self.detail and isinstance(data, dict) and (self.action == "retrieve" or answer.status_code == 200):
            answer.headers["ETag"] = etag_of(data)
            if self.action == "retrieve" and request.headers.get("If-None-Match") == answer.headers["ETag"]:
                answer.data, answer.status_code = None, status.HTTP_304_NOT_MODIFIED
        return answer


class ReadResource(mixins.RetrieveModelMixin, mixins.ListModelMixin, Resource):
    """Reading one and many."""


@dataclass(frozen=True)
class Verb:
    """One POST about one thing, with the form and the action of its page.

    act(queryset, *, actor, at, **given) returns what it did, or (moved, refused). logged: (audit action, what) where the page writes a
    line too. reach(person): the things it may be done to; those that the capability reaches unless given.
    """

    name: str
    may: str | None
    act: Callable[..., Any]
    form: Callable[..., forms.Form] | None = None
    logged: tuple[str, str] | None = None
    reach: Callable[..., Any] | None = None
    label: str = ""

    def things(self, viewset, person):
        return self.reach(person) if self.reach else viewset.get_queryset().model._default_manager.reachable_by(person, self.may)

    def given(self, data) -> dict[str, Any]:
        if self.form is None:
            return {}
        form = self.form(data)
        if not form.is_valid():
            raise serializers.ValidationError({name: list(map(str, errors)) for name, errors in form.errors.items()})
        return getattr(form, "given", form.cleaned_data)

    def take(self, viewset, request: Request, pk) -> Response:
        thing = get_object_or_404(self.things(viewset, request.user), pk=pk)
        given = self.given(request.data)
        try:
            with transaction.atomic():
                self._act(request, thing, given)
        except ValidationError as error:
            raise serializers.ValidationError(error.messages) from error
        except TooMany as error:
            raise Refused(str(error)) from error
        try:
            return Response(viewset.get_serializer(viewset.get_object()).data)
        except Http404:  # a withdrawn thing is gone
            return Response(status=status.HTTP_204_NO_CONTENT)

    def _act(self, request: Request, thing, given: dict) -> None:
        done = self.act(type(thing)._default_manager.filter(pk=thing.pk), actor=request.user, at=timezone.now(), **given)
        if isinstance(done, tuple) and done[1]:
            raise Refused(" ".join(str(refusal.reason) for refusal in done[1]))
        if self.logged:
            record(self.logged[0], request=request, target=thing, what=self.logged[1])


def with_verbs(*verbs: Verb):
    """Class decorator: one route per verb below the thing, guarded by the verb's capability and described from its form."""

    def decorate(viewset):
        viewset.may = (viewset.may if isinstance(viewset.may, dict) else {"*": viewset.may}) | {_method(verb): verb.may for verb in verbs}
        for verb in verbs:
            setattr(viewset, _method(verb), _route(verb))
        return viewset

    return decorate


def _method(verb: Verb) -> str:
    return f"verb_{verb.name.replace('-', '_')}"


def _route(verb: Verb):
    def taken(self, request, pk=None):
        return verb.take(self, request, pk)

    taken.__name__, taken.__doc__ = _method(verb), verb.label or verb.name
    described = extend_schema(request=body_of(verb), description=str(verb.label or verb.name))(taken)
    return action(detail=True, methods=["post"], url_path=verb.name, url_name=verb.name, filterset_class=None)(described)


KINDS = (
    (forms.BooleanField, serializers.BooleanField),
    (forms.DateTimeField, serializers.DateTimeField),
    (forms.DateField, serializers.DateField),
    (forms.DecimalField, serializers.FloatField),
    (forms.IntegerField, serializers.IntegerField),
)


def body_of(verb: Verb) -> type[serializers.Serializer] | None:
    """The body of a verb as its form takes it."""
    if verb.form is None:
        return None
    fields = {name: _field(field) for name, field in getattr(verb.form, "base_fields", {}).items()}
    return type(f"{verb.name}Body".title().replace("-", ""), (serializers.Serializer,), fields)


def _field(field: forms.Field) -> serializers.Field:
    kind = next((kind for known, kind in KINDS if isinstance(field, known)), serializers.CharField)
    return kind(required=field.required, label=str(field.label or ""), help_text=str(field.help_text or ""))
