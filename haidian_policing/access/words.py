"""Capabilities in words: "<noun>.<verb>" reads as noun and verb, in both languages."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

NOUNS = {
    "ticket": _("Whistle tickets"),
    "task": _("Tasks"),
    "grid": _("Grids"),
    "team": _("Teams"),
    "chief": _("Street-and-lane chiefs"),
    "visit": _("Visits"),
    "score": _("Scores"),
    "ranking": _("Rankings"),
    "rule": _("Rules"),
    "person": _("People"),
    "absence": _("Absences"),
    "organisation": _("Organisation"),
    "account": _("Accounts"),
    "exception": _("Exceptions"),
    "standing": _("Standing"),
    "permission": _("Permissions"),
    "catalogue": _("Catalogues"),
    "calendar": _("Work calendar"),
    "audit": _("Audit log"),
    "job": _("Jobs"),
    "file": _("Photos of others"),
    "list": _("Lists"),
    "notice": _("Notices with receipts"),
    "webhook": _("Webhooks"),
    "handbook": _("Handbooks"),
}
VERBS = {
    "view": pgettext_lazy("capability", "see"),
    "manage": pgettext_lazy("capability", "manage"),
    "edit": pgettext_lazy("capability", "edit"),
    "approve": pgettext_lazy("capability", "approve"),
    "reason": pgettext_lazy("capability", "see the reason"),
    "phone": pgettext_lazy("capability", "show the phone"),
    "grant": pgettext_lazy("capability", "lend"),
    "preview": pgettext_lazy("capability", "look as a post"),
    "assign": pgettext_lazy("capability", "assign"),
    "propose": pgettext_lazy("capability", "propose"),
    "confirm": pgettext_lazy("capability", "confirm"),
    "compute": pgettext_lazy("capability", "compute"),
    "publish": pgettext_lazy("capability", "publish provisionally"),
    "issue": pgettext_lazy("capability", "issue"),
    "export": pgettext_lazy("capability", "export"),
    "log": pgettext_lazy("capability", "log"),
    "enter_for": pgettext_lazy("capability", "enter for another"),
    "verify": pgettext_lazy("capability", "verify"),
    "suspend": pgettext_lazy("capability", "suspend"),
    "file": pgettext_lazy("capability", "write"),
    "sign_off": pgettext_lazy("capability", "sign off"),
    "receive": pgettext_lazy("capability", "sign for"),
    "dispatch": pgettext_lazy("capability", "dispatch"),
    "handle": pgettext_lazy("capability", "handle"),
    "return": pgettext_lazy("capability", "ask to return"),
    "rule": pgettext_lazy("capability", "rule on a return"),
    "judge": pgettext_lazy("capability", "give the verdict"),
    "urge": pgettext_lazy("capability", "urge"),
    "supervise": pgettext_lazy("capability", "supervise"),
    "remark": pgettext_lazy("capability", "remark"),
    "record": pgettext_lazy("capability", "record"),
    "redact": pgettext_lazy("capability", "blur"),
    "share": pgettext_lazy("capability", "share a view"),
    "send": pgettext_lazy("capability", "send"),
    "follow": pgettext_lazy("capability", "follow up"),
}


def noun_of(capability: str) -> str:
    noun = capability.partition(".")[0]
    return str(NOUNS.get(noun, noun))


def verb_of(capability: str) -> str:
    verb = capability.partition(".")[2]
    return str(VERBS.get(verb, verb))
