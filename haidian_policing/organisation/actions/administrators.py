"""The first three administrators: system, security and audit, three persons, each with a one-time password."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from haidian_policing.organisation.actions.accounts import give_one_time_password
from haidian_policing.organisation.actions.posts import give_post, holders
from haidian_policing.organisation.models import Person, Unit
from haidian_policing.organisation.pinyin import initials

FIRST = ("system_admin", "security_admin", "audit_admin")


def missing_administrators(day) -> list[str]:
    """The administrator roles that nobody holds on a day, the system administrator first."""
    return [role for role in FIRST if not holders(role, day).exists()]


@transaction.atomic
def appoint(role: str, *, number: str, name: str, at) -> tuple[Person, str]:
    """Make a person an administrator while the role is vacant; returns him and his one-time password."""
    day = timezone.localdate(at)
    if role not in missing_administrators(day):
        raise ValidationError(_("There is an administrator of this kind already; posts are given in the portal."))
    if Person.objects.filter(police_number=number).exists():
        raise ValidationError(_("There is a person with the number %(number)s already.") % {"number": number})
    person = Person(police_number=number, name=name, initials=initials(name))
    word = give_one_time_password(person, at)
    Person.objects.bulk_create([person])
    bureau = Unit.objects.get(kind="sub_bureau")
    give_post(Person.objects.filter(pk=person.pk), unit=bureau, role=role, starts=day, order_number="", actor=None, at=at)
    return person, word
