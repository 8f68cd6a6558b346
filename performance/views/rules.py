"""Rule sets and groups as the reader finds them, and their approval."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from haidian_policing.access.standing import may
from haidian_policing.pages.responses import answer
from performance.actions.approving import approve
from performance.forms import ApproveForm
from performance.lists.rows import group_name
from performance.measures import MEASURES
from performance.models import PeerGroupVersion, RuleSet


def rules(request: HttpRequest) -> HttpResponse:
    sets = RuleSet.objects.select_related("approved_by", "drafted_by").prefetch_related("measures").order_by("-valid_from", "code")
    in_force = RuleSet.objects.in_force("stations", timezone.localdate()).first()
    ordered = sorted(sets, key=lambda row: (row != in_force, row.code))
    return answer(
        request,
        "performance/rule_list.html",
        {
            "sets": [told(row) for row in ordered],
            "in_force": in_force,
            "groups": groups(),
            "approves": may(request.user, "rule.approve"),
            "form": ApproveForm(initial={"valid_from": timezone.localdate().replace(day=1)}),
            "breadcrumbs": [(_("Performance"), None), (_("Rules"), None)],
        },
    )


def told(rule_set: RuleSet) -> dict:
    """A rule set with its lines in words."""
    english = get_language() == "en"
    lines = [
        {"line": line, "heart": MEASURES[line.measure], "denominator": line.denominator_en if english else line.denominator}
        for line in rule_set.measures.all()
        if line.measure in MEASURES
    ]
    return {"set": rule_set, "note": rule_set.note_en if english else rule_set.note, "lines": lines}


def groups() -> dict | None:
    """The groups in force today, each with its stations."""
    version = PeerGroupVersion.objects.in_force("stations", timezone.localdate()).first()
    if version is None:
        return None
    members: dict[int, list] = {}
    for member in version.members.select_related("unit"):
        members.setdefault(member.group, []).append(member.unit)
    return {"version": version, "members": [(group_name(number), units) for number, units in sorted(members.items())]}


def approval(request: HttpRequest, pk: int) -> HttpResponse:
    rule_set = get_object_or_404(RuleSet, pk=pk)
    form = ApproveForm(request.POST)
    if not form.is_valid():
        faults = [str(error) for errors in form.errors.values() for error in errors]
    else:
        faults = approve(rule_set, actor=request.user, at=timezone.now(), valid_from=form.cleaned_data["valid_from"])
    for fault in faults:
        messages.error(request, fault)
    if not faults:
        messages.success(request, _("Approved: %(name)s.") % {"name": rule_set})
    return redirect("performance:rules")
