"""Exceptions granted, withdrawn and asked about; the only place that knows guardian."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from guardian.shortcuts import assign_perm

from haidian_policing.access.models import ObjectGrant


@transaction.atomic
def lend(target, *, to, until, reason: str, actor, permission: str = "view") -> ObjectGrant:
    """Let one person see one object until a moment, whatever his scope; lending again replaces the dates."""
    codename = f"{permission}_{target._meta.model_name}"
    grant: Any = assign_perm(f"{target._meta.app_label}.{codename}", to, target)
    ObjectGrant.objects.filter(pk=grant.pk).update(starts=timezone.now(), ends=until, reason=reason, granted_by=actor)
    grant.refresh_from_db()
    return grant


def take_back(target, *, person, at) -> int:
    """End the exceptions that a person has on an object; the history keeps them."""
    return _on(type(target)).filter(user=person, object_pk=str(target.pk)).valid_at(at).update(ends=at)


def lent_to(person, model) -> Q:
    """The rows of a model that exceptions open to a person now."""
    return Q(pk__in=person.standing.lent.get(ContentType.objects.get_for_model(model).pk, []))


def _on(model):
    return ObjectGrant.objects.filter(content_type=ContentType.objects.get_for_model(model))
