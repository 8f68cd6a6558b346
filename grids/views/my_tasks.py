"""Tasks: what is due on one's grids, the catalogue of what may be logged, and the form of one log."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grids.actions import log
from grids.choices import Evidence
from grids.forms import LogForm, holders
from grids.models import CatalogueVersion, Grid, TaskDue, TaskEntry, TaskLog
from grids.querysets import own_grids
from grids.sets import about
from grids.views.shapes import english
from haidian_policing.access.standing import may
from haidian_policing.notes.registry import offered
from haidian_policing.organisation.models import Person
from haidian_policing.pages.responses import answer

GROUPS = (
    ("overdue", gettext_lazy("Overdue"), "bad"),
    ("today", gettext_lazy("Due today"), "warn"),
    ("week", gettext_lazy("Due this week"), "active"),
    ("later", gettext_lazy("Due later"), "neutral"),
)


def my_tasks(request) -> HttpResponse:
    """What is due on the grids that one holds or covers, nearest first, with a button that logs it."""
    day = request.user.standing.day
    groups = about.to_do(request.user, day)
    returned = TaskLog.objects.filter(state="returned", officer__in=request.user.standing.people).with_objection()
    context = {
        "groups": [(code, label, tone, groups[code]) for code, label, tone in GROUPS],
        "returned": list(returned.select_related("entry", "grid").order_by("done_on")[:20]),
        "grids": list(Grid.objects.filter(pk__in=own_grids(request.user)).select_related("station").in_official_order()),
        "enters": may(request.user, "task.enter_for"),
        "quick": Evidence.COUNT,
        "day": day,
        "english": english(),
        "tokens": [str(uuid4()) for _group in groups.values() for _due in _group],
        "breadcrumbs": [(_("My tasks"), None)],
    }
    return answer(request, "grids/task_mine.html", context)


def task_choose(request) -> HttpResponse:
    """Choose the entry to log: large links, grouped as the task list is."""
    version = CatalogueVersion.objects.in_force("tasks", request.user.standing.day)
    entries = TaskEntry.objects.of_version(version).loggable().in_order().select_related("item__category")
    context = {
        "entries": list(entries),
        "keep": request.GET.urlencode(),
        "enters": may(request.user, "task.enter_for"),
        "english": english(),
        "breadcrumbs": [(_("My tasks"), reverse("grids:my_tasks")), (_("Log a task"), None)],
    }
    return answer(request, "grids/task_choose.html", context)


def task_log(request, pk: int) -> HttpResponse:
    """The form of one entry; the same sending twice makes one log."""
    entry = get_object_or_404(_loggable(request), pk=pk)
    form = _form(request, entry)
    if request.method == "POST" and form.is_valid() and (made := _logged(request, entry, form)):
        return redirect(reverse("grids:log_detail", kwargs={"pk": made.pk}) + "?made=1")
    context = {
        "entry": entry,
        "form": form,
        "english": english(),
        "breadcrumbs": [(_("My tasks"), reverse("grids:my_tasks")), (_("Log a task"), reverse("grids:task_choose")), (str(entry), None)],
    }
    return answer(request, "grids/task_log.html", context)


def _loggable(request):
    version = CatalogueVersion.objects.in_force("tasks", request.user.standing.day)
    return TaskEntry.objects.of_version(version).loggable().select_related("item")


def _form(request, entry: TaskEntry) -> LogForm:
    """One's own grids come first to mind; whoever enters for others has those of the station and names the officer, unless he is one."""
    person = request.user
    grids = Grid.objects.reachable_by(person, "task.log").on(person.standing.day).in_official_order()
    officers = _officers(person) if may(person, "task.enter_for") else None
    initial: dict[str, Any] = {"done_on": person.standing.day, "count": 1, "token": uuid4()}
    initial |= {name: request.GET[name] for name in ("grid", "due", "count") if request.GET.get(name, "").isdecimal()}
    form = LogForm(request.POST or None, request.FILES or None, entry=entry, grids=grids, officers=officers, initial=initial)
    form.texts = offered(person, "task_log")
    if officers is not None and not officers.filter(pk=person.pk).exists():
        form.fields["officer"].required, form.fields["officer"].help_text = True, _("The officer who did it")
    return form


def _officers(person):
    station = person.standing.station
    return holders(station) if station else Person.objects.none()


def _logged(request, entry: TaskEntry, form: LogForm) -> TaskLog | None:
    given = dict(form.cleaned_data)
    grid = given.pop("grid")
    try:
        made = log(Grid.objects.filter(pk=grid.pk), entry=entry, actor=request.user, at=timezone.now(), **given)
    except ValidationError as error:
        blame(form, error)
        return None
    return made


def blame(form, error: ValidationError) -> None:
    """Put what an action refused at the fields it names, as far as the form has them."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, words in error.message_dict.items():
        form.add_error(name if name in form.fields else None, words)


def task_quick(request, pk: int) -> HttpResponse:
    """POST: one tap logs one of a due that asks for a count only."""
    due = get_object_or_404(TaskDue.objects.of(request.user).select_related("entry", "grid"), pk=pk, entry__evidence=Evidence.COUNT)
    day = request.user.standing.day
    try:
        token = LogForm.base_fields["token"].clean(request.POST.get("token"))
        made = log(
            Grid.objects.filter(pk=due.grid_id),
            entry=due.entry, due=due.pk, done_on=day, count=1, token=token, actor=request.user, at=timezone.now(),
        )  # fmt: skip
    except Grid.DoesNotExist as error:
        raise Http404 from error
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("%(entry)s: one more logged on %(grid)s.") % {"entry": made.entry, "grid": made.grid})
    return redirect(reverse("grids:my_tasks") + f"#due-{due.pk}")
