"""What the apps declare, added up: URL prefixes and the API's resources."""

from importlib import import_module

PREFIXES = {
    "roof": "",
    "organisation": "organisation/",
    "access": "access/",
    "audit": "audit/",
    "jobs": "jobs/",
    "workcalendar": "calendar/",
    "grids": "grids/",
    "teams": "teams/",
    "workstations": "workstations/",
    "whistle_reporting": "tickets/",
    "performance": "performance/",
}
API_APPS = ("grids", "teams", "workstations", "whistle_reporting", "performance")
API = [resource for app in API_APPS for resource in import_module(f"{app}.api").RESOURCES]
