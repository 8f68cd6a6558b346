"""The API of jobs and notices: one's own to read, jobs to cancel and to retry, notices to mark as read."""

from rest_framework import serializers

from haidian_policing.jobs import actions
from haidian_policing.jobs.filters import JobQuery, NoticeFilter
from haidian_policing.jobs.models import Job, Notice
from haidian_policing.pages.resources import ReadResource, Verb, with_verbs


class JobSerializer(serializers.ModelSerializer):
    class Meta:
        model = Job
        fields = ("id", "kind", "state", "done", "total", "result", "error", "created_at", "finished_at")
        read_only_fields = fields


class NoticeSerializer(serializers.ModelSerializer):
    class Meta:
        model = Notice
        fields = ("id", "kind", "text", "text_en", "path", "created_at", "read_at")
        read_only_fields = fields


def own(model):
    return lambda person: model.objects.visible_to(person)


@with_verbs(Verb("cancel", None, actions.cancel, reach=own(Job)), Verb("retry", None, actions.retry, reach=own(Job)))
class JobViewSet(ReadResource):
    """Long work that one asked for, or all of it for whoever looks after jobs."""

    serializer_class, filterset_class, may, takes, listed = JobSerializer, JobQuery, None, "job", "jobs"
    queryset = Job.objects.none()

    def get_queryset(self):
        return Job.objects.visible_to(self.request.user).order_by("-pk")


@with_verbs(Verb("read", None, actions.read_notices, reach=own(Notice)))
class NoticeViewSet(ReadResource):
    """One's own notices."""

    serializer_class, filterset_class, may, takes, listed = NoticeSerializer, NoticeFilter, None, "notice", "notices"
    queryset = Notice.objects.none()

    def get_queryset(self):
        return Notice.objects.visible_to(self.request.user).order_by("-pk")


RESOURCES: tuple = (("jobs", JobViewSet), ("notices", NoticeViewSet))
