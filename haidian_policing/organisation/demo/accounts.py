"""One account per role, with a number that is easy to type and one password, for the demonstration profile only."""

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from haidian_policing.organisation.models import Absence, Person, Post
from haidian_policing.organisation.passwords import DEMONSTRATION_NUMBERS, DEMONSTRATION_PASSWORD
from haidian_policing.organisation.roles import ROLES

HOME = "S-HD"


def load_accounts(world) -> None:
    """Give the first holder of each role, at the station of the demonstration where it has one, his number and the password."""
    password, now = make_password(DEMONSTRATION_PASSWORD), timezone.now()
    people = [_holder(role) for role in ROLES]
    Absence.objects.filter(person__in=people).delete()
    for person, number in zip(people, DEMONSTRATION_NUMBERS.values(), strict=True):
        person.police_number, person.password, person.password_changed_at = number, password, now
    Person.objects.bulk_update(people, ["police_number", "password", "password_changed_at"])


def _holder(role: str) -> Person:
    posts = Post.objects.filter(role=role).select_related("person").order_by("unit__order", "pk")
    home = posts.filter(unit__station__code=HOME).first()
    return (home or posts[0]).person


def accounts():
    """(role, person) for each demonstration account that is there."""
    people = {row.police_number: row for row in Person.objects.filter(police_number__in=DEMONSTRATION_NUMBERS.values())}
    return [(ROLES[role], people[number]) for role, number in DEMONSTRATION_NUMBERS.items() if number in people]
