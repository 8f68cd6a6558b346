"""The Celery application and the timetable of beat; tasks are doorbells, the rows in PostgreSQL are the truth."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haidian_policing.settings")

app = Celery("haidian_policing")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "count provisional deadlines again": {
        "task": "whistle_reporting.tasks.recount_provisional",
        "schedule": crontab(minute=20),
        "options": {"expires": 3600},
    },
    "sweep jobs": {"task": "haidian_policing.jobs.tasks.sweep", "schedule": 15, "options": {"expires": 15}},
    "deliver messages": {"task": "haidian_policing.jobs.tasks.drain", "schedule": 30, "options": {"expires": 30}},
    "remind": {"task": "haidian_policing.notices.tasks.remind", "schedule": crontab(hour=8, minute=0), "options": {"expires": 3600}},
    "send webhooks": {"task": "haidian_policing.notices.tasks.send_webhooks", "schedule": 30, "options": {"expires": 30}},
    "make dues": {"task": "grids.tasks.make_current_dues", "schedule": crontab(hour=0, minute=20), "options": {"expires": 3600}},
    "weigh grids": {"task": "grids.tasks.compute_todays_workload", "schedule": crontab(hour=0, minute=40), "options": {"expires": 3600}},
    "compute the month": {"task": "performance.tasks.compute_month", "schedule": crontab(hour=2, minute=10), "options": {"expires": 3600}},
    "anchor the audit log": {
        "task": "haidian_policing.audit.tasks.anchor",
        "schedule": crontab(hour=0, minute=5),
        "options": {"expires": 3600},
    },
    "forget forms": {
        "task": "haidian_policing.pages.tasks.forget_forms",
        "schedule": crontab(hour=3, minute=25),
        "options": {"expires": 3600},
    },
    "bring handbooks into force": {
        "task": "haidian_policing.handbooks.tasks.turn_the_day",
        "schedule": crontab(hour=0, minute=1),
        "options": {"expires": 3600},
    },
    "forget exports": {"task": "haidian_policing.exports.tasks.forget", "schedule": crontab(minute=50), "options": {"expires": 3600}},
    "tidy sheets": {"task": "haidian_policing.imports.tasks.tidy", "schedule": crontab(hour=3, minute=40), "options": {"expires": 3600}},
    "tidy sessions": {
        "task": "haidian_policing.organisation.tasks.tidy",
        "schedule": crontab(hour=3, minute=20),
        "options": {"expires": 3600},
    },
}
