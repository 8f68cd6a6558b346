"""Workstation sites, the services they offer at windows, and the visits they serve. A visit holds nothing about the visitor."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from grids.models import Grid
from haidian_policing.organisation.models import Unit
from haidian_policing.steps.ledger import LedgerEvent
from workstations.choices import Outcome, ServiceFamily, ServiceMode, SiteStage, VisitState
from workstations.querysets import ServiceQuerySet, SiteQuerySet, VisitQuerySet
from workstations.visits import OPEN, VISIT


@pghistory.track()
class Service(models.Model):
    """A service of the catalogue; `minutes` is the standard time at a window."""

    silent_code = True  # nobody asks for a service by its code

    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("English name"), max_length=100)
    family = models.CharField(_("family"), max_length=10, choices=ServiceFamily)
    mode = models.CharField(_("mode"), max_length=14, choices=ServiceMode)
    minutes = models.PositiveSmallIntegerField(_("standard minutes"))
    materials = models.TextField(_("papers needed"), blank=True)
    materials_en = models.TextField(_("papers needed (English)"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    by_appointment = models.BooleanField(_("appointments"), default=False)
    hint = models.CharField(_("hint"), max_length=200, blank=True)
    hint_en = models.CharField(_("hint (English)"), max_length=300, blank=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        ordering = ("order", "code")

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name


@pghistory.track()
class Site(models.Model):
    """A community-policing workstation (社区警务工作站): site chosen by the street, people by the police."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("English name"), max_length=100)
    initials = models.CharField(_("pinyin initials"), max_length=40, blank=True)
    station = models.ForeignKey(Unit, models.PROTECT, related_name="sites", limit_choices_to={"kind": "station"}, verbose_name=_("station"))
    street = models.ForeignKey(
        Unit, models.PROTECT, related_name="street_sites", limit_choices_to={"kind": "street"}, verbose_name=_("street")
    )
    grid = models.ForeignKey(Grid, models.PROTECT, related_name="sites", verbose_name=_("grid"))
    stage = models.CharField(_("stage"), max_length=10, choices=SiteStage, default=SiteStage.CHOSEN)
    opened_on = models.DateField(_("in operation since"), null=True, blank=True)
    hours = models.CharField(_("window hours"), max_length=60, default="09:00-17:30")
    windows = models.PositiveSmallIntegerField(_("number of windows"), default=2)
    services = models.ManyToManyField(Service, blank=True, related_name="sites", verbose_name=_("services"))

    objects = SiteQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("workstation")
        ordering = ("station__order", "code")
        constraints = [
            models.CheckConstraint(name="a_running_site_has_opened", condition=~Q(stage="running") | Q(opened_on__isnull=False)),
            models.CheckConstraint(name="a_site_has_windows", condition=Q(windows__range=(1, 20))),
        ]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name


class Visit(models.Model):
    """One visitor's turn; nothing about the visitor is kept.

    What tickets and measures read: `day` (Beijing day of arrival), `site__station`, `site__street`, `service`, `clerk` (who called or
    served last), `state` (completed and passed_on were served), `outcome` (only when completed), `waited_minutes` (arrival to first
    call; null while waiting or when the visitor left uncalled), `served_minutes` (start to result; null until then). Minutes are
    whole, rounded, never negative, stored with the step that ends them. `number` runs from 1 within the day of a site. A ticket may
    point at the visit it came from.
    """

    lifecycle = VISIT

    site = models.ForeignKey(Site, models.PROTECT, related_name="visits", verbose_name=_("workstation"))
    service = models.ForeignKey(Service, models.PROTECT, related_name="visits", verbose_name=_("service"))
    day = models.DateField(pgettext_lazy("visit", "day"))
    number = models.PositiveIntegerField(_("queue number"))
    window = models.PositiveSmallIntegerField(_("window"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=VisitState, default=VISIT.initial)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    came_at = models.DateTimeField(_("came"))
    serving_since = models.DateTimeField(null=True)
    clerk = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="visits", verbose_name=_("window clerk")
    )
    waited_minutes = models.PositiveIntegerField(_("minutes waited"), null=True)
    served_minutes = models.PositiveIntegerField(_("minutes served"), null=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    token = models.CharField(max_length=40, blank=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ("-day", "-number")
        indexes = [
            models.Index(fields=["site", "day", "number"], name="visit_open", condition=Q(state__in=OPEN)),
            models.Index(fields=["day", "number", "id"], name="visit_by_day"),
        ]
        constraints = [
            models.UniqueConstraint(name="one_number_per_site_and_day", fields=["site", "day", "number"]),
            models.UniqueConstraint(name="a_visit_is_recorded_once", fields=["site", "token"], condition=~Q(token="")),
            models.CheckConstraint(name="a_completed_visit_has_its_outcome", condition=~Q(state="completed") | ~Q(outcome="")),
        ]

    def __str__(self) -> str:
        return f"{self.day:%m%d}-{self.number:03}"


class VisitEvent(LedgerEvent):
    """One step of a visit."""

    subject = models.ForeignKey(Visit, models.CASCADE, related_name="events")
