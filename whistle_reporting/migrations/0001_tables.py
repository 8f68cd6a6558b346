"""The tables of this app."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import haidian_policing.steps.triggers
import whistle_reporting.models.catalogue


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("files", "0001_tables"),
        ("grids", "0001_tables"),
        ("organisation", "0001_tables"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("workcalendar", "0003_seed"),
    ]

    operations = [
        migrations.CreateModel(
            name="CatalogueVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(unique=True, verbose_name="version")),
                ("starts", models.DateTimeField(verbose_name="from")),
                ("ends", models.DateTimeField(blank=True, null=True, verbose_name="until (excluded)")),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="approved by",
                    ),
                ),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="approved")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
            ],
            options={
                "ordering": ("number",),
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                whistle_reporting.models.catalogue.DateTimeRange(
                                    "starts", "ends", django.contrib.postgres.fields.ranges.RangeBoundary()
                                ),
                                "&&",
                            )
                        ],
                        name="one_catalogue_at_a_time",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "whistle_reporting_catalogueversionevent" ("approved_at", "approved_by_id", "ends", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "starts") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."ends", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."starts"); RETURN NULL;',
                            hash="271024c613db48fca2c9b0a1a4f14f48d4453b06",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6398a",
                            table="whistle_reporting_catalogueversion",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "whistle_reporting_catalogueversionevent" ("approved_at", "approved_by_id", "ends", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "starts") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."ends", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."starts"); RETURN NULL;',
                            hash="8e83bb6a4cc1046be15878cf6d47dc87f8f6e69a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a127a",
                            table="whistle_reporting_catalogueversion",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StandardText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                ("state", models.CharField(max_length=20, verbose_name="state")),
                ("klass", models.CharField(max_length=12, verbose_name="class")),
                ("text", models.CharField(max_length=300, verbose_name="text")),
                ("text_en", models.CharField(max_length=500, verbose_name="English text")),
            ],
            options={
                "ordering": ("order",),
                "constraints": [models.UniqueConstraint(fields=("order",), name="one_standard_text_per_place")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "whistle_reporting_standardtextevent" ("id", "klass", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "text", "text_en") VALUES (NEW."id", NEW."klass", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state", NEW."text", NEW."text_en"); RETURN NULL;',
                            hash="0bd3d0604d2de37c0625b2b41a5eb058e0be8c03",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e8cf1",
                            table="whistle_reporting_standardtext",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "whistle_reporting_standardtextevent" ("id", "klass", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "text", "text_en") VALUES (NEW."id", NEW."klass", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state", NEW."text", NEW."text_en"); RETURN NULL;',
                            hash="fc0b4c311f3e6b8fcdbb499dcdcf2c82c3985b26",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_49cad",
                            table="whistle_reporting_standardtext",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("return", "Reason for a return"),
                            ("extension", "Reason for an extension"),
                            ("pending", "Reason for a pause"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("code", models.CharField(max_length=20, verbose_name="code")),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("name_en", models.CharField(max_length=120, verbose_name="English name")),
                (
                    "fault_of",
                    models.CharField(
                        choices=[("street", "the street"), ("lead_unit", "the lead unit"), ("nobody", "nobody")],
                        default="nobody",
                        max_length=10,
                        verbose_name="whose fault",
                    ),
                ),
                ("hint", models.CharField(blank=True, max_length=200, verbose_name="hint")),
                ("hint_en", models.CharField(blank=True, max_length=300, verbose_name="hint (English)")),
            ],
            options={
                "ordering": ("kind", "order"),
                "constraints": [models.UniqueConstraint(fields=("kind", "code"), name="one_reason_per_code")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "whistle_reporting_reasonevent" ("code", "fault_of", "hint", "hint_en", "id", "kind", "name", "name_en", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."fault_of", NEW."hint", NEW."hint_en", NEW."id", NEW."kind", NEW."name", NEW."name_en", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="1e147e1ee8c28dee6b538bb560570db0e725e1fd",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0e6a3",
                            table="whistle_reporting_reason",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "whistle_reporting_reasonevent" ("code", "fault_of", "hint", "hint_en", "id", "kind", "name", "name_en", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."fault_of", NEW."hint", NEW."hint_en", NEW."id", NEW."kind", NEW."name", NEW."name_en", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="3484bc1445f09e99011d7f9365114b4f185991ef",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d33c8",
                            table="whistle_reporting_reason",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CatalogueVersionEvent",
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
                        to="whistle_reporting.catalogueversion",
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
                ("number", models.PositiveIntegerField(verbose_name="version")),
                ("starts", models.DateTimeField(verbose_name="from")),
                ("ends", models.DateTimeField(blank=True, null=True, verbose_name="until (excluded)")),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="approved by",
                    ),
                ),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="approved")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ClassRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rules",
                        to="whistle_reporting.catalogueversion",
                        verbose_name="version",
                    ),
                ),
                (
                    "klass",
                    models.CharField(
                        choices=[("enforcement", "Integrated enforcement"), ("key_work", "Key work"), ("emergency", "Emergency response")],
                        max_length=12,
                        verbose_name="class",
                    ),
                ),
                ("receipt_amount", models.PositiveSmallIntegerField(verbose_name="receipt within")),
                (
                    "receipt_unit",
                    models.CharField(
                        choices=[
                            ("working_minutes", "working minutes"),
                            ("working_hours", "working hours"),
                            ("working_days", "working days"),
                            ("minutes", "minutes"),
                            ("hours", "hours"),
                            ("days", "natural days"),
                        ],
                        max_length=16,
                        verbose_name="receipt counted in",
                    ),
                ),
                (
                    "day_unit",
                    models.CharField(
                        choices=[
                            ("working_minutes", "working minutes"),
                            ("working_hours", "working hours"),
                            ("working_days", "working days"),
                            ("minutes", "minutes"),
                            ("hours", "hours"),
                            ("days", "natural days"),
                        ],
                        max_length=16,
                        verbose_name="days counted as",
                    ),
                ),
                (
                    "hour_unit",
                    models.CharField(
                        choices=[
                            ("working_minutes", "working minutes"),
                            ("working_hours", "working hours"),
                            ("working_days", "working days"),
                            ("minutes", "minutes"),
                            ("hours", "hours"),
                            ("days", "natural days"),
                        ],
                        max_length=16,
                        verbose_name="hours counted as",
                    ),
                ),
                ("verdict_amount", models.PositiveSmallIntegerField(verbose_name="verdict within")),
                (
                    "verdict_unit",
                    models.CharField(
                        choices=[
                            ("working_minutes", "working minutes"),
                            ("working_hours", "working hours"),
                            ("working_days", "working days"),
                            ("minutes", "minutes"),
                            ("hours", "hours"),
                            ("days", "natural days"),
                        ],
                        max_length=16,
                        verbose_name="verdict counted in",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("version", "klass"), name="one_rule_per_class")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "whistle_reporting_classruleevent" ("day_unit", "hour_unit", "id", "klass", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receipt_amount", "receipt_unit", "verdict_amount", "verdict_unit", "version_id") VALUES (NEW."day_unit", NEW."hour_unit", NEW."id", NEW."klass", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."receipt_amount", NEW."receipt_unit", NEW."verdict_amount", NEW."verdict_unit", NEW."version_id"); RETURN NULL;',
                            hash="08384118ee08b6bd06d00fc2e3634de58f337198",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5e6ea",
                            table="whistle_reporting_classrule",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "whistle_reporting_classruleevent" ("day_unit", "hour_unit", "id", "klass", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receipt_amount", "receipt_unit", "verdict_amount", "verdict_unit", "version_id") VALUES (NEW."day_unit", NEW."hour_unit", NEW."id", NEW."klass", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."receipt_amount", NEW."receipt_unit", NEW."verdict_amount", NEW."verdict_unit", NEW."version_id"); RETURN NULL;',
                            hash="e3f4d70f17a6c2cb4477e4d3238f38e284ba7f4c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6369f",
                            table="whistle_reporting_classrule",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="whistle_reporting.catalogueversion",
                        verbose_name="version",
                    ),
                ),
                ("code", models.CharField(max_length=8, verbose_name="code")),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                (
                    "role",
                    models.CharField(
                        choices=[("lead", "Police lead"), ("cooperate", "Police cooperate")],
                        max_length=10,
                        verbose_name="role of the police",
                    ),
                ),
                (
                    "klass",
                    models.CharField(
                        choices=[("enforcement", "Integrated enforcement"), ("key_work", "Key work"), ("emergency", "Emergency response")],
                        max_length=12,
                        verbose_name="class",
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("name_en", models.CharField(max_length=120, verbose_name="English name")),
                ("partners", models.CharField(blank=True, max_length=120, verbose_name="usual partners")),
                ("partners_en", models.CharField(blank=True, max_length=240, verbose_name="usual partners (English)")),
                ("leading_unit", models.CharField(blank=True, max_length=60, verbose_name="leading unit")),
                ("leading_unit_en", models.CharField(blank=True, max_length=120, verbose_name="leading unit (English)")),
                ("arrive_minutes", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="arrive within (minutes)")),
                ("dispose_amount", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="dispose within")),
                (
                    "dispose_span",
                    models.CharField(
                        choices=[("hours", "hours"), ("days", "days"), ("appointment", "by appointment")],
                        max_length=12,
                        verbose_name="disposal counted in",
                    ),
                ),
                ("hint", models.CharField(blank=True, max_length=300, verbose_name="hint")),
                ("hint_en", models.CharField(blank=True, max_length=500, verbose_name="hint (English)")),
                ("questions", models.JSONField(blank=True, default=list, verbose_name="questions")),
            ],
            options={
                "ordering": ("version", "order"),
                "constraints": [
                    models.UniqueConstraint(fields=("version", "code"), name="one_item_per_code"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dispose_amount__isnull", True), ("dispose_span", "appointment")),
                            ("dispose_amount__gt", 0),
                            _connector="OR",
                        ),
                        name="item_has_a_deadline_or_an_appointment",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "whistle_reporting_itemevent" ("arrive_minutes", "code", "dispose_amount", "dispose_span", "hint", "hint_en", "id", "klass", "leading_unit", "leading_unit_en", "name", "name_en", "order", "partners", "partners_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "questions", "role", "version_id") VALUES (NEW."arrive_minutes", NEW."code", NEW."dispose_amount", NEW."dispose_span", NEW."hint", NEW."hint_en", NEW."id", NEW."klass", NEW."leading_unit", NEW."leading_unit_en", NEW."name", NEW."name_en", NEW."order", NEW."partners", NEW."partners_en", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."questions", NEW."role", NEW."version_id"); RETURN NULL;',
                            hash="5de94362cf50eb8006460e11ff2cf3128715a597",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_19032",
                            table="whistle_reporting_item",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "whistle_reporting_itemevent" ("arrive_minutes", "code", "dispose_amount", "dispose_span", "hint", "hint_en", "id", "klass", "leading_unit", "leading_unit_en", "name", "name_en", "order", "partners", "partners_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "questions", "role", "version_id") VALUES (NEW."arrive_minutes", NEW."code", NEW."dispose_amount", NEW."dispose_span", NEW."hint", NEW."hint_en", NEW."id", NEW."klass", NEW."leading_unit", NEW."leading_unit_en", NEW."name", NEW."name_en", NEW."order", NEW."partners", NEW."partners_en", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."questions", NEW."role", NEW."version_id"); RETURN NULL;',
                            hash="d6b251a83faf6790f4956b7dac79dda6116f2c4d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_58ef9",
                            table="whistle_reporting_item",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StandardTextEvent",
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
                        to="whistle_reporting.standardtext",
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
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                ("state", models.CharField(max_length=20, verbose_name="state")),
                ("klass", models.CharField(max_length=12, verbose_name="class")),
                ("text", models.CharField(max_length=300, verbose_name="text")),
                ("text_en", models.CharField(max_length=500, verbose_name="English text")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReasonEvent",
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
                        to="whistle_reporting.reason",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("return", "Reason for a return"),
                            ("extension", "Reason for an extension"),
                            ("pending", "Reason for a pause"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("code", models.CharField(max_length=20, verbose_name="code")),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("name_en", models.CharField(max_length=120, verbose_name="English name")),
                (
                    "fault_of",
                    models.CharField(
                        choices=[("street", "the street"), ("lead_unit", "the lead unit"), ("nobody", "nobody")],
                        default="nobody",
                        max_length=10,
                        verbose_name="whose fault",
                    ),
                ),
                ("hint", models.CharField(blank=True, max_length=200, verbose_name="hint")),
                ("hint_en", models.CharField(blank=True, max_length=300, verbose_name="hint (English)")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ClassRuleEvent",
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
                        to="whistle_reporting.classrule",
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
                (
                    "version",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="whistle_reporting.catalogueversion",
                        verbose_name="version",
                    ),
                ),
                (
                    "klass",
                    models.CharField(
                        choices=[("enforcement", "Integrated enforcement"), ("key_work", "Key work"), ("emergency", "Emergency response")],
                        max_length=12,
                        verbose_name="class",
                    ),
                ),
                ("receipt_amount", models.PositiveSmallIntegerField(verbose_name="receipt within")),
                (
                    "receipt_unit",
                    models.CharField(
                        choices=[
                            ("working_minutes", "working minutes"),
                            ("working_hours", "working hours"),
                            ("working_days", "working days"),
                            ("minutes", "minutes"),
                            ("hours", "hours"),
                            ("days", "natural days"),
                        ],
                        max_length=16,
                        verbose_name="receipt counted in",
                    ),
                ),
                (
                    "day_unit",
                    models.CharField(
                        choices=[
                            ("working_minutes", "working minutes"),
                            ("working_hours", "working hours"),
                            ("working_days", "working days"),
                            ("minutes", "minutes"),
                            ("hours", "hours"),
                            ("days", "natural days"),
                        ],
                        max_length=16,
                        verbose_name="days counted as",
                    ),
                ),
                (
                    "hour_unit",
                    models.CharField(
                        choices=[
                            ("working_minutes", "working minutes"),
                            ("working_hours", "working hours"),
                            ("working_days", "working days"),
                            ("minutes", "minutes"),
                            ("hours", "hours"),
                            ("days", "natural days"),
                        ],
                        max_length=16,
                        verbose_name="hours counted as",
                    ),
                ),
                ("verdict_amount", models.PositiveSmallIntegerField(verbose_name="verdict within")),
                (
                    "verdict_unit",
                    models.CharField(
                        choices=[
                            ("working_minutes", "working minutes"),
                            ("working_hours", "working hours"),
                            ("working_days", "working days"),
                            ("minutes", "minutes"),
                            ("hours", "hours"),
                            ("days", "natural days"),
                        ],
                        max_length=16,
                        verbose_name="verdict counted in",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ItemEvent",
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
                        to="whistle_reporting.item",
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
                (
                    "version",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="whistle_reporting.catalogueversion",
                        verbose_name="version",
                    ),
                ),
                ("code", models.CharField(max_length=8, verbose_name="code")),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                (
                    "role",
                    models.CharField(
                        choices=[("lead", "Police lead"), ("cooperate", "Police cooperate")],
                        max_length=10,
                        verbose_name="role of the police",
                    ),
                ),
                (
                    "klass",
                    models.CharField(
                        choices=[("enforcement", "Integrated enforcement"), ("key_work", "Key work"), ("emergency", "Emergency response")],
                        max_length=12,
                        verbose_name="class",
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("name_en", models.CharField(max_length=120, verbose_name="English name")),
                ("partners", models.CharField(blank=True, max_length=120, verbose_name="usual partners")),
                ("partners_en", models.CharField(blank=True, max_length=240, verbose_name="usual partners (English)")),
                ("leading_unit", models.CharField(blank=True, max_length=60, verbose_name="leading unit")),
                ("leading_unit_en", models.CharField(blank=True, max_length=120, verbose_name="leading unit (English)")),
                ("arrive_minutes", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="arrive within (minutes)")),
                ("dispose_amount", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="dispose within")),
                (
                    "dispose_span",
                    models.CharField(
                        choices=[("hours", "hours"), ("days", "days"), ("appointment", "by appointment")],
                        max_length=12,
                        verbose_name="disposal counted in",
                    ),
                ),
                ("hint", models.CharField(blank=True, max_length=300, verbose_name="hint")),
                ("hint_en", models.CharField(blank=True, max_length=500, verbose_name="hint (English)")),
                ("questions", models.JSONField(blank=True, default=list, verbose_name="questions")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Ticket",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=20, unique=True, verbose_name="number")),
                ("token", models.UUIDField(unique=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("whistle", "Street's whistle"),
                            ("hotline_12345", "12345 hotline"),
                            ("resident", "Resident"),
                            ("own_find", "Own find"),
                        ],
                        default="whistle",
                        max_length=14,
                        verbose_name="source",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tickets",
                        to="whistle_reporting.item",
                        verbose_name="item",
                    ),
                ),
                (
                    "klass",
                    models.CharField(
                        choices=[("enforcement", "Integrated enforcement"), ("key_work", "Key work"), ("emergency", "Emergency response")],
                        max_length=12,
                        verbose_name="class",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("awaiting_sign_off", "Awaiting sign-off"),
                            ("blown", "Blown, under way"),
                            ("closed", "Closed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "grid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tickets", to="grids.grid", verbose_name="grid"
                    ),
                ),
                (
                    "station",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="station_tickets",
                        to="organisation.unit",
                        verbose_name="station",
                    ),
                ),
                (
                    "street",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="street_tickets",
                        to="organisation.unit",
                        verbose_name="street",
                    ),
                ),
                ("place", models.CharField(max_length=120, verbose_name="place")),
                ("longitude", models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True, verbose_name="longitude")),
                ("latitude", models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True, verbose_name="latitude")),
                ("description", models.TextField(verbose_name="description")),
                ("answers", models.JSONField(default=dict, verbose_name="answers")),
                ("contact_sealed", models.BinaryField(null=True, verbose_name="contact")),
                ("phone_sealed", models.BinaryField(null=True, verbose_name="contact's phone")),
                ("appointed_at", models.DateTimeField(blank=True, null=True, verbose_name="appointment")),
                ("phoned_at", models.DateTimeField(blank=True, null=True, verbose_name="phoned")),
                ("countersign_pending", models.BooleanField(default=False)),
                (
                    "filed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filed_tickets",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="filed by",
                    ),
                ),
                ("filed_at", models.DateTimeField(verbose_name="filed")),
                (
                    "signed_off_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="signed off by",
                    ),
                ),
                ("blown_at", models.DateTimeField(null=True, verbose_name="blown")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="closed")),
                ("due_at", models.DateTimeField(null=True, verbose_name="due")),
            ],
            options={
                "ordering": ("-pk",),
                "indexes": [
                    models.Index(fields=["street", "-id"], name="ticket_of_street"),
                    models.Index(
                        condition=models.Q(("state__in", ("draft", "awaiting_sign_off", "blown"))),
                        fields=["street", "state"],
                        name="ticket_open_of_street",
                    ),
                    models.Index(
                        condition=models.Q(("state__in", ("draft", "awaiting_sign_off", "blown"))),
                        fields=["grid", "due_at"],
                        name="ticket_open_of_grid",
                    ),
                    models.Index(condition=models.Q(("state", "blown")), fields=["due_at"], name="ticket_due"),
                    django.contrib.postgres.indexes.BrinIndex(fields=["filed_at", "blown_at"], name="ticket_time"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(models.F("place"), name="gin_trgm_ops"),
                        django.contrib.postgres.indexes.OpClass(models.F("description"), name="gin_trgm_ops"),
                        name="ticket_text",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "awaiting_sign_off", "blown", "closed", "withdrawn"])),
                        name="ticket_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("blown_at__isnull", True), ("state__in", ("draft", "awaiting_sign_off"))),
                            ("state", "withdrawn"),
                            models.Q(("blown_at__isnull", False), ("closed_at__isnull", True), ("state", "blown")),
                            models.Q(("blown_at__isnull", False), ("closed_at__isnull", False), ("state", "closed")),
                            _connector="OR",
                        ),
                        name="ticket_times_follow_its_state",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TicketEvent",
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
                (
                    "subject",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="events", to="whistle_reporting.ticket"),
                ),
            ],
            options={
                "ordering": ("pk",),
                "indexes": [django.contrib.postgres.indexes.BrinIndex(fields=["at"], name="ticket_event_time")],
            },
        ),
        migrations.CreateModel(
            name="Part",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="whistle_reporting.ticket",
                        verbose_name="ticket",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("lead", "Lead unit"), ("cooperate", "Cooperating unit"), ("outside_lead", "Outside lead unit")],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "klass",
                    models.CharField(
                        choices=[("enforcement", "Integrated enforcement"), ("key_work", "Key work"), ("emergency", "Emergency response")],
                        max_length=12,
                        verbose_name="class",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("dispatched", "Awaiting receipt"),
                            ("signed", "Signed for, awaiting dispatch"),
                            ("assigned", "Assigned, on the way"),
                            ("arrived", "Arrived"),
                            ("surveying", "Preliminary survey"),
                            ("rectifying", "Rectification"),
                            ("return_asked", "Return awaits a ruling"),
                            ("returned", "Returned"),
                            ("outside", "Under way at the outside unit"),
                            ("done", "Awaiting the street's verdict"),
                            ("closed", "Closed"),
                            ("cancelled", "Withdrawn by the street"),
                        ],
                        default="dispatched",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "station",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="station_parts",
                        to="organisation.unit",
                        verbose_name="station",
                    ),
                ),
                (
                    "squad",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="squad_parts",
                        to="organisation.unit",
                        verbose_name="squad",
                    ),
                ),
                (
                    "street",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="street_parts",
                        to="organisation.unit",
                        verbose_name="street",
                    ),
                ),
                (
                    "grid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parts_of_tickets", to="grids.grid", verbose_name="grid"
                    ),
                ),
                ("outside_unit", models.CharField(blank=True, max_length=60, verbose_name="outside unit")),
                (
                    "handler",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handled_parts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="handler",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=0, verbose_name="times reopened")),
                ("bounces", models.PositiveSmallIntegerField(default=0, verbose_name="times returned")),
                ("urged", models.PositiveSmallIntegerField(default=0, verbose_name="times urged")),
                ("extensions_granted", models.PositiveSmallIntegerField(default=0, verbose_name="extensions granted")),
                ("is_supervised", models.BooleanField(default=False, verbose_name="supervised")),
                ("is_paused", models.BooleanField(default=False, verbose_name="clock suspended")),
                ("extension_pending", models.BooleanField(default=False, verbose_name="extension asked for")),
                ("late_entry", models.BooleanField(default=False, verbose_name="late entry")),
                ("result", models.TextField(blank=True, verbose_name="result")),
                (
                    "return_reason",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="whistle_reporting.reason",
                        verbose_name="reason for the return",
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="dispatched to the unit")),
                ("signed_at", models.DateTimeField(null=True, verbose_name="signed for")),
                ("assigned_at", models.DateTimeField(null=True, verbose_name="assigned")),
                ("arrived_at", models.DateTimeField(null=True, verbose_name="arrived")),
                ("done_at", models.DateTimeField(null=True, verbose_name="reported done")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="closed")),
                ("receipt_minutes", models.PositiveIntegerField(null=True, verbose_name="minutes to receipt")),
                ("arrival_minutes", models.PositiveIntegerField(null=True, verbose_name="minutes to arrival")),
                ("disposal_minutes", models.PositiveIntegerField(null=True, verbose_name="minutes of disposal")),
                ("total_minutes", models.PositiveIntegerField(null=True, verbose_name="minutes from dispatch to done")),
                ("receipt_in_time", models.BooleanField(null=True, verbose_name="receipt in time")),
                ("arrival_in_time", models.BooleanField(null=True, verbose_name="arrival in time")),
                ("disposal_in_time", models.BooleanField(null=True, verbose_name="disposal in time")),
                ("due_at", models.DateTimeField(null=True, verbose_name="due")),
                (
                    "due_clock",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("receipt", "Receipt deadline"),
                            ("arrival", "Arrival deadline"),
                            ("disposal", "Disposal deadline"),
                            ("verdict", "Verdict deadline"),
                        ],
                        max_length=8,
                        verbose_name="deadline",
                    ),
                ),
                ("due_provisional", models.BooleanField(default=False, verbose_name="provisional")),
            ],
            options={
                "ordering": ("pk",),
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            (
                                "state__in",
                                (
                                    "dispatched",
                                    "signed",
                                    "assigned",
                                    "arrived",
                                    "surveying",
                                    "rectifying",
                                    "return_asked",
                                    "outside",
                                    "done",
                                ),
                            )
                        ),
                        fields=["station", "due_at"],
                        name="part_open_of_station",
                    ),
                    models.Index(
                        condition=models.Q(
                            (
                                "state__in",
                                (
                                    "dispatched",
                                    "signed",
                                    "assigned",
                                    "arrived",
                                    "surveying",
                                    "rectifying",
                                    "return_asked",
                                    "outside",
                                    "done",
                                ),
                            )
                        ),
                        fields=["street", "due_at"],
                        name="part_open_of_street",
                    ),
                    models.Index(
                        condition=models.Q(
                            (
                                "state__in",
                                (
                                    "dispatched",
                                    "signed",
                                    "assigned",
                                    "arrived",
                                    "surveying",
                                    "rectifying",
                                    "return_asked",
                                    "outside",
                                    "done",
                                ),
                            )
                        ),
                        fields=["grid", "due_at"],
                        name="part_open_of_grid",
                    ),
                    models.Index(
                        condition=models.Q(
                            (
                                "state__in",
                                (
                                    "dispatched",
                                    "signed",
                                    "assigned",
                                    "arrived",
                                    "surveying",
                                    "rectifying",
                                    "return_asked",
                                    "outside",
                                    "done",
                                ),
                            )
                        ),
                        fields=["handler", "due_at"],
                        name="part_open_of_handler",
                    ),
                    models.Index(fields=["station", "opened_at"], name="part_of_station"),
                    django.contrib.postgres.indexes.BrinIndex(fields=["opened_at", "done_at", "closed_at"], name="part_time"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "dispatched",
                                    "signed",
                                    "assigned",
                                    "arrived",
                                    "surveying",
                                    "rectifying",
                                    "return_asked",
                                    "returned",
                                    "outside",
                                    "done",
                                    "closed",
                                    "cancelled",
                                ],
                            )
                        ),
                        name="part_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "outside_lead"), ("station__isnull", True), models.Q(("outside_unit", ""), _negated=True)),
                            models.Q(models.Q(("kind", "outside_lead"), _negated=True), ("outside_unit", ""), ("station__isnull", False)),
                            _connector="OR",
                        ),
                        name="part_has_a_station_or_an_outside_unit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("assigned", "arrived", "surveying", "rectifying")), _negated=True),
                            ("handler__isnull", False),
                            _connector="OR",
                        ),
                        name="part_has_a_handler_when_worked_on",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                (
                                    "dispatched",
                                    "signed",
                                    "assigned",
                                    "arrived",
                                    "surveying",
                                    "rectifying",
                                    "return_asked",
                                    "outside",
                                    "done",
                                ),
                            )
                        ),
                        fields=("ticket", "kind"),
                        name="one_open_part_of_a_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Clock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="clocks", to="whistle_reporting.part", verbose_name="part"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("receipt", "Receipt deadline"),
                            ("arrival", "Arrival deadline"),
                            ("disposal", "Disposal deadline"),
                            ("verdict", "Verdict deadline"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=0, verbose_name="round")),
                ("amount", models.PositiveIntegerField(verbose_name="allowed")),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("working_minutes", "working minutes"),
                            ("working_hours", "working hours"),
                            ("working_days", "working days"),
                            ("minutes", "minutes"),
                            ("hours", "hours"),
                            ("days", "natural days"),
                        ],
                        max_length=16,
                        verbose_name="counted in",
                    ),
                ),
                (
                    "calendar_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workcalendar.version",
                        verbose_name="calendar version",
                    ),
                ),
                ("started_at", models.DateTimeField(verbose_name="started")),
                ("first_due_at", models.DateTimeField(verbose_name="due at first")),
                ("due_at", models.DateTimeField(verbose_name="due")),
                ("is_provisional", models.BooleanField(default=False, verbose_name="provisional")),
                ("paused_at", models.DateTimeField(null=True, verbose_name="suspended since")),
                ("minutes_paused", models.PositiveIntegerField(default=0, verbose_name="minutes suspended")),
                ("extended_by", models.PositiveSmallIntegerField(default=0, verbose_name="extended by")),
                ("stopped_at", models.DateTimeField(null=True, verbose_name="stopped")),
                ("minutes_used", models.PositiveIntegerField(null=True, verbose_name="minutes used")),
                ("in_time", models.BooleanField(null=True, verbose_name="in time")),
                ("entries", models.JSONField(default=list)),
            ],
            options={
                "ordering": ("pk",),
                "indexes": [
                    models.Index(condition=models.Q(("stopped_at__isnull", True)), fields=["due_at"], name="clock_running"),
                    models.Index(
                        condition=models.Q(("is_provisional", True), ("stopped_at__isnull", True)),
                        fields=["due_at"],
                        name="clock_provisional",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("part", "kind", "round"), name="one_clock_of_a_kind_per_round"),
                    models.CheckConstraint(
                        condition=models.Q(("due_at__gte", models.F("started_at"))), name="clock_is_due_after_it_starts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stopped_at__isnull", True), ("minutes_used__isnull", False), _connector="OR"),
                        name="stopped_clock_has_its_minutes",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PartEvent",
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
                (
                    "subject",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="events", to="whistle_reporting.part"),
                ),
                ("internal", models.BooleanField(default=False, verbose_name="only for the police")),
            ],
            options={
                "ordering": ("pk",),
                "indexes": [django.contrib.postgres.indexes.BrinIndex(fields=["at"], name="part_event_time")],
            },
        ),
        migrations.CreateModel(
            name="Verdict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verdicts",
                        to="whistle_reporting.part",
                        verbose_name="part",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(verbose_name="round")),
                (
                    "came",
                    models.CharField(
                        choices=[("yes", "Came"), ("no", "Did not come"), ("unknown", "Not known")],
                        max_length=8,
                        verbose_name="Did they come?",
                    ),
                ),
                (
                    "solved",
                    models.CharField(
                        choices=[("yes", "Solved"), ("partly", "Partly solved"), ("no", "Not solved")],
                        max_length=8,
                        verbose_name="Is it solved?",
                    ),
                ),
                (
                    "satisfied",
                    models.CharField(
                        choices=[
                            ("very", "Very satisfied"),
                            ("satisfied", "Satisfied"),
                            ("basically", "Basically satisfied"),
                            ("fair", "Fair"),
                            ("not", "Not satisfied"),
                            ("not_reached", "Not reached"),
                        ],
                        max_length=12,
                        verbose_name="Is the caller satisfied?",
                    ),
                ),
                ("comment", models.TextField(blank=True, verbose_name="comment")),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="given by",
                    ),
                ),
                ("given_at", models.DateTimeField(verbose_name="given")),
            ],
            options={
                "ordering": ("round",),
                "constraints": [models.UniqueConstraint(fields=("part", "round"), name="one_verdict_per_round")],
            },
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extensions",
                        to="whistle_reporting.part",
                        verbose_name="part",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(verbose_name="round")),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "Asked for"), ("granted", "Granted"), ("refused", "Refused"), ("lapsed", "Lapsed")],
                        default="asked",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                (
                    "reason",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="whistle_reporting.reason", verbose_name="reason"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("asked_amount", models.PositiveSmallIntegerField(verbose_name="asked for")),
                ("granted_amount", models.PositiveSmallIntegerField(null=True, verbose_name="granted")),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked by",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="asked")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="decided")),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(("state", "asked")), fields=("part",), name="one_open_extension")
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="whistle_reporting.ticket",
                        verbose_name="ticket",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="whistle_reporting.part",
                        verbose_name="part",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=0, verbose_name="round")),
                (
                    "phase",
                    models.CharField(
                        choices=[("filing", "When filed"), ("before", "Before"), ("after", "After")], max_length=6, verbose_name="phase"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile", verbose_name="file"
                    ),
                ),
                ("added_at", models.DateTimeField(verbose_name="added")),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("part__isnull", True), ("phase", "filing")),
                            models.Q(("part__isnull", False), ("phase__in", ("before", "after"))),
                            _connector="OR",
                        ),
                        name="evidence_belongs_to_its_phase",
                    )
                ],
            },
        ),
        haidian_policing.steps.triggers.InstallTriggers(),
    ]
