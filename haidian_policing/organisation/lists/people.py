"""People with their posts of today, and their accounts as the security administrator sees them."""

from collections import defaultdict

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from haidian_policing.access.masking import masked_phone
from haidian_policing.access.standing import title_of
from haidian_policing.lists.columns import Column
from haidian_policing.lists.declaration import Link, List
from haidian_policing.organisation.filters import AccountFilter, PeopleFilter
from haidian_policing.organisation.models import PHONE, Absence, Person, Post
from haidian_policing.phrasing import clauses
from haidian_policing.sealing import unseal


def titles_of(people, day) -> dict[int, list[str]]:
    """The posts of a day in words, by person; one statement."""
    posts = Post.objects.on(day).filter(person__in=people).select_related("unit", "unit__station", "unit__parent")
    titles = defaultdict(list)
    for post in posts.order_by("unit__order", "pk"):
        titles[post.person_id].append(title_of(post))
    return titles


def clear(row) -> str:
    return unseal(row["phone_sealed"], PHONE) if row["phone_sealed"] else ""


class PersonList(List):
    code = "people"
    page = "organisation:person_list"
    label = gettext_lazy("People")
    model = Person
    filterset = PeopleFilter
    may = "person.view"
    order = ("place", "police_number")
    fields = ("name", "police_number", "phone_sealed", "is_active", "joined_on", "place")
    href = "organisation:person_detail"
    empty = (gettext_lazy("Nobody found"), gettext_lazy("Nobody in your reach fits these conditions."))
    columns = (
        Column("name", gettext_lazy("Name"), sort="name", title=True),
        Column("police_number", gettext_lazy("Police number"), "mono", sort="police_number"),
        Column("titles", gettext_lazy("Posts today"), sort="place", blank=True, width=36),
        Column("phone", gettext_lazy("Phone"), "mono", unmask="person.phone", full=clear, width=16),
        Column("state", gettext_lazy("State"), "state"),
        Column("joined_on", gettext_lazy("Joined on"), "date", sort="joined_on", blank=True, shown=False),
    )

    def queryset(self, person):
        return Person.objects.visible_to(person).with_place(person.standing.day)

    def told(self, rows, at):
        """With posts and absences of the day: two statements."""
        keys, day = [row["pk"] for row in rows], timezone.localdate(at)
        titles, away = titles_of(keys, day), set(Absence.objects.on(day).filter(person__in=keys).values_list("person", flat=True))
        for row in rows:
            row["titles"] = clauses(titles[row["pk"]])
            row["phone"] = masked_phone(clear(row))
            row["state"], row["tone"] = state_of(row, bool(titles[row["pk"]]), row["pk"] in away)
        return rows


def state_of(row, posted: bool, away: bool) -> tuple[str, str]:
    if not row["is_active"]:
        return _("Disabled"), "bad"
    if away:
        return _("Away"), "pause"
    return (_("On post"), "good") if posted else (_("Without post"), "neutral")


class AccountList(List):
    code = "accounts"
    page = "organisation:account_list"
    label = gettext_lazy("Accounts")
    model = Person
    filterset = AccountFilter
    may = "account.manage"
    order = ("place", "police_number")
    fields = (
        "name",
        "police_number",
        "is_active",
        "password",
        "must_change_password",
        "password_expires_at",
        "last_login",
        "alive",
        "place",
    )
    href = "organisation:person_detail"
    empty = (gettext_lazy("Nobody found"), "")
    columns = (
        Column("name", gettext_lazy("Name"), sort="name", title=True),
        Column("police_number", gettext_lazy("Police number"), "mono", sort="police_number"),
        Column("titles", gettext_lazy("Posts today"), sort="place", blank=True, width=36),
        Column("state", gettext_lazy("Account"), "state", width=20),
        Column("last_login", gettext_lazy("Last signed in"), "datetime", sort="last_login", blank=True, width=17),
        Column("alive", gettext_lazy("Sessions"), "number"),
    )

    def queryset(self, person):
        alive = Count("sessions", filter=Q(sessions__expire_date__gt=timezone.now()))
        return Person.objects.reachable_by(person, "account.manage").annotate(alive=alive).with_place(person.standing.day)

    def told(self, rows, at):
        titles = titles_of([row["pk"] for row in rows], timezone.localdate(at))
        for row in rows:
            row["titles"] = clauses(titles[row["pk"]])
            row["state"], row["tone"] = account_of(row, at)
            del row["password"]  # known only to tell whether there is an account
        return rows

    def links(self, person):
        return [Link(_("Open accounts"), reverse("organisation:account_open"), "user-plus", primary=True)]


def account_of(row, at) -> tuple[str, str]:
    if not row["is_active"]:
        return _("Disabled"), "bad"
    if row["password"].startswith("!"):
        return _("No account"), "neutral"
    if not row["must_change_password"]:
        return pgettext("account", "Open"), "good"
    lapsed = row["password_expires_at"] is not None and row["password_expires_at"] <= at
    return (_("lapsed") if lapsed else _("One-time password not used yet")), "warn"


PEOPLE, ACCOUNTS = PersonList(), AccountList()
