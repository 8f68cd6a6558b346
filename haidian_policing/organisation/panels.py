"""What the security administrator sees first: accounts that want a look."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from haidian_policing.organisation.filters import AccountFilter
from haidian_policing.organisation.models import Person
from haidian_policing.pages.home import Figure, HomePanel

WATCHED = {"waiting": "warn", "unused": "warn", "disabled": ""}
MOST = 8


def accounts_to_look_at(person, at) -> dict:
    """How many accounts wait for their first sign-in, lie unused or are disabled; the states are those of the list's query form."""
    reached, labels = Person.objects.reachable_by(person, "account.manage"), dict(AccountFilter.STATES)
    found = {state: AccountFilter({"state": state}, queryset=reached).qs for state in WATCHED}
    href = reverse("organisation:account_list")
    figures = [Figure(labels[state], found[state].count(), f"{href}?state={state}", tone=tone) for state, tone in WATCHED.items()]
    rows = [(row, labels[state]) for state in WATCHED for row in found[state].in_official_order(person.standing.day)[:MOST]]
    return {"figures": figures, "rows": rows[:MOST], "href": href}


SECURITY = frozenset({"security_admin"})
HOME = (
    HomePanel("accounts", _("Accounts to look at"), "account.manage", "organisation/home_accounts.html", accounts_to_look_at, SECURITY, 10),
)
