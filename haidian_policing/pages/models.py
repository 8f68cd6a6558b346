"""The forms that were received, so that a second click is answered with what became of the first."""

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
