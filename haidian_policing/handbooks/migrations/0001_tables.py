"""The tables of the handbooks."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Chapter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=160, verbose_name="English title")),
                (
                    "anchor",
                    models.CharField(
                        max_length=40, validators=[django.core.validators.RegexValidator("^[a-z][a-z0-9-]*$")], verbose_name="anchor"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                ("body", models.TextField(verbose_name="text")),
                ("body_en", models.TextField(blank=True, verbose_name="English text")),
                (
                    "pages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None, verbose_name="help for the pages"
                    ),
                ),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, default=list, size=None, verbose_name="to be read by"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ("version", "order", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Handbook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=160, verbose_name="English title")),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("opinion", "Opinion"),
                            ("rule", "Rules"),
                            ("example", "Examples"),
                            ("manual", "Manuals"),
                            ("help", "How to use the portal"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
            ],
            options={
                "ordering": ("order",),
            },
        ),
        migrations.CreateModel(
            name="HandbookEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=160, verbose_name="English title")),
                ("code", models.SlugField(db_index=False, max_length=40, verbose_name="code")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("opinion", "Opinion"),
                            ("rule", "Rules"),
                            ("example", "Examples"),
                            ("manual", "Manuals"),
                            ("help", "How to use the portal"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Paragraph",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveSmallIntegerField()),
                ("anchor", models.CharField(max_length=60)),
                ("text", models.TextField()),
                ("text_en", models.TextField(blank=True)),
                ("haystack", models.TextField()),
                ("grams", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=8), size=None)),
            ],
        ),
        migrations.CreateModel(
            name="Reference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "source",
                    models.CharField(
                        choices=[("task", "Task item"), ("whistle", "Whistle item"), ("service", "Service"), ("measure", "Measure")],
                        max_length=10,
                        verbose_name="source",
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("anchor", models.CharField(max_length=60, verbose_name="anchor")),
            ],
            options={
                "ordering": ("source", "code", "handbook__order", "anchor"),
            },
        ),
        migrations.CreateModel(
            name="ReferenceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "source",
                    models.CharField(
                        choices=[("task", "Task item"), ("whistle", "Whistle item"), ("service", "Service"), ("measure", "Measure")],
                        max_length=10,
                        verbose_name="source",
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("anchor", models.CharField(max_length=60, verbose_name="anchor")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Awaiting approval"),
                            ("approved", "Approved, not yet in force"),
                            ("in_force", "In force"),
                            ("superseded", "Superseded"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField(null=True, verbose_name="in force")),
                ("is_default", models.BooleanField(default=False, verbose_name="system default")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="what changed")),
                ("revision", models.PositiveIntegerField(default=1)),
                ("approved_at", models.DateTimeField(null=True, verbose_name="approved")),
            ],
            options={
                "ordering": ("handbook", "-number"),
            },
        ),
        migrations.CreateModel(
            name="VersionEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("verb", models.CharField(max_length=30, verbose_name="step")),
                ("from_state", models.CharField(blank=True, max_length=20, verbose_name="from")),
                ("to_state", models.CharField(max_length=20, verbose_name="to")),
                ("at", models.DateTimeField(verbose_name="when")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("data", models.JSONField(default=dict)),
                ("transaction", models.BigIntegerField(db_default=django.db.models.expressions.RawSQL("txid_current()", []))),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handbook",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "handbooks_handbookevent" ("code", "id", "kind", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "title_en") VALUES (NEW."code", NEW."id", NEW."kind", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."title", NEW."title_en"); RETURN NULL;',
                    hash="6f6e0e30ceee0c06d245ca928e2b12d6fc6dc878",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_54161",
                    table="handbooks_handbook",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handbook",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "handbooks_handbookevent" ("code", "id", "kind", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "title_en") VALUES (NEW."code", NEW."id", NEW."kind", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."title", NEW."title_en"); RETURN NULL;',
                    hash="fa7cf49a898ee9a23d7469560c2fb646713037b6",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_24057",
                    table="handbooks_handbook",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="handbookevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"
            ),
        ),
        migrations.AddField(
            model_name="handbookevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="handbooks.handbook"
            ),
        ),
        migrations.AddField(
            model_name="paragraph",
            name="chapter",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="paragraphs", to="handbooks.chapter"),
        ),
        migrations.AddField(
            model_name="reference",
            name="handbook",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="references", to="handbooks.handbook"),
        ),
        migrations.AddField(
            model_name="referenceevent",
            name="handbook",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="handbooks.handbook",
            ),
        ),
        migrations.AddField(
            model_name="referenceevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="pghistory.context"
            ),
        ),
        migrations.AddField(
            model_name="referenceevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="handbooks.reference"
            ),
        ),
        migrations.AddField(
            model_name="version",
            name="approved_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="approved by",
            ),
        ),
        migrations.AddField(
            model_name="version",
            name="drafted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="drafted by",
            ),
        ),
        migrations.AddField(
            model_name="version",
            name="handbook",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="handbooks.handbook"),
        ),
        migrations.AddField(
            model_name="paragraph",
            name="version",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="paragraphs", to="handbooks.version"
            ),
        ),
        migrations.AddField(
            model_name="chapter",
            name="version",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="chapters", to="handbooks.version"),
        ),
        migrations.AddField(
            model_name="versionevent",
            name="actor",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="who"
            ),
        ),
        migrations.AddField(
            model_name="versionevent",
            name="on_behalf",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="entered for",
            ),
        ),
        migrations.AddField(
            model_name="versionevent",
            name="subject",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="events", to="handbooks.version"),
        ),
        migrations.AddConstraint(
            model_name="reference",
            constraint=models.UniqueConstraint(fields=("source", "code", "handbook", "anchor"), name="reference_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reference",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "handbooks_referenceevent" ("anchor", "code", "handbook_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (NEW."anchor", NEW."code", NEW."handbook_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source"); RETURN NULL;',
                    hash="0cd53dd396f688413a48f0ee87e25348d7d1074b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f1671",
                    table="handbooks_reference",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reference",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "handbooks_referenceevent" ("anchor", "code", "handbook_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (NEW."anchor", NEW."code", NEW."handbook_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source"); RETURN NULL;',
                    hash="35a7e1d0aeebcfc3379a29df5872f3e354ed3a14",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d73fc",
                    table="handbooks_reference",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(fields=("handbook", "number"), name="handbook_version_once"),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_default", False), ("state__in", ("draft", "submitted"))),
                fields=("handbook",),
                name="handbook_one_open_draft",
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("handbook", "="), ("valid", "&&")], name="handbook_versions_in_force_apart"
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("draft", "submitted", "withdrawn")),
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False), ("valid__isnull", False)),
                    _connector="OR",
                ),
                name="handbook_approved_says_who_and_from_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by__isnull", True),
                    ("drafted_by__isnull", True),
                    models.Q(("approved_by", models.F("drafted_by")), _negated=True),
                    _connector="OR",
                ),
                name="handbook_approved_by_a_second_person",
            ),
        ),
        migrations.AddIndex(
            model_name="paragraph",
            index=django.contrib.postgres.indexes.GinIndex(fields=["grams"], name="handbook_paragraph_grams"),
        ),
        migrations.AddIndex(
            model_name="paragraph",
            index=models.Index(fields=["version", "anchor"], name="handbooks_p_version_bdf7b0_idx"),
        ),
        migrations.AddConstraint(
            model_name="chapter",
            constraint=models.UniqueConstraint(fields=("version", "anchor"), name="chapter_anchor_once_in_a_version"),
        ),
    ]
