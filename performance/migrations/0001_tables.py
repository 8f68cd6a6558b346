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
            name="Period",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("month", "Month"), ("quarter", "Quarter"), ("year", "Year")], max_length=8, verbose_name="kind"
                    ),
                ),
                ("starts", models.DateField(verbose_name="from")),
                ("ends", models.DateField(verbose_name="until (excluded)")),
                ("corrections_until", models.DateField(verbose_name="corrections until")),
                (
                    "state",
                    models.CharField(
                        choices=[("running", "Running"), ("checking", "Being checked"), ("settled", "Settled")],
                        default="running",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
            ],
            options={
                "ordering": ("-starts", "kind"),
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "starts"), name="a_period_begins_once"),
                    models.CheckConstraint(
                        condition=models.Q(("corrections_until__gte", models.F("ends")), ("ends__gt", models.F("starts"))),
                        name="period_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["running", "checking", "settled"])), name="period_state_is_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Fact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("aggregate", models.CharField(max_length=20)),
                ("month", models.DateField(verbose_name="accounting month")),
                ("day", models.DateField(verbose_name="day")),
                (
                    "station",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="station",
                    ),
                ),
                (
                    "squad",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="squad",
                    ),
                ),
                (
                    "grid",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="grids.grid",
                        verbose_name="grid",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="officer",
                    ),
                ),
                ("item", models.CharField(blank=True, max_length=10, verbose_name="item")),
                ("needed", models.PositiveIntegerField(verbose_name="needed")),
                ("done", models.PositiveIntegerField(verbose_name="done")),
                ("in_time", models.PositiveIntegerField(verbose_name="in time")),
                ("credit", models.PositiveIntegerField(verbose_name="credit in hundredths")),
            ],
            options={
                "indexes": [models.Index(fields=["month", "aggregate", "station"], name="fact_slice")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("credit__lte", django.db.models.expressions.CombinedExpression(models.F("needed"), "*", models.Value(100))),
                            ("done__lte", models.F("needed")),
                            ("in_time__lte", models.F("done")),
                        ),
                        name="fact_counts_fit",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FillState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("aggregate", models.CharField(max_length=20, verbose_name="counted")),
                ("month", models.DateField(verbose_name="accounting month")),
                ("filled_at", models.DateTimeField(null=True, verbose_name="filled")),
                ("rows", models.PositiveIntegerField(default=0, verbose_name="rows")),
                ("needed", models.PositiveBigIntegerField(default=0, verbose_name="cases")),
                ("milliseconds", models.PositiveIntegerField(default=0, verbose_name="took (ms)")),
            ],
            options={
                "ordering": ("month", "aggregate"),
                "constraints": [models.UniqueConstraint(fields=("aggregate", "month"), name="one_fill_per_aggregate_and_month")],
            },
        ),
        migrations.CreateModel(
            name="RuleSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("code", models.CharField(max_length=20, verbose_name="code")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="version")),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("name_en", models.CharField(max_length=60, verbose_name="English name")),
                ("league", models.CharField(blank=True, choices=[("stations", "Police stations")], max_length=12, verbose_name="league")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                ("note_en", models.CharField(blank=True, max_length=300, verbose_name="English note")),
                ("least_weight", models.PositiveSmallIntegerField(default=70, verbose_name="least weight present, per cent")),
                ("smallest_n", models.PositiveSmallIntegerField(default=10, verbose_name="fewest cases for a rank")),
                ("smallest_group", models.PositiveSmallIntegerField(default=5, verbose_name="fewest units in a group for ranks")),
                (
                    "least_reliability",
                    models.DecimalField(decimal_places=2, default="0.50", max_digits=3, verbose_name="least reliability for a rank"),
                ),
                (
                    "firm_reliability",
                    models.DecimalField(decimal_places=2, default="0.70", max_digits=3, verbose_name="reliability of a firm rank"),
                ),
            ],
            options={
                "ordering": ("code", "-version"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                            models.Q(
                                ("approved_at__isnull", False),
                                ("approved_by__isnull", False),
                                models.Q(
                                    ("drafted_by__isnull", True),
                                    models.Q(("approved_by", models.F("drafted_by")), _negated=True),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="ruleset_approved_by_a_second_person",
                    ),
                    models.UniqueConstraint(fields=("code", "version"), name="rule_set_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("firm_reliability__gte", models.F("least_reliability")),
                            ("firm_reliability__range", (0, 1)),
                            ("least_reliability__range", (0, 1)),
                            ("least_weight__range", (1, 100)),
                        ),
                        name="rule_set_bounds",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "performance_rulesetevent" ("approved_at", "approved_by_id", "code", "drafted_by_id", "firm_reliability", "id", "league", "least_reliability", "least_weight", "name", "name_en", "note", "note_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "smallest_group", "smallest_n", "valid_from", "version") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."code", NEW."drafted_by_id", NEW."firm_reliability", NEW."id", NEW."league", NEW."least_reliability", NEW."least_weight", NEW."name", NEW."name_en", NEW."note", NEW."note_en", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."smallest_group", NEW."smallest_n", NEW."valid_from", NEW."version"); RETURN NULL;',
                            hash="223dfccce1838cff31b67971cd9b2b91ae930cb1",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b8d26",
                            table="performance_ruleset",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "performance_rulesetevent" ("approved_at", "approved_by_id", "code", "drafted_by_id", "firm_reliability", "id", "league", "least_reliability", "least_weight", "name", "name_en", "note", "note_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "smallest_group", "smallest_n", "valid_from", "version") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."code", NEW."drafted_by_id", NEW."firm_reliability", NEW."id", NEW."league", NEW."least_reliability", NEW."least_weight", NEW."name", NEW."name_en", NEW."note", NEW."note_en", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."smallest_group", NEW."smallest_n", NEW."valid_from", NEW."version"); RETURN NULL;',
                            hash="047ddfda03e00f0fe8588a44f809c655f8a28f0d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_de61a",
                            table="performance_ruleset",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PeerGroupVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("league", models.CharField(choices=[("stations", "Police stations")], max_length=12, verbose_name="league")),
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                ("method", models.JSONField(default=dict, verbose_name="method")),
            ],
            options={
                "ordering": ("league", "-number"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                            models.Q(
                                ("approved_at__isnull", False),
                                ("approved_by__isnull", False),
                                models.Q(
                                    ("drafted_by__isnull", True),
                                    models.Q(("approved_by", models.F("drafted_by")), _negated=True),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="peergroupversion_approved_by_a_second_person",
                    ),
                    models.UniqueConstraint(fields=("league", "number"), name="peer_group_version_once"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "performance_peergroupversionevent" ("approved_at", "approved_by_id", "drafted_by_id", "id", "league", "method", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."drafted_by_id", NEW."id", NEW."league", NEW."method", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."valid_from"); RETURN NULL;',
                            hash="872f50fed8b89cfefa893f1d48f7c505c2940f24",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_84f1b",
                            table="performance_peergroupversion",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "performance_peergroupversionevent" ("approved_at", "approved_by_id", "drafted_by_id", "id", "league", "method", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."drafted_by_id", NEW."id", NEW."league", NEW."method", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."valid_from"); RETURN NULL;',
                            hash="23b44034651e38d4f9c356834579022d40f868de",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_96a78",
                            table="performance_peergroupversion",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RuleSetEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="performance.ruleset"
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
                ("code", models.CharField(max_length=20, verbose_name="code")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="version")),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("name_en", models.CharField(max_length=60, verbose_name="English name")),
                ("league", models.CharField(blank=True, choices=[("stations", "Police stations")], max_length=12, verbose_name="league")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                ("note_en", models.CharField(blank=True, max_length=300, verbose_name="English note")),
                ("least_weight", models.PositiveSmallIntegerField(default=70, verbose_name="least weight present, per cent")),
                ("smallest_n", models.PositiveSmallIntegerField(default=10, verbose_name="fewest cases for a rank")),
                ("smallest_group", models.PositiveSmallIntegerField(default=5, verbose_name="fewest units in a group for ranks")),
                (
                    "least_reliability",
                    models.DecimalField(decimal_places=2, default="0.50", max_digits=3, verbose_name="least reliability for a rank"),
                ),
                (
                    "firm_reliability",
                    models.DecimalField(decimal_places=2, default="0.70", max_digits=3, verbose_name="reliability of a firm rank"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RuleMeasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "rule_set",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="measures", to="performance.ruleset"),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                ("measure", models.CharField(max_length=20, verbose_name="measure")),
                (
                    "layer",
                    models.CharField(
                        choices=[("bottom", "Bottom line"), ("baseline", "Baseline"), ("stretch", "Stretch")],
                        max_length=10,
                        verbose_name="layer",
                    ),
                ),
                ("weight", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="weight")),
                ("worst", models.DecimalField(decimal_places=4, max_digits=6, verbose_name="no points at")),
                ("best", models.DecimalField(decimal_places=4, max_digits=6, verbose_name="full points at")),
                ("denominator", models.CharField(max_length=120, verbose_name="what is counted")),
                ("denominator_en", models.CharField(max_length=200)),
            ],
            options={
                "ordering": ("rule_set", "order"),
                "constraints": [
                    models.UniqueConstraint(fields=("rule_set", "measure"), name="measure_once_in_a_rule_set"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("layer", "stretch"),
                                ("weight__gt", 0),
                                ("weight__lte", 100),
                                models.Q(("worst", models.F("best")), _negated=True),
                            ),
                            models.Q(models.Q(("layer", "stretch"), _negated=True), ("weight", 0)),
                            _connector="OR",
                        ),
                        name="only_what_is_ranked_has_weight",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("best__range", (0, 1)), ("worst__range", (0, 1))), name="goalposts_are_shares"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "performance_rulemeasureevent" ("best", "denominator", "denominator_en", "id", "layer", "measure", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule_set_id", "weight", "worst") VALUES (NEW."best", NEW."denominator", NEW."denominator_en", NEW."id", NEW."layer", NEW."measure", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rule_set_id", NEW."weight", NEW."worst"); RETURN NULL;',
                            hash="1bcca6d4093db1a635d715211effe533b9ec2679",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7f8f4",
                            table="performance_rulemeasure",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "performance_rulemeasureevent" ("best", "denominator", "denominator_en", "id", "layer", "measure", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule_set_id", "weight", "worst") VALUES (NEW."best", NEW."denominator", NEW."denominator_en", NEW."id", NEW."layer", NEW."measure", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rule_set_id", NEW."weight", NEW."worst"); RETURN NULL;',
                            hash="8f76074f1af12478c6d63134f8829e77d6a7c23a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_99e42",
                            table="performance_rulemeasure",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PeerGroupVersionEvent",
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
                        to="performance.peergroupversion",
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
                ("league", models.CharField(choices=[("stations", "Police stations")], max_length=12, verbose_name="league")),
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                ("method", models.JSONField(default=dict, verbose_name="method")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PeerGroupMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="performance.peergroupversion"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.unit", verbose_name="unit"
                    ),
                ),
                ("group", models.PositiveSmallIntegerField(verbose_name="group")),
            ],
            options={
                "ordering": ("version", "group", "unit__order"),
                "constraints": [models.UniqueConstraint(fields=("version", "unit"), name="unit_in_one_group_of_a_version")],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="editions", to="performance.period", verbose_name="period"
                    ),
                ),
                ("league", models.CharField(choices=[("stations", "Police stations")], max_length=12, verbose_name="league")),
                ("number", models.PositiveSmallIntegerField(default=1, verbose_name="edition")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("flash", "Flash report, not verified"),
                            ("computed", "Computed"),
                            ("provisional", "Provisional"),
                            ("issued", "Issued"),
                        ],
                        default="flash",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "rule_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="performance.ruleset", verbose_name="rule set"
                    ),
                ),
                (
                    "peer_groups",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="performance.peergroupversion",
                        verbose_name="groups",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason for the correction")),
                ("computed_at", models.DateTimeField(verbose_name="computed")),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="published by",
                    ),
                ),
                ("published_at", models.DateTimeField(null=True, verbose_name="published")),
                (
                    "issued_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="issued by",
                    ),
                ),
                ("issued_at", models.DateTimeField(null=True, verbose_name="issued")),
                ("fact_hash", models.CharField(max_length=64, verbose_name="hash of the facts")),
                ("output_hash", models.CharField(max_length=64, verbose_name="hash of the result")),
                ("seed", models.DecimalField(decimal_places=0, max_digits=20, verbose_name="seed")),
                ("code_version", models.CharField(max_length=20, verbose_name="version of the method")),
                ("payload", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ("-period__starts", "league", "-number"),
                "constraints": [
                    models.UniqueConstraint(fields=("period", "league", "number"), name="edition_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("flash", "computed", "provisional"))),
                        fields=("period", "league"),
                        name="one_open_edition_per_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1), ("state__in", ["flash", "computed", "provisional", "issued"])),
                        name="edition_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="correction_has_its_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("issued_by__isnull", True), models.Q(("issued_by", models.F("published_by")), _negated=True), _connector="OR"
                        ),
                        name="issued_by_a_second_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "issued"), _negated=True),
                            models.Q(("issued_at__isnull", False), ("issued_by__isnull", False), ("published_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="issued_edition_says_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RuleMeasureEvent",
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
                        to="performance.rulemeasure",
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
                    "rule_set",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="performance.ruleset",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                ("measure", models.CharField(max_length=20, verbose_name="measure")),
                (
                    "layer",
                    models.CharField(
                        choices=[("bottom", "Bottom line"), ("baseline", "Baseline"), ("stretch", "Stretch")],
                        max_length=10,
                        verbose_name="layer",
                    ),
                ),
                ("weight", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="weight")),
                ("worst", models.DecimalField(decimal_places=4, max_digits=6, verbose_name="no points at")),
                ("best", models.DecimalField(decimal_places=4, max_digits=6, verbose_name="full points at")),
                ("denominator", models.CharField(max_length=120, verbose_name="what is counted")),
                ("denominator_en", models.CharField(max_length=200)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EditionEvent",
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
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="events", to="performance.edition"),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "edition",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="scores", to="performance.edition"),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.unit", verbose_name="unit"
                    ),
                ),
                ("group", models.PositiveSmallIntegerField(verbose_name="group")),
                ("points", models.DecimalField(decimal_places=2, max_digits=5, null=True, verbose_name="score")),
                ("points_low", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ("points_high", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ("rank", models.PositiveSmallIntegerField(null=True, verbose_name="rank")),
                ("rank_low", models.PositiveSmallIntegerField(null=True)),
                ("rank_high", models.PositiveSmallIntegerField(null=True)),
                ("previous_rank", models.PositiveSmallIntegerField(null=True, verbose_name="rank last time")),
                ("change", models.DecimalField(decimal_places=2, max_digits=5, null=True, verbose_name="change of the score")),
                ("change_matters", models.BooleanField(null=True)),
                ("n", models.PositiveIntegerField(verbose_name="cases")),
                ("reliability", models.DecimalField(decimal_places=3, max_digits=4, null=True, verbose_name="reliability")),
                ("is_tentative", models.BooleanField(default=False, verbose_name="tentative")),
                (
                    "unranked",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("flash", "flash report, no ranks"),
                            ("missing", "too much of the weight is missing, no score"),
                            ("small", "group too small, values only"),
                            ("few", "few cases, not ranked"),
                            ("unsure", "differences not reliable, not ranked"),
                        ],
                        max_length=8,
                        verbose_name="why without a rank",
                    ),
                ),
            ],
            options={
                "ordering": ("edition", "group", "unit__order"),
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "unit"), name="unit_scored_once_in_an_edition"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("points__isnull", True),
                            models.Q(
                                ("points__range", (0, 100)),
                                ("points_high__gte", models.F("points")),
                                ("points_low__lte", models.F("points")),
                            ),
                            _connector="OR",
                        ),
                        name="score_within_bounds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rank__isnull", True), models.Q(("unranked", ""), _negated=True)),
                            models.Q(
                                ("rank__gte", 1),
                                ("rank_high__gte", models.F("rank")),
                                ("rank_low__gte", 1),
                                ("rank_low__lte", models.F("rank")),
                                ("unranked", ""),
                            ),
                            _connector="OR",
                        ),
                        name="rank_within_its_interval",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScoreMeasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("score", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="measures", to="performance.score")),
                ("order", models.PositiveSmallIntegerField()),
                ("measure", models.CharField(max_length=20, verbose_name="measure")),
                (
                    "layer",
                    models.CharField(
                        choices=[("bottom", "Bottom line"), ("baseline", "Baseline"), ("stretch", "Stretch")],
                        max_length=10,
                        verbose_name="layer",
                    ),
                ),
                ("x", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="counted")),
                ("n", models.PositiveIntegerField(verbose_name="of")),
                ("value", models.DecimalField(decimal_places=2, max_digits=6, null=True, verbose_name="rate (%)")),
                ("low", models.DecimalField(decimal_places=2, max_digits=6, null=True)),
                ("high", models.DecimalField(decimal_places=2, max_digits=6, null=True)),
                ("points", models.DecimalField(decimal_places=2, max_digits=5, null=True, verbose_name="points")),
                ("weight", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="weight")),
                ("share", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="weight as used")),
                ("is_met", models.BooleanField(null=True, verbose_name="baseline met")),
            ],
            options={
                "ordering": ("score", "order"),
                "constraints": [models.UniqueConstraint(fields=("score", "measure"), name="measure_once_in_a_score")],
            },
        ),
        haidian_policing.steps.triggers.InstallTriggers(),
    ]
