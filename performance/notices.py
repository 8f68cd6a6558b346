"""What performance tells people: a ranking stands for objection, a ranking is issued."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from haidian_policing.jobs.actions import notify
from haidian_policing.notices.actions.follows import happened
from haidian_policing.organisation.models import Post
from performance.models import Edition

TOLD_ABOUT_STATIONS = ("chief", "commissar", "clerk")
WORDS = {
    "publish": ("{period}派出所绩效考评排名已预公布，请核对", "The ranking of stations for {period} is provisional; please check"),
    "issue": ("{period}派出所绩效考评排名已印发（第{number}版）", "The ranking of stations for {period} is issued (edition {number})"),
}


def announce(editions, verb: str, day) -> None:
    """One notice to those who answer for the units of each edition."""
    for edition in editions.select_related("period"):
        text, text_en = (told(edition, words, language) for words, language in zip(WORDS[verb], ("zh-hans", "en"), strict=True))
        key = f"edition:{edition.pk}:{verb}"
        notify(readers(edition, day), kind="news", text=text, text_en=text_en, path=address(edition), key=f"{key}-")
        happened("edition", verb, [edition.pk], key=key, at=timezone.now())


def told(edition: Edition, words: str, language: str) -> str:
    with override(language):
        return words.format(period=edition.period, number=edition.number)


def readers(edition: Edition, day) -> list[int]:
    """Chiefs, commissars and clerks of the stations in the edition."""
    posts = Post.objects.on(day).filter(role__in=TOLD_ABOUT_STATIONS, unit__station__in=edition.scores.values("unit"))
    return list(posts.order_by().values_list("person", flat=True).distinct())


def address(edition: Edition) -> str:
    return reverse("performance:edition", kwargs={"pk": edition.pk})
