"""What performance shows on home pages: the newest published ranking with one's own units first, and what waits for the office."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from haidian_policing.access.standing import may
from haidian_policing.notes.registry import Subject
from haidian_policing.pages.home import Figure, HomePanel
from haidian_policing.pages.sets import totals
from performance.choices import EditionState
from performance.lifecycle import EDITION
from performance.lists.rows import group_of
from performance.models import Edition

MOST = 6


def newest_ranking(person, at) -> dict | None:
    """The group of one's own station in the newest published edition, else the first group; None before the first publication."""
    edition = Edition.objects.visible_to(person).public().select_related("period").defer("payload").newest_first().first()
    own = {post.unit.station_id for post in person.standing.posts if post.unit.station_id}
    group = group_of(edition, own) if edition else None
    if edition is None or group is None:
        return None
    shown = [row for row in group["rows"][:MOST] if row["unit"] not in own]
    mine = [row for row in group["rows"] if row["unit"] in own]
    rows = sorted((*mine, *shown[: MOST - len(mine)]), key=group["rows"].index)
    return {
        "edition": edition,
        "group": group,
        "rows": rows,
        "own": own,
        "href": f"{reverse('performance:ranking')}?period={edition.period.code}",
    }


def office_figures(person, at) -> dict:
    """How many editions wait to be published, and how many to be issued."""
    newest, href = Edition.objects.visible_to(person).newest(), reverse("performance:desk")
    counts = totals({state: newest.filter(state=state) for state in (EditionState.COMPUTED, EditionState.PROVISIONAL)})
    figures = [
        Figure(_("To publish as provisional"), counts[EditionState.COMPUTED], href, tone="warn"),
        Figure(_("To issue"), counts[EditionState.PROVISIONAL], href, tone="warn"),
    ]
    editions = newest.filter(state__in=counts).select_related("period").defer("payload").newest_first()[:MOST]
    return {"figures": figures, "editions": editions, "href": href, "publishes": may(person, "ranking.publish")}


OFFICE_WORK = ("ranking.compute", "ranking.publish", "ranking.issue")
OFFICE = frozenset({"performance", "performance_head"})
HOME = (
    HomePanel(
        "editions",
        _("Editions in the making"),
        OFFICE_WORK,
        "performance/home_editions.html",
        office_figures,
        OFFICE,
        5,
        "calendar-stats",
    ),
    HomePanel(
        "ranking", _("Latest ranking"), "ranking.view", "performance/home_ranking.html", newest_ranking, OFFICE, 80, "chart-bar", True
    ),
)
SUBJECTS = (
    Subject(
        "edition",
        _("Edition"),
        Edition,
        "performance:edition",
        events={verb: EDITION[verb].label for verb in ("publish", "issue")},
        told_to=dict.fromkeys(("officer", "captain", "inspector", "bureau_leader", "department_head"), ("issue",)),
        units=(),
    ),
)
