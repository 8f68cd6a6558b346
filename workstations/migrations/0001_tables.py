"""The tables of this app."""

import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import haidian_policing.steps.triggers


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("grids", "0001_tables"),
        ("organisation", "0001_tables"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Service",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("name_en", models.CharField(max_length=100, verbose_name="English name")),
                (
                    "family",
                    models.CharField(
                        choices=[
                            ("window", "Window"),
                            ("terminal", "Terminal"),
                            ("room", "Mediation room"),
                            ("seat", "Lawyer's seat"),
                            ("corner", "Prevention corner"),
                        ],
                        max_length=10,
                        verbose_name="family",
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("accept", "Accepted here"),
                            ("complete", "Completed here"),
                            ("step_by_step", "Moving forward step by step"),
                            ("self_service", "Self-service"),
                            ("by_appointment", "By appointment"),
                            ("walk_in", "Walk in"),
                        ],
                        max_length=14,
                        verbose_name="mode",
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="standard minutes")),
                ("materials", models.TextField(blank=True, verbose_name="papers needed")),
                ("materials_en", models.TextField(blank=True, verbose_name="papers needed (English)")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                ("by_appointment", models.BooleanField(default=False, verbose_name="appointments")),
                ("hint", models.CharField(blank=True, max_length=200, verbose_name="hint")),
                ("hint_en", models.CharField(blank=True, max_length=300, verbose_name="hint (English)")),
            ],
            options={
                "ordering": ("order", "code"),
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "workstations_serviceevent" ("by_appointment", "code", "family", "hint", "hint_en", "id", "materials", "materials_en", "minutes", "mode", "name", "name_en", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."by_appointment", NEW."code", NEW."family", NEW."hint", NEW."hint_en", NEW."id", NEW."materials", NEW."materials_en", NEW."minutes", NEW."mode", NEW."name", NEW."name_en", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="1722dee7779f824dd479085d7075c1ec6430b2f5",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4c639",
                            table="workstations_service",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "workstations_serviceevent" ("by_appointment", "code", "family", "hint", "hint_en", "id", "materials", "materials_en", "minutes", "mode", "name", "name_en", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."by_appointment", NEW."code", NEW."family", NEW."hint", NEW."hint_en", NEW."id", NEW."materials", NEW."materials_en", NEW."minutes", NEW."mode", NEW."name", NEW."name_en", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="7f06165e44b398879c35b0c9c397ea8a4c4c899d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8c7e8",
                            table="workstations_service",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="workstations.service",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("name_en", models.CharField(max_length=100, verbose_name="English name")),
                (
                    "family",
                    models.CharField(
                        choices=[
                            ("window", "Window"),
                            ("terminal", "Terminal"),
                            ("room", "Mediation room"),
                            ("seat", "Lawyer's seat"),
                            ("corner", "Prevention corner"),
                        ],
                        max_length=10,
                        verbose_name="family",
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("accept", "Accepted here"),
                            ("complete", "Completed here"),
                            ("step_by_step", "Moving forward step by step"),
                            ("self_service", "Self-service"),
                            ("by_appointment", "By appointment"),
                            ("walk_in", "Walk in"),
                        ],
                        max_length=14,
                        verbose_name="mode",
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="standard minutes")),
                ("materials", models.TextField(blank=True, verbose_name="papers needed")),
                ("materials_en", models.TextField(blank=True, verbose_name="papers needed (English)")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                ("by_appointment", models.BooleanField(default=False, verbose_name="appointments")),
                ("hint", models.CharField(blank=True, max_length=200, verbose_name="hint")),
                ("hint_en", models.CharField(blank=True, max_length=300, verbose_name="hint (English)")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Site",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("name_en", models.CharField(max_length=100, verbose_name="English name")),
                ("initials", models.CharField(blank=True, max_length=40, verbose_name="pinyin initials")),
                (
                    "station",
                    models.ForeignKey(
                        limit_choices_to={"kind": "station"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sites",
                        to="organisation.unit",
                        verbose_name="station",
                    ),
                ),
                (
                    "street",
                    models.ForeignKey(
                        limit_choices_to={"kind": "street"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="street_sites",
                        to="organisation.unit",
                        verbose_name="street",
                    ),
                ),
                (
                    "grid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sites", to="grids.grid", verbose_name="grid"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("chosen", "Site chosen"),
                            ("building", "Under construction"),
                            ("running", "In operation"),
                            ("closed", "Closed"),
                        ],
                        default="chosen",
                        max_length=10,
                        verbose_name="stage",
                    ),
                ),
                ("opened_on", models.DateField(blank=True, null=True, verbose_name="in operation since")),
                ("hours", models.CharField(default="09:00-17:30", max_length=60, verbose_name="window hours")),
                ("windows", models.PositiveSmallIntegerField(default=2, verbose_name="number of windows")),
                ("services", models.ManyToManyField(blank=True, related_name="sites", to="workstations.service", verbose_name="services")),
            ],
            options={
                "ordering": ("station__order", "code"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("stage", "running"), _negated=True), ("opened_on__isnull", False), _connector="OR"),
                        name="a_running_site_has_opened",
                    ),
                    models.CheckConstraint(condition=models.Q(("windows__range", (1, 20))), name="a_site_has_windows"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "workstations_siteevent" ("code", "grid_id", "hours", "id", "initials", "name", "name_en", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "station_id", "street_id", "windows") VALUES (NEW."code", NEW."grid_id", NEW."hours", NEW."id", NEW."initials", NEW."name", NEW."name_en", NEW."opened_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."stage", NEW."station_id", NEW."street_id", NEW."windows"); RETURN NULL;',
                            hash="043c44648ec5f651f831f8abc6e169c850fc23b8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a590c",
                            table="workstations_site",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "workstations_siteevent" ("code", "grid_id", "hours", "id", "initials", "name", "name_en", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "station_id", "street_id", "windows") VALUES (NEW."code", NEW."grid_id", NEW."hours", NEW."id", NEW."initials", NEW."name", NEW."name_en", NEW."opened_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."stage", NEW."station_id", NEW."street_id", NEW."windows"); RETURN NULL;',
                            hash="5cd0e425d7bcd298d2b48ec5309b235bd7410280",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9b7fa",
                            table="workstations_site",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SiteEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="workstations.site"
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                ("code", models.CharField(max_length=20, verbose_name="code")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("name_en", models.CharField(max_length=100, verbose_name="English name")),
                ("initials", models.CharField(blank=True, max_length=40, verbose_name="pinyin initials")),
                (
                    "station",
                    models.ForeignKey(
                        db_constraint=False,
                        limit_choices_to={"kind": "station"},
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisation.unit",
                        verbose_name="station",
                    ),
                ),
                (
                    "street",
                    models.ForeignKey(
                        db_constraint=False,
                        limit_choices_to={"kind": "street"},
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisation.unit",
                        verbose_name="street",
                    ),
                ),
                (
                    "grid",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grids.grid",
                        verbose_name="grid",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("chosen", "Site chosen"),
                            ("building", "Under construction"),
                            ("running", "In operation"),
                            ("closed", "Closed"),
                        ],
                        default="chosen",
                        max_length=10,
                        verbose_name="stage",
                    ),
                ),
                ("opened_on", models.DateField(blank=True, null=True, verbose_name="in operation since")),
                ("hours", models.CharField(default="09:00-17:30", max_length=60, verbose_name="window hours")),
                ("windows", models.PositiveSmallIntegerField(default=2, verbose_name="number of windows")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="workstations.site",
                        verbose_name="workstation",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="workstations.service",
                        verbose_name="service",
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                ("number", models.PositiveIntegerField(verbose_name="queue number")),
                ("window", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="window")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("called", "Called"),
                            ("serving", "Being served"),
                            ("completed", "Completed"),
                            ("passed_on", "Accepted and passed on"),
                            ("left", "Left"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("done", "Completed on the spot"), ("advised", "Advised"), ("lacking", "Papers missing, to come again")],
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                ("came_at", models.DateTimeField(verbose_name="came")),
                ("serving_since", models.DateTimeField(null=True)),
                (
                    "clerk",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="window clerk",
                    ),
                ),
                ("waited_minutes", models.PositiveIntegerField(null=True, verbose_name="minutes waited")),
                ("served_minutes", models.PositiveIntegerField(null=True, verbose_name="minutes served")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                ("token", models.CharField(blank=True, max_length=40)),
            ],
            options={
                "ordering": ("-day", "-number"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ("waiting", "called", "serving"))),
                        fields=["site", "day", "number"],
                        name="visit_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("site", "day", "number"), name="one_number_per_site_and_day"),
                    models.UniqueConstraint(
                        condition=models.Q(("token", ""), _negated=True), fields=("site", "token"), name="a_visit_is_recorded_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "completed"), _negated=True), models.Q(("outcome", ""), _negated=True), _connector="OR"
                        ),
                        name="a_completed_visit_has_its_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VisitEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("verb", models.CharField(max_length=30, verbose_name="step")),
                ("from_state", models.CharField(blank=True, max_length=20, verbose_name="from")),
                ("to_state", models.CharField(max_length=20, verbose_name="to")),
                ("at", models.DateTimeField(verbose_name="when")),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
                (
                    "on_behalf",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="entered for",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("data", models.JSONField(default=dict)),
                ("transaction", models.BigIntegerField(db_default=django.db.models.expressions.RawSQL("txid_current()", []))),
                ("subject", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="events", to="workstations.visit")),
            ],
            options={
                "indexes": [models.Index(fields=["subject"], name="workstation_subject_7fd695_idx")],
            },
        ),
        haidian_policing.steps.triggers.InstallTriggers(),
    ]
