"""The pages of this app."""

from django.utils.translation import gettext_lazy as _

from grids.lists import CHIEFS, GRIDS, QUEUE, SUSPENSIONS, TASK_LOGS
from grids.views import catalogue, district_map, grids, logs, my_tasks
from haidian_policing.lists.views import listing
from haidian_policing.pages.registry import Page

BOTH = ("GET", "POST")

PAGES: tuple[Page, ...] = (
    Page("my_tasks", "tasks/", my_tasks.my_tasks, _("My tasks"), menu="work", may="task.log", icon="list-check", thumb=6),
    Page("task_choose", "tasks/log/", my_tasks.task_choose, _("Log a task"), may="task.log"),
    Page("task_log", "tasks/log/<int:pk>/", my_tasks.task_log, _("Log a task"), may="task.log", methods=BOTH, takes="task entry"),
    Page("task_quick", "tasks/due/<int:pk>/log/", my_tasks.task_quick, may="task.log", methods=("POST",), takes="task due"),
    listing(QUEUE, "logs/verification/", menu="work", icon="checks", thumb=4),
    listing(TASK_LOGS, "logs/", menu="work", icon="notes", thumb=7),
    Page("log_detail", "logs/<int:pk>/", logs.log_detail, _("Task log"), may="task.view", takes="task log"),
    Page("log_step", "logs/<int:pk>/<str:verb>/", logs.log_step, may=("task.log", "task.verify"), methods=("POST",), takes="task log step"),
    Page("log_photo", "logs/photos/<int:pk>/", logs.log_photo, may="task.view", takes="task log photo"),
    listing(GRIDS, menu="grids", icon="table"),
    listing(CHIEFS, "chiefs/", menu="grids", icon="route"),
    Page("grid_map", "map/", district_map.grid_map, _("Map"), menu="grids", may="grid.view", icon="map"),
    Page("workload", "workload/", catalogue.workload, _("Workload"), menu="grids", may="grid.view", icon="chart-bar"),
    Page(
        "task_catalogue",
        "catalogue/",
        catalogue.task_catalogue,
        _("Task list"),
        menu="grids",
        may=("task.view", "catalogue.manage"),
        icon="list",
    ),
    Page(
        "catalogue_approve",
        "catalogue/<int:pk>/approve/",
        catalogue.catalogue_approve,
        may="catalogue.approve",
        methods=("POST",),
        takes="catalogue version",
    ),
    listing(SUSPENSIONS, "suspensions/"),
    Page("suspension_new", "suspensions/new/", catalogue.suspension_new, _("Suspend tasks"), may="task.suspend", methods=BOTH),
    Page("grid_detail", "<int:pk>/", grids.grid_detail, _("Grid"), may="grid.view", takes="grid"),
    Page("grid_assign", "<int:pk>/assign/", grids.grid_assign, _("Assign an officer"), may="grid.assign", methods=BOTH, takes="grid"),
    Page("assignment_end", "assignments/<int:pk>/end/", grids.assignment_end, may="grid.assign", methods=("POST",), takes="assignment"),
)
