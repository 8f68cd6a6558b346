"""The forms and requests that were received, so that a second sending is answered with what became of the first."""

from django.conf import settings
from django.db import models


class ReceivedForm(models.Model):
    """One sending of a drawn form: `token` comes with the page, `answer` is where the first sending led; empty while it is under way."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    token = models.CharField(max_length=40)
    path = models.CharField(max_length=200)
    at = models.DateTimeField(db_index=True)
    answer = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="a_form_is_received_once", fields=["person", "token", "path"])]

    def __str__(self) -> str:
        return f"{self.path} {self.token}"


class ReceivedRequest(models.Model):
    """One sending to the API under a key of the client's own, with what was answered; written together with its effect."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=80)
    path = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)
    status = models.PositiveSmallIntegerField(null=True)
    answer = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="a_request_is_received_once", fields=["person", "key", "path"])]

    def __str__(self) -> str:
        return f"{self.path} {self.key}"
