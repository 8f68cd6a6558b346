"""The API of the organisation: units and people to read, posts and absences with the forms and actions of their pages."""

import django_filters

from haidian_policing.audit.choices import Action
from haidian_policing.organisation.actions import absences, posts
from haidian_policing.organisation.forms.posts import AbsenceForm, LastDayForm, PostForm, TransferForm
from haidian_policing.organisation.models import Absence, Person, Post, Unit
from haidian_policing.organisation.search import with_posts
from haidian_policing.organisation.serializers import AbsenceSerializer, PersonSerializer, PostSerializer, UnitSerializer
from haidian_policing.pages.resources import ReadResource, Verb, with_verbs
from haidian_policing.search.texts import narrowed


class NamedFilter(django_filters.FilterSet):
    """?q= as in the lists: number, name, initials."""

    q = django_filters.CharFilter(method="text", label="Number, name or initials")

    def text(self, queryset, name, value):
        return narrowed(queryset, value)


class LastDay(LastDayForm):
    @property
    def given(self) -> dict:
        return {"ends": self.ends}


class UnitViewSet(ReadResource):
    """Units in reach, in official order."""

    serializer_class, filterset_class, may, takes = UnitSerializer, NamedFilter, "person.view", "unit"
    queryset = Unit.objects.none()

    def get_queryset(self):
        return Unit.objects.visible_to(self.request.user).in_official_order()


@with_verbs(
    Verb("posts", "organisation.manage", posts.give_post, PostForm, (Action.RIGHTS, "give_post")),
    Verb("transfer", "organisation.manage", posts.transfer, TransferForm, (Action.RIGHTS, "transfer")),
    Verb("absences", "absence.manage", absences.record_absence, AbsenceForm, (Action.RIGHTS, "absence")),
)
class PersonViewSet(ReadResource):
    """People in reach with their posts of today."""

    serializer_class, filterset_class, may, takes = PersonSerializer, NamedFilter, "person.view", "person"
    queryset = Person.objects.none()

    def get_queryset(self):
        return with_posts(Person.objects.visible_to(self.request.user), self.request.user).order_by("police_number")


def of_people(model, capability: str):
    """The rows of a model that belong to people whom the capability reaches."""
    return lambda person: model.objects.filter(person__in=Person.objects.reachable_by(person, capability).values("pk"))


@with_verbs(
    Verb("end", "organisation.manage", posts.end_post, LastDay, (Action.RIGHTS, "end_post"), of_people(Post, "organisation.manage"))
)
class PostViewSet(ReadResource):
    """Posts of people in reach, past ones too."""

    serializer_class, filterset_fields, may, takes = PostSerializer, ("person", "unit", "role"), "person.view", "post"
    queryset = Post.objects.none()

    def get_queryset(self):
        people = Person.objects.visible_to(self.request.user)
        return Post.objects.filter(person__in=people.order_by().values("pk")).select_related("unit").order_by("-pk")


@with_verbs(
    Verb("end", "absence.manage", absences.shorten_absence, LastDay, (Action.RIGHTS, "end_absence"), of_people(Absence, "absence.manage"))
)
class AbsenceViewSet(ReadResource):
    """Absences of people whom one's posts reach."""

    serializer_class, filterset_fields, may, takes = AbsenceSerializer, ("person",), "absence.view", "absence"
    queryset = Absence.objects.none()

    def get_queryset(self):
        return of_people(Absence, "absence.view")(self.request.user).order_by("-pk")


RESOURCES: tuple = (("units", UnitViewSet), ("people", PersonViewSet), ("posts", PostViewSet), ("absences", AbsenceViewSet))
