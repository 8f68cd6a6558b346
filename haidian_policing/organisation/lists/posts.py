"""Posts of today and to come, and absences, with whoever holds them."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haidian_policing.lists.columns import Column
from haidian_policing.lists.declaration import List, Tab
from haidian_policing.organisation.filters import AbsenceFilter, PostFilter
from haidian_policing.organisation.lists.people import titles_of
from haidian_policing.organisation.models import Absence, Person, Post
from haidian_policing.organisation.roles import ROLES
from haidian_policing.phrasing import clauses


class HeldList(List):
    """Rows with a half-open validity, read inclusive; ?tab=over shows those that have ended."""

    link = "person_id"
    href = "organisation:person_detail"

    def told(self, rows, at):
        for row in rows:
            row["last_day"] = row["ends"] - timedelta(days=1) if row["ends"] else None
        return rows

    def tabs(self, person):
        return [Tab("", _("Current and upcoming")), Tab("over", _("Ended"))]

    def in_tab(self, queryset, person, code):
        day = person.standing.day
        return queryset.filter(ends__lte=day) if code == "over" else queryset.exclude(ends__lte=day)


class PostList(HeldList):
    code = "posts"
    page = "organisation:post_list"
    label = _("Posts")
    subtitle = _("Who holds which post, from when until when, by which order.")
    model = Post
    filterset = PostFilter
    may = "person.view"
    order = ("unit__order", "starts", "pk")
    fields = ("person_id", "person__name", "person__police_number", "role", "starts", "ends", "is_acting", "order_number")
    names = {"unit": ("unit__short_name", "unit__name_en"), "station": ("unit__station__short_name", "unit__station__name_en")}
    columns = (
        Column("person__name", _("Name"), sort="person__name", title=True),
        Column("person__police_number", _("Police number"), "mono", sort="person__police_number"),
        Column("unit", _("Unit"), sort="unit__order"),
        Column("station", _("Station")),
        Column("role", _("Post")),
        Column("starts", _("First day"), "date", sort="starts"),
        Column("last_day", _("Last day"), "date", sort="ends", blank=True),
        Column("is_acting", _("Acting"), "yes"),
        Column("order_number", _("Order number"), "mono", width=24),
    )

    def told(self, rows, at):
        for row in super().told(rows, at):
            row["role"] = str(ROLES[row["role"]].label)
        return rows


class AbsenceList(HeldList):
    """Neither reason nor order: those are for one's own leaders, on the page of the person."""

    code = "absences"
    page = "organisation:absence_list"
    label = _("Absences")
    subtitle = _("Who is away, until when, and who covers.")
    model = Absence
    filterset = AbsenceFilter
    may = "absence.view"
    order = ("-starts", "-pk")
    fields = ("person_id", "person__name", "person__police_number", "cover__name", "starts", "ends")
    columns = (
        Column("person__name", _("Name"), sort="person__name", title=True),
        Column("person__police_number", _("Police number"), "mono", sort="person__police_number"),
        Column("titles", _("Posts today"), width=36),
        Column("starts", _("First day"), "date", sort="starts"),
        Column("last_day", _("Last day"), "date", sort="ends"),
        Column("cover__name", _("Covered by")),
    )

    def queryset(self, person):
        reached = Person.objects.reachable_by(person, "absence.view").order_by().values("pk")
        return Absence.objects.filter(person__in=reached)

    def told(self, rows, at):
        titles = titles_of([row["person_id"] for row in rows], timezone.localdate(at))
        for row in super().told(rows, at):
            row["titles"] = clauses(titles[row["person_id"]])
        return rows


POSTS, ABSENCES = PostList(), AbsenceList()
