"""Home."""

from haidian_policing.pages.responses import answer


def home(request):
    return answer(request, "roof/home.html")
