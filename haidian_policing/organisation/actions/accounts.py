"""Accounts: opened from a list of numbers, reset, disabled, and their sessions ended."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from axes.utils import reset
from django.db import transaction
from django.db.models import F

from haidian_policing.organisation.models import Person, Session
from haidian_policing.organisation.passwords import ONE_TIME, one_time_password
from haidian_policing.organisation.pinyin import initials


@dataclass
class Slips:
    """What came of a list of numbers: (person, one-time password) to hand out, and the numbers that got none."""

    opened: list[tuple[Person, str]] = field(default_factory=list)
    open_already: list[Person] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


@transaction.atomic
def open_accounts(lines: Iterable[tuple[str, str]], *, actor, at) -> Slips:
    """Open an account for each (police number, name or ""); a number nobody has needs a name and becomes a person."""
    wanted = dict(lines)
    people = {row.police_number: row for row in Person.objects.select_for_update().filter(police_number__in=wanted)}
    new = [
        Person(police_number=number, name=name, initials=initials(name)) for number, name in wanted.items() if name and number not in people
    ]
    people |= {row.police_number: row for row in new}
    slips = Slips(unknown=[number for number in wanted if number not in people])
    for number in wanted.keys() & people.keys():
        _open(people[number], slips, at)
    slips.opened.sort(key=lambda slip: slip[0].police_number)
    Person.objects.bulk_create(new)
    Person.objects.bulk_update([row for row, _word in slips.opened if row not in new], PASSWORD_COLUMNS)
    return slips


def _open(person: Person, slips: Slips, at) -> None:
    if person.pk and person.has_account:
        slips.open_already.append(person)
    else:
        slips.opened.append((person, give_one_time_password(person, at)))


PASSWORD_COLUMNS = ["password", "must_change_password", "password_expires_at", "password_changed_at", "session_epoch"]


def give_one_time_password(person: Person, at) -> str:
    """Set a random password on the instance, good for a day and to be changed at the first sign-in; the caller stores and hands it out."""
    word = one_time_password()
    person.set_password(word)
    person.must_change_password, person.password_expires_at, person.password_changed_at = True, at + ONE_TIME, at
    person.session_epoch += 1
    return word


@transaction.atomic
def reset_password(people, *, actor, at) -> list[tuple[Person, str]]:
    """A new one-time password for each; their sessions end and their lock is lifted."""
    slips = [(person, give_one_time_password(person, at)) for person in people.select_for_update()]
    Person.objects.bulk_update([person for person, _word in slips], PASSWORD_COLUMNS)
    for person, _word in slips:
        reset(username=person.police_number)
    end_sessions(Session.objects.filter(person__in=[person for person, _word in slips]), actor=actor, at=at)
    return slips


@transaction.atomic
def change_password(person: Person, word: str, *, at) -> None:
    """The person's own lasting password; every other session of his ends with it."""
    person.set_password(word)
    person.must_change_password, person.password_expires_at, person.password_changed_at = False, None, at
    Person.objects.bulk_update([person], PASSWORD_COLUMNS)


@transaction.atomic
def disable(people, *, actor, at) -> int:
    """Close accounts to sign-in; old cookies fail on the next request. Nobody disables himself."""
    chosen = people.exclude(pk=actor.pk).filter(is_active=True)
    keys = list(chosen.values_list("pk", flat=True))
    end_sessions(Session.objects.filter(person__in=keys), actor=actor, at=at)
    return Person.objects.filter(pk__in=keys).update(is_active=False, session_epoch=F("session_epoch") + 1)


@transaction.atomic
def enable(people, *, actor, at) -> int:
    return people.filter(is_active=False).update(is_active=True)


def end_sessions(sessions, *, actor, at) -> int:
    """The cookies of these sessions fail on the next request."""
    return sessions.delete()[0]
