"""What jobs and notices are searched by."""

import django_filters
from django.utils.translation import gettext_lazy as _

from haidian_policing.jobs.choices import NoticeKind
from haidian_policing.jobs.models import Job
from haidian_policing.jobs.registry import JOB_KINDS
from haidian_policing.lists.filters import Quick, Since, Until


class JobFilter(django_filters.FilterSet):
    q = Quick("requested_by__name__icontains", "requested_by__police_number", label=_("Name or number"))
    kind = django_filters.ChoiceFilter(choices=JOB_KINDS.choices, label=_("Job"))
    since = Since("created_at")
    until = Until("created_at")


class JobQuery(JobFilter):
    """The page's conditions and those that a client asks for by key."""

    class Meta:
        model = Job
        fields = ("state",)


class NoticeFilter(django_filters.FilterSet):
    q = Quick("text__icontains", "text_en__icontains", label=_("Words"))
    kind = django_filters.ChoiceFilter(choices=NoticeKind, label=_("Kind"))
    since = Since("created_at")
    until = Until("created_at")
