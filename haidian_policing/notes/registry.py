"""What may be noted on, followed and told about: the apps declare it as SUBJECTS in their `panels` room."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Model, Q, QuerySet
from django.urls import reverse

from haidian_policing.files.models import StoredFile
from haidian_policing.rooms import Register, declared

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Subject:
    """A kind of object with a page. Who sees it is asked of `model.objects.visible_to`, nowhere else.

    page: URL name that takes pk; photos: (model with `file`, its column that names the object); texts(person, thing): standard texts that
    its notes are offered; history(thing): the rows whose changes make its story, None where
    its own page tells it; events: what followers are told, {verb: label};
    told_to: what is told to a role that chose nothing, {role: verbs}; units: columns that name the units that it belongs to.
    """

    code: str
    label: "StrOrPromise"
    model: type[Model]
    page: str
    photos: tuple[type[Model], str] | None = None
    texts: Callable[..., list[str]] = lambda person, thing: []
    history: Callable[..., list] | None = None
    events: Mapping[str, "StrOrPromise"] = field(default_factory=dict)
    told_to: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    units: tuple[str, ...] = ("station", "street")

    def seen_by(self, person) -> QuerySet:
        return self.model._default_manager.visible_to(person)

    def kept_by(self, person) -> QuerySet:
        """The objects on which a person answers for other people's photos."""
        return self.model._default_manager.reachable_by(person, "file.redact")

    def address(self, pk: int) -> str:
        return reverse(self.page, kwargs={"pk": pk})

    def holds(self, attachments: type[Model], things: QuerySet) -> Q:
        """The condition on a stored file that one of these objects has it."""
        keys = things.order_by().values("pk")
        held = Q(pk__in=attachments._default_manager.filter(kind=self.code, object_id__in=keys).values("file"))
        if self.photos:
            model, column = self.photos
            held |= Q(pk__in=model._default_manager.filter(**{f"{column}__in": keys}).values("file"))
        return held


SUBJECTS = Register("SUBJECTS", "panels")


def offered(person, place: str) -> list[str]:
    """The standard texts of a place outside tickets (task_log, task_return, grid), from the app that keeps them: TEXTS in its `panels`."""
    return [text for texts in declared("TEXTS", "panels") for text in texts(person, place)]


def photos_in_hand(person, attachments: type[Model]) -> QuerySet:
    """The stored photos that a person may blur: his own on what he sees, anybody's on what he keeps."""
    seen, kept = Q(pk__in=[]), Q(pk__in=[])
    for subject in SUBJECTS.values():
        seen |= subject.holds(attachments, subject.seen_by(person))
        kept |= subject.holds(attachments, subject.kept_by(person))
    return StoredFile.objects.filter(kept | seen & Q(uploaded_by=person), content_type="image/jpeg")
