"""The visits and services of workstations, for whoever sees the workstations: asked with every look, so put together once."""

from datetime import date

from haidian_policing.replay import replayed
from workstations.models import Service, Visit
from workstations.querysets import NO_FIGURES

# what a visitor's slip says, such as 1126-007, for sheets drawn by the database
TURN = "to_char({day}, 'MMDD-') || lpad({number}::text, greatest(3, length({number}::text)), '0')"


def figures(sites: list[int], day: date) -> dict[int, dict[str, int]]:
    """Site key -> how many of its visits of a day wait, stand at the windows, were served or left; in one statement."""
    counted = {row.pop("site"): row for row in _figures(sites=sites, day=day)}
    return {site: counted.get(site, NO_FIGURES) for site in sites}


@replayed
def _figures(*, sites: list[int], day: date):
    return Visit.objects.of_day(day).filter(site__in=sites).figures_by_site()


@replayed
def queue(*, site: int):
    """What waits or stands at the windows, of earlier days too."""
    return Visit.objects.filter(site_id=site).open().in_queue_order().select_related("service", "clerk")


@replayed
def queue_of_day(most: int, *, site: int, day: date):
    return Visit.objects.filter(site_id=site).of_day(day).open().in_queue_order().select_related("service", "clerk")[:most]


@replayed
def ended(most: int, *, site: int):
    """The newest."""
    return Visit.objects.filter(site_id=site).ended().select_related("service", "clerk")[:most]


@replayed
def absent(most: int, *, site: int, day: date):
    """Whoever was called and did not come."""
    return Visit.objects.filter(site_id=site).of_day(day).filter(state="left").select_related("service")[:most]


@replayed
def services(*, site: int):
    return Service.objects.filter(sites=site)
