"""What jobs and notices are searched by."""

import django_filters
from django.utils.translation import gettext_lazy as _

from haidian_policing.jobs.choices import NoticeKind
from haidian_policing.jobs.models import Job, Notice
from haidian_policing.jobs.registry import JOB_KINDS
from haidian_policing.lists.filters import Quick, Since, Until


def kinds():
    return [(code, row.label) for code, row in JOB_KINDS.items()]


class JobFilter(django_filters.FilterSet):
    q = Quick("requested_by__name__icontains", "requested_by__police_number", label=_("Name or number"))
    kind = django_filters.ChoiceFilter(choices=kinds, label=_("Job"))
    since = Since(field_name="created_at", label=_("From"))
    until = Until(field_name="created_at", label=_("Until"))

    class Meta:
        model = Job
        fields: tuple = ()


class JobQuery(JobFilter):
    """The page's conditions and those that a client asks for by key."""

    class Meta(JobFilter.Meta):
        fields = ("state",)


class NoticeFilter(django_filters.FilterSet):
    q = Quick("text__icontains", "text_en__icontains", label=_("Words"))
    kind = django_filters.ChoiceFilter(choices=NoticeKind, label=_("Kind"))
    since = Since(field_name="created_at", label=_("From"))
    until = Until(field_name="created_at", label=_("Until"))

    class Meta:
        model = Notice
        fields: tuple = ()
