"""What of the organisation is searched and picked from: units and staff, staff by name, initials or number only."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from haidian_policing.access.standing import title_of
from haidian_policing.organisation.models import Person, Post, Unit
from haidian_policing.phrasing import clauses
from haidian_policing.search.kinds import Kind


class Units(Kind):
    code, label, icon, page = "unit", _("Units"), "sitemap", "organisation:unit_detail"

    def rows(self, person, at: str = ""):
        return Unit.objects.visible_to(person).current().in_official_order().select_related("station", "squad")

    def note(self, row) -> str:
        above = [row.station, row.squad] if row.kind != "street" else []
        return " › ".join(dict.fromkeys(str(unit) for unit in above if unit and unit != row)) or row.get_kind_display()


class Stations(Units):
    code = "station"

    def rows(self, person, at: str = ""):
        return super().rows(person).of_kind("station")


class Streets(Units):
    code = "street"

    def rows(self, person, at: str = ""):
        return super().rows(person).of_kind("street")


class Staff(Kind):
    """Active staff with what they are today; what a hit of one's own search shows is in the list of people too."""

    code, label, icon, page, listing = "staff", _("Staff"), "users", "organisation:person_detail", "organisation:person_list"
    may: str | tuple[str, ...] | None = "person.view"

    def rows(self, person, at: str = ""):
        return with_posts(Person.objects.visible_to(person).filter(is_active=True), person)

    def number(self, row) -> str:
        return row.police_number

    def note(self, row) -> str:
        return clauses(title_of(post) for post in row.posts_today)


class Anybody(Staff):
    """Whoever may be named where somebody is given a post's cover or lent a thing."""

    code = "anybody"
    may: str | tuple[str, ...] | None = ("absence.manage", "exception.grant")

    def rows(self, person, at: str = ""):
        return with_posts(Person.objects.filter(is_active=True), person)


def with_posts(people, person):
    """The posts of the day as `posts_today`, in one more statement."""
    posts = Post.objects.on(person.standing.day).select_related("unit", "unit__station", "unit__parent").order_by("unit__order", "pk")
    return people.prefetch_related(Prefetch("posts", posts, "posts_today"))


SEARCHED = (Units(), Staff())
PICKED = (Units(), Stations(), Streets(), Anybody())
