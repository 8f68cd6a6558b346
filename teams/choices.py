"""The closed lists of the teams: parts of a team, levels, posts held beside one's own."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Part(TextChoices):
    """The parts of 1 + 1 + 4(±) + N(N1+N2) + X."""

    OFFICER = "officer", _("1 · community officer")
    AUXILIARY = "auxiliary", _("1 · officer's assistant")
    AIDE = "aide", _("4(±) · liaison aides")
    N1 = "n1", _("N1 · guards paid by Party and government")
    N2 = "n2", _("N2 · guards paid by units")
    X = "x", _("X · volunteers")


class Level(TextChoices):
    GRID = "grid", pgettext_lazy("team level", "Community")
    STATION = "station", pgettext_lazy("team level", "Station")
    STREET = "street", pgettext_lazy("team level", "Street or town")


class ConcurrentKind(TextChoices):
    """The two concurrent posts (两个兼职)."""

    STREET = "street", _("Street's Party working committee")
    COMMUNITY = "community", _("Community's Party organisation")
