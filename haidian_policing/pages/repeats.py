"""`Idempotency-Key`: a POST of the API that is sent again has its effect once and gets the answer of the first sending.

The row of a key is written in the transaction of its effect: whoever sends the same key meanwhile waits for that commit, and where the
first sending failed nothing of it is left, so that it may be sent again.
"""

import hashlib
import json
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers, status
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from haidian_policing.pages.models import ReceivedRequest

HEADER, REPEATED = "Idempotency-Key", "Idempotency-Replayed"
LONGEST = 80


class OtherBody(APIException):
    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    default_detail = _("This Idempotency-Key was used for another request; take a new key for a new one.")


def received(request: Request) -> tuple[ReceivedRequest, bool]:
    """The row of this request's key, and whether this is its first sending; to be called inside the transaction of the effect."""
    key = request.headers[HEADER].strip()
    if not 0 < len(key) <= LONGEST or not key.isprintable():
        raise serializers.ValidationError({HEADER: [f"1 to {LONGEST} printable signs."]})
    digest = digest_of(request.data)
    row, fresh = ReceivedRequest.objects.get_or_create(
        person_id=request.user.pk, key=key, path=request.path[:200], defaults={"digest": digest, "at": timezone.now()}
    )
    if row.digest != digest:
        raise OtherBody
    return row, fresh


def keep(row: ReceivedRequest, response: Response) -> None:
    """What the first sending was answered; a refusal is forgotten, so that the request may be mended and sent again."""
    if response.status_code >= status.HTTP_400_BAD_REQUEST:
        row.delete()
        return
    body = json.loads(json.dumps(response.data, cls=JSONEncoder))
    ReceivedRequest.objects.filter(pk=row.pk).update(status=response.status_code, answer=body)


def again(row: ReceivedRequest) -> Response:
    return Response(row.answer, status=row.status, headers={REPEATED: "true"})


def digest_of(data: Any) -> str:
    """The same for the same content, whatever the order of its names; files count by their bytes."""
    plain = {name: [_plain(value) for value in values] for name, values in data.lists()} if isinstance(data, QueryDict) else data
    return hashlib.sha256(json.dumps(plain, sort_keys=True, cls=JSONEncoder).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if not hasattr(value, "chunks"):
        return value
    digest = hashlib.sha256(b"".join(value.chunks())).hexdigest()
    value.seek(0)
    return digest
