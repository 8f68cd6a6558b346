"""The API of the organisation: units and people to read, posts and absences with the forms and actions of their pages."""

from haidian_policing.audit.choices import Action
from haidian_policing.organisation.actions import absences, posts
from haidian_policing.organisation.filters import AbsenceQuery, PeopleFilter, PostQuery, UnitFilter
from haidian_policing.organisation.forms.posts import AbsenceForm, LastDayForm, PostForm, TransferForm
from haidian_policing.organisation.models import Absence, Person, Post, Unit
from haidian_policing.organisation.search import with_posts
from haidian_policing.organisation.serializers import AbsenceSerializer, PersonSerializer, PostSerializer, UnitSerializer
from haidian_policing.pages.resources import ReadResource, Verb, with_verbs


class LastDay(LastDayForm):
    @property
    def given(self) -> dict:
        return {"ends": self.ends}


class UnitViewSet(ReadResource):
    """Units in reach, in official order."""

    serializer_class, filterset_class, may, takes = UnitSerializer, UnitFilter, "person.view", "unit"
    listed = "units"
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

    serializer_class, filterset_class, may, takes = PersonSerializer, PeopleFilter, "person.view", "person"
    listed = "people"
    queryset = Person.objects.none()

    def get_queryset(self):
        people = Person.objects.visible_to(self.request.user).with_place(self.request.user.standing.day)
        return with_posts(people, self.request.user).order_by("police_number")


def of_people(model, capability: str):
    """The rows of a model that belong to people whom the capability reaches."""
    return lambda person: model.objects.filter(person__in=Person.objects.reachable_by(person, capability).values("pk"))


@with_verbs(
    Verb("end", "organisation.manage", posts.end_post, LastDay, (Action.RIGHTS, "end_post"), of_people(Post, "organisation.manage"))
)
class PostViewSet(ReadResource):
    """Posts of people in reach, past ones too."""

    serializer_class, filterset_class, may, takes = PostSerializer, PostQuery, "person.view", "post"
    listed = "posts"
    queryset = Post.objects.none()

    def get_queryset(self):
        people = Person.objects.visible_to(self.request.user)
        return Post.objects.filter(person__in=people.order_by().values("pk")).select_related("unit").order_by("-pk")


@with_verbs(
    Verb("end", "absence.manage", absences.shorten_absence, LastDay, (Action.RIGHTS, "end_absence"), of_people(Absence, "absence.manage"))
)
class AbsenceViewSet(ReadResource):
    """Absences of people whom one's posts reach."""

    serializer_class, filterset_class, may, takes = AbsenceSerializer, AbsenceQuery, "absence.view", "absence"
    listed = "absences"
    queryset = Absence.objects.none()

    def get_queryset(self):
        return of_people(Absence, "absence.view")(self.request.user).order_by("-pk")


RESOURCES: tuple = (("units", UnitViewSet), ("people", PersonViewSet), ("posts", PostViewSet), ("absences", AbsenceViewSet))
