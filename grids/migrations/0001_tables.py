"""The tables of this app."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import haidian_policing.organisation.models
import haidian_policing.steps.triggers


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("files", "0001_tables"),
        ("organisation", "0001_tables"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Community",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=80, verbose_name="English name")),
                ("initials", models.CharField(blank=True, max_length=40, verbose_name="pinyin initials")),
                (
                    "kind",
                    models.CharField(
                        choices=[("community", "Community"), ("village", "Village"), ("campus", "Campus")],
                        default="community",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "street",
                    models.ForeignKey(
                        limit_choices_to={"kind": "street"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="communities",
                        to="organisation.unit",
                        verbose_name="street",
                    ),
                ),
                ("polygon", models.JSONField(default=list, verbose_name="outline")),
                ("area_km2", models.DecimalField(decimal_places=3, max_digits=7, verbose_name="area (km²)")),
                ("neighbours", models.ManyToManyField(blank=True, to="grids.community", verbose_name="neighbours")),
            ],
            options={
                "ordering": ("street__order", "code"),
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grids_communityevent" ("area_km2", "code", "id", "initials", "kind", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "polygon", "street_id") VALUES (NEW."area_km2", NEW."code", NEW."id", NEW."initials", NEW."kind", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."polygon", NEW."street_id"); RETURN NULL;',
                            hash="3854c641cd8866c385c74fcd7035136117ee6743",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ba1ad",
                            table="grids_community",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "grids_communityevent" ("area_km2", "code", "id", "initials", "kind", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "polygon", "street_id") VALUES (NEW."area_km2", NEW."code", NEW."id", NEW."initials", NEW."kind", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."polygon", NEW."street_id"); RETURN NULL;',
                            hash="773f91768ea9d1f8f40c3fcc5f33e527879faf34",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_26d7f",
                            table="grids_community",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CatalogueVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("indicators", "Workload indicators"), ("tasks", "Task list")], max_length=12, verbose_name="catalogue"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Not yet approved"), ("approved", "Approved")],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="drafted by",
                    ),
                ),
                ("drafted_at", models.DateTimeField(verbose_name="drafted")),
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
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
            ],
            options={
                "ordering": ("kind", "-number"),
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "number"), name="catalogue_version_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_at__isnull", True), ("approved_by__isnull", True), ("state", "draft")),
                            models.Q(
                                ("approved_at__isnull", False),
                                ("approved_by__isnull", False),
                                ("state", "approved"),
                                ("valid_from__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="approved_catalogue_says_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True),
                            ("drafted_by__isnull", True),
                            models.Q(("approved_by", models.F("drafted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="catalogue_approved_by_a_second_person",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grids_catalogueversionevent" ("approved_at", "approved_by_id", "drafted_at", "drafted_by_id", "id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "valid_from") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."drafted_at", NEW."drafted_by_id", NEW."id", NEW."kind", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state", NEW."valid_from"); RETURN NULL;',
                            hash="9a5b04bd44294e4b3421d4db8f56ab641481d37c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5a936",
                            table="grids_catalogueversion",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "grids_catalogueversionevent" ("approved_at", "approved_by_id", "drafted_at", "drafted_by_id", "id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "valid_from") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."drafted_at", NEW."drafted_by_id", NEW."id", NEW."kind", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state", NEW."valid_from"); RETURN NULL;',
                            hash="7e8b0705d9203e7a325abb275ac41092ce27a64e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_86dd7",
                            table="grids_catalogueversion",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("name_en", models.CharField(max_length=120, verbose_name="English name")),
                ("number", models.PositiveSmallIntegerField(unique=True, verbose_name="number")),
                ("family", models.CharField(max_length=10, verbose_name="family")),
                ("unit", models.CharField(max_length=10, verbose_name="unit of count")),
                ("unit_en", models.CharField(max_length=20)),
                ("source", models.CharField(max_length=40, verbose_name="source")),
                ("source_en", models.CharField(max_length=60)),
                ("about_people", models.BooleanField(default=False, verbose_name="about people: below five shows as “<5”")),
            ],
            options={
                "ordering": ("number",),
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grids_indicatorevent" ("about_people", "family", "id", "name", "name_en", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "source_en", "unit", "unit_en") VALUES (NEW."about_people", NEW."family", NEW."id", NEW."name", NEW."name_en", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source", NEW."source_en", NEW."unit", NEW."unit_en"); RETURN NULL;',
                            hash="c47d744b62aafa3a8e93427306c2e84690f31075",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ff081",
                            table="grids_indicator",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "grids_indicatorevent" ("about_people", "family", "id", "name", "name_en", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "source_en", "unit", "unit_en") VALUES (NEW."about_people", NEW."family", NEW."id", NEW."name", NEW."name_en", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."source_en", NEW."unit", NEW."unit_en"); RETURN NULL;',
                            hash="2c537bc8915d9003f61212f74f2e7a70d19d7888",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_20a20",
                            table="grids_indicator",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommunityEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="grids.community"
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
                ("name_en", models.CharField(blank=True, max_length=80, verbose_name="English name")),
                ("initials", models.CharField(blank=True, max_length=40, verbose_name="pinyin initials")),
                (
                    "kind",
                    models.CharField(
                        choices=[("community", "Community"), ("village", "Village"), ("campus", "Campus")],
                        default="community",
                        max_length=10,
                        verbose_name="kind",
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
                ("polygon", models.JSONField(default=list, verbose_name="outline")),
                ("area_km2", models.DecimalField(decimal_places=3, max_digits=7, verbose_name="area (km²)")),
            ],
            options={
                "abstract": False,
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
                        to="grids.catalogueversion",
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
                        choices=[("indicators", "Workload indicators"), ("tasks", "Task list")], max_length=12, verbose_name="catalogue"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Not yet approved"), ("approved", "Approved")],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="drafted by",
                    ),
                ),
                ("drafted_at", models.DateTimeField(verbose_name="drafted")),
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
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IndicatorEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="grids.indicator"
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
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("name_en", models.CharField(max_length=120, verbose_name="English name")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("family", models.CharField(max_length=10, verbose_name="family")),
                ("unit", models.CharField(max_length=10, verbose_name="unit of count")),
                ("unit_en", models.CharField(max_length=20)),
                ("source", models.CharField(max_length=40, verbose_name="source")),
                ("source_en", models.CharField(max_length=60)),
                ("about_people", models.BooleanField(default=False, verbose_name="about people: below five shows as “<5”")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IndicatorWeight",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="weights", to="grids.catalogueversion"),
                ),
                ("indicator", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="weights", to="grids.indicator")),
                (
                    "weight",
                    models.DecimalField(
                        decimal_places=5, max_digits=6, validators=[django.core.validators.MinValueValidator(0)], verbose_name="weight"
                    ),
                ),
            ],
            options={
                "ordering": ("indicator__number",),
                "constraints": [
                    models.UniqueConstraint(fields=("version", "indicator"), name="indicator_once_in_a_version"),
                    models.CheckConstraint(condition=models.Q(("weight__range", (0, 1))), name="weight_between_0_and_1"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grids_indicatorweightevent" ("id", "indicator_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version_id", "weight") VALUES (NEW."id", NEW."indicator_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version_id", NEW."weight"); RETURN NULL;',
                            hash="0a0e9607c12caf175b64ee480cb055449f98b292",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_03cdc",
                            table="grids_indicatorweight",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "grids_indicatorweightevent" ("id", "indicator_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version_id", "weight") VALUES (NEW."id", NEW."indicator_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version_id", NEW."weight"); RETURN NULL;',
                            hash="149fa7d3f020d7982cad8253c9e9b487fa349977",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a3c30",
                            table="grids_indicatorweight",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TaskCategory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("name_en", models.CharField(max_length=120, verbose_name="English name")),
                (
                    "version",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="categories", to="grids.catalogueversion"),
                ),
                ("code", models.CharField(max_length=10, verbose_name="code")),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
            ],
            options={
                "ordering": ("version", "order"),
                "constraints": [models.UniqueConstraint(fields=("version", "code"), name="category_code_once_in_a_version")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grids_taskcategoryevent" ("code", "id", "name", "name_en", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version_id") VALUES (NEW."code", NEW."id", NEW."name", NEW."name_en", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version_id"); RETURN NULL;',
                            hash="e5b4951909e09a11f951d7517de36a920071c80d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ac456",
                            table="grids_taskcategory",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "grids_taskcategoryevent" ("code", "id", "name", "name_en", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version_id") VALUES (NEW."code", NEW."id", NEW."name", NEW."name_en", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version_id"); RETURN NULL;',
                            hash="c3f68bf203081949bcfa580b8de0b5b207513449",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6f8c6",
                            table="grids_taskcategory",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IndicatorWeightEvent",
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
                        to="grids.indicatorweight",
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
                        to="grids.catalogueversion",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grids.indicator",
                    ),
                ),
                (
                    "weight",
                    models.DecimalField(
                        decimal_places=5, max_digits=6, validators=[django.core.validators.MinValueValidator(0)], verbose_name="weight"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TaskCategoryEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="grids.taskcategory"
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
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("name_en", models.CharField(max_length=120, verbose_name="English name")),
                (
                    "version",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grids.catalogueversion",
                    ),
                ),
                ("code", models.CharField(max_length=10, verbose_name="code")),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TaskItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("name_en", models.CharField(max_length=120, verbose_name="English name")),
                ("category", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="items", to="grids.taskcategory")),
                ("code", models.CharField(max_length=10, verbose_name="code")),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
            ],
            options={
                "ordering": ("category", "order"),
                "constraints": [models.UniqueConstraint(fields=("category", "code"), name="item_code_once_in_a_category")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grids_taskitemevent" ("category_id", "code", "id", "name", "name_en", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."category_id", NEW."code", NEW."id", NEW."name", NEW."name_en", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="9e18b0f35268909f3b6d9c1011f434d330ebbd1a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f2156",
                            table="grids_taskitem",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "grids_taskitemevent" ("category_id", "code", "id", "name", "name_en", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."category_id", NEW."code", NEW."id", NEW."name", NEW."name_en", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="63e7a84709d3c74b6d4a5762fced79507319767d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f7647",
                            table="grids_taskitem",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TaskItemEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="grids.taskitem"
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
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("name_en", models.CharField(max_length=120, verbose_name="English name")),
                (
                    "category",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grids.taskcategory",
                    ),
                ),
                ("code", models.CharField(max_length=10, verbose_name="code")),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TaskEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("name_en", models.CharField(max_length=120, verbose_name="English name")),
                ("item", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="grids.taskitem")),
                ("code", models.CharField(max_length=10, verbose_name="code")),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                (
                    "frequency",
                    models.CharField(
                        choices=[
                            ("daily", "every working day"),
                            ("weekly", "every week"),
                            ("monthly", "every month"),
                            ("quarterly", "every quarter"),
                            ("yearly", "every year"),
                            ("on_demand", "when needed"),
                        ],
                        max_length=10,
                        verbose_name="frequency",
                    ),
                ),
                ("times", models.PositiveSmallIntegerField(verbose_name="times per period")),
                ("unit", models.CharField(max_length=10, verbose_name="unit of count")),
                ("unit_en", models.CharField(max_length=20)),
                (
                    "evidence",
                    models.CharField(
                        choices=[
                            ("count", "count only"),
                            ("note", "note"),
                            ("place", "place and count"),
                            ("place_photo", "place and photo of the thing"),
                            ("form_number", "place and form number"),
                            ("case_number", "case number"),
                            ("ticket_number", "ticket number"),
                            ("roster", "from roster or queue, not logged again"),
                        ],
                        max_length=14,
                        verbose_name="evidence",
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="standard minutes")),
                ("hint", models.CharField(blank=True, max_length=200, verbose_name="hint")),
                ("hint_en", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "ordering": ("item", "order"),
                "constraints": [models.UniqueConstraint(fields=("item", "code"), name="entry_code_once_in_an_item")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grids_taskentryevent" ("code", "evidence", "frequency", "hint", "hint_en", "id", "item_id", "minutes", "name", "name_en", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "times", "unit", "unit_en") VALUES (NEW."code", NEW."evidence", NEW."frequency", NEW."hint", NEW."hint_en", NEW."id", NEW."item_id", NEW."minutes", NEW."name", NEW."name_en", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."times", NEW."unit", NEW."unit_en"); RETURN NULL;',
                            hash="0b6a845430b38143736b711f96b72198d368e22e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_05223",
                            table="grids_taskentry",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "grids_taskentryevent" ("code", "evidence", "frequency", "hint", "hint_en", "id", "item_id", "minutes", "name", "name_en", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "times", "unit", "unit_en") VALUES (NEW."code", NEW."evidence", NEW."frequency", NEW."hint", NEW."hint_en", NEW."id", NEW."item_id", NEW."minutes", NEW."name", NEW."name_en", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."times", NEW."unit", NEW."unit_en"); RETURN NULL;',
                            hash="bb2fe42fee81a212d71c32c00411239d202c52d7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a8c11",
                            table="grids_taskentry",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TaskEntryEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="grids.taskentry"
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
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("name_en", models.CharField(max_length=120, verbose_name="English name")),
                (
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grids.taskitem",
                    ),
                ),
                ("code", models.CharField(max_length=10, verbose_name="code")),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                (
                    "frequency",
                    models.CharField(
                        choices=[
                            ("daily", "every working day"),
                            ("weekly", "every week"),
                            ("monthly", "every month"),
                            ("quarterly", "every quarter"),
                            ("yearly", "every year"),
                            ("on_demand", "when needed"),
                        ],
                        max_length=10,
                        verbose_name="frequency",
                    ),
                ),
                ("times", models.PositiveSmallIntegerField(verbose_name="times per period")),
                ("unit", models.CharField(max_length=10, verbose_name="unit of count")),
                ("unit_en", models.CharField(max_length=20)),
                (
                    "evidence",
                    models.CharField(
                        choices=[
                            ("count", "count only"),
                            ("note", "note"),
                            ("place", "place and count"),
                            ("place_photo", "place and photo of the thing"),
                            ("form_number", "place and form number"),
                            ("case_number", "case number"),
                            ("ticket_number", "ticket number"),
                            ("roster", "from roster or queue, not logged again"),
                        ],
                        max_length=14,
                        verbose_name="evidence",
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="standard minutes")),
                ("hint", models.CharField(blank=True, max_length=200, verbose_name="hint")),
                ("hint_en", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Suspension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts", models.DateField(verbose_name="from")),
                ("ends", models.DateField(verbose_name="until (excluded)")),
                ("order_number", models.CharField(max_length=40, verbose_name="order number")),
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                (
                    "ordered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ordered by",
                    ),
                ),
                ("ordered_at", models.DateTimeField(verbose_name="ordered")),
                ("entries", models.ManyToManyField(related_name="suspensions", to="grids.taskentry", verbose_name="tasks")),
                ("stations", models.ManyToManyField(related_name="task_suspensions", to="organisation.unit", verbose_name="stations")),
            ],
            options={
                "ordering": ("-starts", "pk"),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("ends__gt", models.F("starts"))), name="suspension_ends_after_it_starts")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grids_suspensionevent" ("ends", "id", "order_number", "ordered_at", "ordered_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "starts") VALUES (NEW."ends", NEW."id", NEW."order_number", NEW."ordered_at", NEW."ordered_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."starts"); RETURN NULL;',
                            hash="91d42af67c9fee3023ea3bba324c4eeadfabf789",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b462a",
                            table="grids_suspension",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "grids_suspensionevent" ("ends", "id", "order_number", "ordered_at", "ordered_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "starts") VALUES (NEW."ends", NEW."id", NEW."order_number", NEW."ordered_at", NEW."ordered_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."starts"); RETURN NULL;',
                            hash="a7b9dfd64d7c21cf5bedc35ccd01beb52626fae5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_cbb3c",
                            table="grids_suspension",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SuspensionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="grids.suspension"
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
                ("starts", models.DateField(verbose_name="from")),
                ("ends", models.DateField(verbose_name="until (excluded)")),
                ("order_number", models.CharField(max_length=40, verbose_name="order number")),
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                (
                    "ordered_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ordered by",
                    ),
                ),
                ("ordered_at", models.DateTimeField(verbose_name="ordered")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Grid",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="grid number")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=80, verbose_name="English name")),
                ("initials", models.CharField(blank=True, max_length=40, verbose_name="pinyin initials")),
                (
                    "station",
                    models.ForeignKey(
                        limit_choices_to={"kind": "station"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grids",
                        to="organisation.unit",
                        verbose_name="station",
                    ),
                ),
                (
                    "squad",
                    models.ForeignKey(
                        limit_choices_to={"kind": "squad"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="squad_grids",
                        to="organisation.unit",
                        verbose_name="squad",
                    ),
                ),
                (
                    "street",
                    models.ForeignKey(
                        limit_choices_to={"kind": "street"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="street_grids",
                        to="organisation.unit",
                        verbose_name="street",
                    ),
                ),
                ("population", models.PositiveIntegerField(default=0, verbose_name="actual population")),
                ("tidal_population", models.PositiveIntegerField(default=0, verbose_name="tidal population")),
                ("complexity", models.PositiveSmallIntegerField(default=3, verbose_name="public-order complexity")),
                ("hazards", models.PositiveSmallIntegerField(default=3, verbose_name="hazards")),
                ("population_difficulty", models.PositiveSmallIntegerField(default=3, verbose_name="difficulty of population management")),
                ("starts", models.DateField(verbose_name="from")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="until (excluded)")),
            ],
            options={
                "ordering": ("station__order", "code"),
                "indexes": [
                    models.Index(fields=["station", "code"], name="grids_grid_station_031c89_idx"),
                    models.Index(fields=["street", "code"], name="grids_grid_street__2ba02d_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                        name="grid_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("complexity__range", (1, 5)), ("hazards__range", (1, 5)), ("population_difficulty__range", (1, 5))
                        ),
                        name="grid_ratings_are_1_to_5",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grids_gridevent" ("code", "complexity", "ends", "hazards", "id", "initials", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population", "population_difficulty", "squad_id", "starts", "station_id", "street_id", "tidal_population") VALUES (NEW."code", NEW."complexity", NEW."ends", NEW."hazards", NEW."id", NEW."initials", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."population", NEW."population_difficulty", NEW."squad_id", NEW."starts", NEW."station_id", NEW."street_id", NEW."tidal_population"); RETURN NULL;',
                            hash="d942308a643a1cf95eefbbded43fa5745ab017ee",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_57a01",
                            table="grids_grid",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "grids_gridevent" ("code", "complexity", "ends", "hazards", "id", "initials", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population", "population_difficulty", "squad_id", "starts", "station_id", "street_id", "tidal_population") VALUES (NEW."code", NEW."complexity", NEW."ends", NEW."hazards", NEW."id", NEW."initials", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."population", NEW."population_difficulty", NEW."squad_id", NEW."starts", NEW."station_id", NEW."street_id", NEW."tidal_population"); RETURN NULL;',
                            hash="99cb4a88324b62795c7ad01b0ae0658711ca74f8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c5104",
                            table="grids_grid",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GridEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="grids.grid"
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
                ("code", models.CharField(max_length=20, verbose_name="grid number")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=80, verbose_name="English name")),
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
                    "squad",
                    models.ForeignKey(
                        db_constraint=False,
                        limit_choices_to={"kind": "squad"},
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisation.unit",
                        verbose_name="squad",
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
                ("population", models.PositiveIntegerField(default=0, verbose_name="actual population")),
                ("tidal_population", models.PositiveIntegerField(default=0, verbose_name="tidal population")),
                ("complexity", models.PositiveSmallIntegerField(default=3, verbose_name="public-order complexity")),
                ("hazards", models.PositiveSmallIntegerField(default=3, verbose_name="hazards")),
                ("population_difficulty", models.PositiveSmallIntegerField(default=3, verbose_name="difficulty of population management")),
                ("starts", models.DateField(verbose_name="from")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="until (excluded)")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="GridCommunity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("grid", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="grids.grid")),
                (
                    "community",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="grids.community"),
                ),
                ("starts", models.DateField(verbose_name="from")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="until (excluded)")),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("community", "="),
                            (
                                haidian_policing.organisation.models.DateRange(
                                    "starts", "ends", django.contrib.postgres.fields.ranges.RangeBoundary()
                                ),
                                "&&",
                            ),
                        ],
                        name="community_in_one_grid_at_a_time",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grids_gridcommunityevent" ("community_id", "ends", "grid_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts") VALUES (NEW."community_id", NEW."ends", NEW."grid_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts"); RETURN NULL;',
                            hash="9c2089f01b592d41011a67ff8718039fb5e52c18",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_aaf9c",
                            table="grids_gridcommunity",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "grids_gridcommunityevent" ("community_id", "ends", "grid_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts") VALUES (NEW."community_id", NEW."ends", NEW."grid_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts"); RETURN NULL;',
                            hash="253d708ac388a0ad1d0683e4dff7f414f8453d39",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_639c1",
                            table="grids_gridcommunity",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IndicatorValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "grid",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="indicator_values", to="grids.grid"
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="values", to="grids.indicator"
                    ),
                ),
                ("as_of", models.DateField(verbose_name="as of")),
                ("value", models.PositiveIntegerField(verbose_name="count")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("grid", "indicator", "as_of"), name="indicator_counted_once_a_day")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grids_indicatorvalueevent" ("as_of", "grid_id", "id", "indicator_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") VALUES (NEW."as_of", NEW."grid_id", NEW."id", NEW."indicator_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."value"); RETURN NULL;',
                            hash="0379bdc4067c83cc581a6cc4ac2ac265a0a89bf0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_eac43",
                            table="grids_indicatorvalue",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "grids_indicatorvalueevent" ("as_of", "grid_id", "id", "indicator_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") VALUES (NEW."as_of", NEW."grid_id", NEW."id", NEW."indicator_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."value"); RETURN NULL;',
                            hash="6e3c9d0ae6dbbf0c5aefccb641b7a4b6a868612e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3ac0d",
                            table="grids_indicatorvalue",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkloadIndex",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "grid",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="workloads", to="grids.grid"
                    ),
                ),
                ("version", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="grids.catalogueversion")),
                ("as_of", models.DateField(verbose_name="as of")),
                ("base", models.FloatField(verbose_name="base population")),
                ("correction", models.FloatField(verbose_name="correction")),
                ("index", models.FloatField(verbose_name="workload index")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("grid", "as_of", "version"), name="workload_once_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(("correction__gte", 0), ("correction__lte", 1.000001)), name="workload_at_most_doubles"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "grid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assignments", to="grids.grid", verbose_name="grid"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="officer",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("lead", "Lead officer"), ("assistant", "Assistant officer"), ("acting", "Acting lead")],
                        default="lead",
                        max_length=10,
                        verbose_name="as",
                    ),
                ),
                ("starts", models.DateField(verbose_name="from")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="until (excluded)")),
                ("order_number", models.CharField(blank=True, max_length=40, verbose_name="order number")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
            ],
            options={
                "ordering": ("-starts", "pk"),
                "indexes": [models.Index(fields=["person", "grid"], name="grids_assig_person__cf93e9_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                        name="assignment_ends_after_it_starts",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("kind__in", ("lead", "acting"))),
                        expressions=[
                            ("grid", "="),
                            ("kind", "="),
                            (
                                haidian_policing.organisation.models.DateRange(
                                    "starts", "ends", django.contrib.postgres.fields.ranges.RangeBoundary()
                                ),
                                "&&",
                            ),
                        ],
                        name="one_lead_per_grid_at_a_time",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends__isnull", True), ("kind", "lead")), fields=("grid",), name="one_open_lead_per_grid"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("grid", "="),
                            ("person", "="),
                            (
                                haidian_policing.organisation.models.DateRange(
                                    "starts", "ends", django.contrib.postgres.fields.ranges.RangeBoundary()
                                ),
                                "&&",
                            ),
                        ],
                        name="officer_holds_a_grid_once_at_a_time",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grids_assignmentevent" ("ends", "grid_id", "id", "kind", "order_number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "starts") VALUES (NEW."ends", NEW."grid_id", NEW."id", NEW."kind", NEW."order_number", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."starts"); RETURN NULL;',
                            hash="0150c7be985155fe4d75e98ca6f3ebaceda3251c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ad855",
                            table="grids_assignment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "grids_assignmentevent" ("ends", "grid_id", "id", "kind", "order_number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "starts") VALUES (NEW."ends", NEW."grid_id", NEW."id", NEW."kind", NEW."order_number", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."starts"); RETURN NULL;',
                            hash="3d1285847d83abdd898304d9130baa991c4ce34e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_412f5",
                            table="grids_assignment",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoadChief",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "street",
                    models.ForeignKey(
                        limit_choices_to={"kind": "street"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="road_chiefs",
                        to="organisation.unit",
                        verbose_name="street",
                    ),
                ),
                (
                    "grid",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="road_chiefs",
                        to="grids.grid",
                        verbose_name="grid",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("general", "Party secretary and general chief of the street"),
                            ("deputy", "Deputy general chief"),
                            ("trunk", "Chief of an expressway or trunk road"),
                            ("secondary", "Chief of a secondary or branch road"),
                            ("alley", "Chief of a back alley"),
                            ("steward", "Alley steward"),
                        ],
                        max_length=10,
                        verbose_name="level",
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("duty", models.CharField(blank=True, max_length=60, verbose_name="duty")),
                ("road", models.CharField(max_length=80, verbose_name="road or area")),
                ("phone_sealed", models.BinaryField(blank=True, null=True, verbose_name="phone")),
                ("phone_hash", models.BinaryField(blank=True, db_index=True, null=True)),
                ("starts", models.DateField(verbose_name="from")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="until (excluded)")),
            ],
            options={
                "ordering": ("street__order", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                        name="chief_ends_after_he_starts",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grids_roadchiefevent" ("duty", "ends", "grid_id", "id", "level", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "road", "starts", "street_id") VALUES (NEW."duty", NEW."ends", NEW."grid_id", NEW."id", NEW."level", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."road", NEW."starts", NEW."street_id"); RETURN NULL;',
                            hash="edb7b61d787d6d50bf2439f099d02007865a55ce",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a1e80",
                            table="grids_roadchief",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."duty" IS DISTINCT FROM (NEW."duty") OR OLD."ends" IS DISTINCT FROM (NEW."ends") OR OLD."grid_id" IS DISTINCT FROM (NEW."grid_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."road" IS DISTINCT FROM (NEW."road") OR OLD."starts" IS DISTINCT FROM (NEW."starts") OR OLD."street_id" IS DISTINCT FROM (NEW."street_id"))',
                            func='INSERT INTO "grids_roadchiefevent" ("duty", "ends", "grid_id", "id", "level", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "road", "starts", "street_id") VALUES (NEW."duty", NEW."ends", NEW."grid_id", NEW."id", NEW."level", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."road", NEW."starts", NEW."street_id"); RETURN NULL;',
                            hash="a4e6f525412fa3bf2b9b564d6a2a2fb706996292",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c2bf6",
                            table="grids_roadchief",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TaskDue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "grid",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dues",
                        to="grids.grid",
                        verbose_name="grid",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dues",
                        to="grids.taskentry",
                        verbose_name="task",
                    ),
                ),
                ("starts", models.DateField(verbose_name="from")),
                ("ends", models.DateField(verbose_name="until (excluded)")),
                ("due_on", models.DateField(verbose_name="due on")),
                ("planned", models.PositiveSmallIntegerField(verbose_name="planned")),
                ("needed", models.PositiveSmallIntegerField(verbose_name="needed")),
                (
                    "officer",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dues",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="responsible officer",
                    ),
                ),
            ],
            options={
                "ordering": ("due_on", "pk"),
                "indexes": [
                    models.Index(fields=["officer", "due_on"], name="due_officer_day"),
                    django.contrib.postgres.indexes.BrinIndex(fields=["due_on"], name="due_day_brin"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("grid", "starts", "entry"), name="entry_due_once_a_period"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends__gt", models.F("starts")), ("due_on__gte", models.F("starts")), ("due_on__lt", models.F("ends"))
                        ),
                        name="due_lies_in_its_period",
                    ),
                    models.CheckConstraint(condition=models.Q(("needed__lte", models.F("planned"))), name="needed_at_most_planned"),
                ],
            },
        ),
        migrations.CreateModel(
            name="GridCommunityEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="grids.gridcommunity"
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
                    "grid",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grids.grid",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grids.community",
                    ),
                ),
                ("starts", models.DateField(verbose_name="from")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="until (excluded)")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IndicatorValueEvent",
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
                        to="grids.indicatorvalue",
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
                    "grid",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grids.grid",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grids.indicator",
                    ),
                ),
                ("as_of", models.DateField(verbose_name="as of")),
                ("value", models.PositiveIntegerField(verbose_name="count")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AssignmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="grids.assignment"
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
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="officer",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("lead", "Lead officer"), ("assistant", "Assistant officer"), ("acting", "Acting lead")],
                        default="lead",
                        max_length=10,
                        verbose_name="as",
                    ),
                ),
                ("starts", models.DateField(verbose_name="from")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="until (excluded)")),
                ("order_number", models.CharField(blank=True, max_length=40, verbose_name="order number")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RoadChiefEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="grids.roadchief"
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
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grids.grid",
                        verbose_name="grid",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("general", "Party secretary and general chief of the street"),
                            ("deputy", "Deputy general chief"),
                            ("trunk", "Chief of an expressway or trunk road"),
                            ("secondary", "Chief of a secondary or branch road"),
                            ("alley", "Chief of a back alley"),
                            ("steward", "Alley steward"),
                        ],
                        max_length=10,
                        verbose_name="level",
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("duty", models.CharField(blank=True, max_length=60, verbose_name="duty")),
                ("road", models.CharField(max_length=80, verbose_name="road or area")),
                ("starts", models.DateField(verbose_name="from")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="until (excluded)")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TaskLog",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "grid",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="logs",
                        to="grids.grid",
                        verbose_name="grid",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="logs",
                        to="grids.taskentry",
                        verbose_name="task",
                    ),
                ),
                (
                    "due",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="logs",
                        to="grids.taskdue",
                        verbose_name="due",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="task_logs",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="officer",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="entered for him by",
                    ),
                ),
                ("done_on", models.DateField(verbose_name="done on")),
                ("count", models.PositiveSmallIntegerField(verbose_name="count")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
                ("place", models.CharField(blank=True, max_length=100, verbose_name="place")),
                ("number", models.CharField(blank=True, max_length=40, verbose_name="number")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("logged", "Awaiting verification"),
                            ("verified", "Verified"),
                            ("returned", "Returned"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="logged",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("token", models.UUIDField(blank=True, editable=False, null=True)),
            ],
            options={
                "ordering": ("-done_on", "-pk"),
                "indexes": [
                    models.Index(fields=["grid", "done_on"], name="log_grid_day"),
                    models.Index(fields=["officer", "done_on"], name="log_officer_day"),
                    models.Index(condition=models.Q(("due__isnull", False)), fields=["due"], name="log_due"),
                    models.Index(condition=models.Q(("state__in", ("logged", "returned"))), fields=["grid"], name="log_open"),
                    django.contrib.postgres.indexes.BrinIndex(fields=["done_on"], name="log_day_brin"),
                ],
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(("token__isnull", False)), fields=("token",), name="log_sent_once"),
                    models.CheckConstraint(condition=models.Q(("count__range", (1, 999))), name="log_counts_something"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["logged", "verified", "returned", "withdrawn"])), name="log_state_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("entered_by__isnull", True), models.Q(("entered_by", models.F("officer")), _negated=True), _connector="OR"
                        ),
                        name="log_entered_by_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TaskLogPhoto",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("log", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="photos", to="grids.tasklog")),
                (
                    "file",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="task_log_photo", to="files.storedfile"),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="TaskLogEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("verb", models.CharField(max_length=30, verbose_name="step")),
                ("from_state", models.CharField(blank=True, max_length=20, verbose_name="from")),
                ("to_state", models.CharField(max_length=20, verbose_name="to")),
                ("at", models.DateTimeField(verbose_name="when")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("data", models.JSONField(default=dict)),
                ("transaction", models.BigIntegerField(db_default=django.db.models.expressions.RawSQL("txid_current()", []))),
                ("subject", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="events", to="grids.tasklog")),
                (
                    "actor",
                    models.ForeignKey(
                        db_index=False,
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
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="entered for",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        haidian_policing.steps.triggers.InstallTriggers(),
        migrations.AddField(
            model_name="Grid",
            name="communities",
            field=models.ManyToManyField(
                related_name="grids", through="grids.GridCommunity", to="grids.community", verbose_name="communities"
            ),
        ),
    ]
