"""Home: the parts that each app shows to this person, those of his role first."""

from itertools import chain

from django.utils import timezone
from django.utils.translation import gettext as _

from haidian_policing.pages.home import panels_for
from haidian_policing.pages.responses import answer
from haidian_policing.roof.declarations import rooms


def home(request):
    declared = list(chain.from_iterable(getattr(room, "HOME", ()) for _, room in rooms("panels")))
    at = timezone.now()
    panels = panels_for(request.user, at, declared)
    figures = [figure for _, context in panels for figure in context.get("figures", ())]
    return answer(request, "roof/home.html", {"panels": panels, "figures": figures, "at": at, "standing": request.user.standing})


def api(request):
    """The API's description as a page to read and try."""
    return answer(request, "roof/api.html", {"breadcrumbs": [(_("Description of the API"), None)]})
