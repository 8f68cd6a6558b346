"""Whom a key may be issued for besides oneself: the accounts of systems."""

from haidian_policing.organisation.models import Person
from haidian_policing.organisation.search import Anybody, with_posts


class Systems(Anybody):
    code, may = "system_account", "account.manage"

    def rows(self, person, at: str = ""):
        return with_posts(Person.objects.without_password(), person)


SEARCHED: tuple = ()
PICKED = (Systems(),)
