"""What the handbooks tell people: a version waits for those who approve, or was decided on."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from haidian_policing.handbooks.choices import State
from haidian_policing.handbooks.lifecycle import APPROVE, WRITING
from haidian_policing.handbooks.models import Version, VersionEvent
from haidian_policing.jobs.actions import notify, tell
from haidian_policing.jobs.choices import NoticeKind
from haidian_policing.jobs.models import OutboxMessage
from haidian_policing.jobs.registry import Topic
from haidian_policing.organisation.models import Post
from haidian_policing.organisation.roles import ROLES

STEPPED = "handbooks.stepped"
APPROVERS = tuple(code for code, role in ROLES.items() if APPROVE in role.capabilities)
WAITS = ("工具书待审批：《{title}》第{number}版", "To approve: {title_en}, version {number}")
DECIDED = {
    "approve": ("工具书已批准：《{title}》第{number}版，{day}起施行", "Approved: {title_en}, version {number}, in force from {day}"),
    "return": ("工具书被退回修改：《{title}》第{number}版", "Returned to the draft: {title_en}, version {number}"),
    "withdraw": ("工具书已废止：《{title}》第{number}版", "Withdrawn: {title_en}, version {number}"),
}


def tell_step(verb: str, versions: Iterable[int], *, actor, at: datetime) -> None:
    """One message for each version that was submitted or decided on; its authors and approvers are asked for when it is delivered."""
    if verb == "submit" or verb in DECIDED:
        for pk in versions:
            tell(STEPPED, f"{pk}:{verb}:{at.timestamp()}", version=pk, verb=verb, actor=actor.pk)


def _deliver(message: OutboxMessage) -> None:
    """To the approvers as long as it waits for them, to the authors in any case; never to whoever took the step."""
    version, verb = Version.objects.select_related("handbook").get(pk=message.body["version"]), message.body["verb"]
    if verb == "submit" and version.state != State.SUBMITTED:
        return
    book, day = version.handbook, version.valid.lower if version.valid else "-"
    said = {"title": book.title, "title_en": book.title_en or book.title, "number": version.number, "day": day}
    text, text_en = (words.format(**said)[:200] for words in DECIDED.get(verb, WAITS))
    people = (_approvers() if verb == "submit" else _authors(version)) - {message.body["actor"]}
    kind, path = NoticeKind.NEWS if verb == "approve" else NoticeKind.TASK, reverse("handbooks:version", kwargs={"pk": version.pk})
    notify(people, kind=kind, text=text, text_en=text_en, path=path, key=f"{STEPPED}:{message.key}")


def _authors(version: Version) -> set[int]:
    written = VersionEvent.objects.filter(subject=version, verb__in=WRITING, actor__isnull=False)
    return set(written.order_by().values_list("actor", flat=True))


def _approvers() -> set[int]:
    posts = Post.objects.on(timezone.localdate()).filter(role__in=APPROVERS, person__is_active=True)
    return set(posts.order_by().values_list("person", flat=True))


TOPICS = (Topic(STEPPED, _deliver),)
