"""The tables of this app."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import haidian_policing.steps.triggers
import teams.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("grids", "0001_tables"),
        ("organisation", "0001_tables"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="TeamKind",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("name_en", models.CharField(max_length=60, verbose_name="English name")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
            ],
            options={
                "ordering": ("order",),
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "teams_teamkindevent" ("code", "id", "name", "name_en", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."id", NEW."name", NEW."name_en", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="7bbaecbe9d269640e34996edca7ff2f83a518539",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7eff8",
                            table="teams_teamkind",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "teams_teamkindevent" ("code", "id", "name", "name_en", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."id", NEW."name", NEW."name_en", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="c0365eabdccfe6b566060dd1e99d11951729b14e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3fa81",
                            table="teams_teamkind",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DutyShift",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "station",
                    models.ForeignKey(
                        limit_choices_to={"kind": "station"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shifts",
                        to="organisation.unit",
                        verbose_name="station",
                    ),
                ),
                ("starts", models.DateTimeField(verbose_name="from")),
                ("ends", models.DateTimeField(verbose_name="until")),
                (
                    "commander",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="duty commander",
                    ),
                ),
                (
                    "duty_officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="duty officer",
                    ),
                ),
                (
                    "crew",
                    models.ManyToManyField(blank=True, related_name="shifts", to=settings.AUTH_USER_MODEL, verbose_name="on the shift"),
                ),
            ],
            options={
                "ordering": ("starts", "station__order"),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("ends__gt", models.F("starts"))), name="shift_ends_after_it_starts"),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("station", "="),
                            (teams.models.TimeRange("starts", "ends", django.contrib.postgres.fields.ranges.RangeBoundary()), "&&"),
                        ],
                        name="one_shift_per_station_at_a_time",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "teams_dutyshiftevent" ("commander_id", "duty_officer_id", "ends", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts", "station_id") VALUES (NEW."commander_id", NEW."duty_officer_id", NEW."ends", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts", NEW."station_id"); RETURN NULL;',
                            hash="0e1fb4f9933094b29275d2c7c3abd4d1c7ebe0e5",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_789df",
                            table="teams_dutyshift",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "teams_dutyshiftevent" ("commander_id", "duty_officer_id", "ends", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts", "station_id") VALUES (NEW."commander_id", NEW."duty_officer_id", NEW."ends", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts", NEW."station_id"); RETURN NULL;',
                            hash="6340d6146a8c236745d50da2b3159f11ef6e1e79",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_52121",
                            table="teams_dutyshift",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConcurrentPost",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concurrent_posts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "station",
                    models.ForeignKey(
                        limit_choices_to={"kind": "station"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concurrent_posts",
                        to="organisation.unit",
                        verbose_name="station",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("street", "Street's Party working committee"), ("community", "Community's Party organisation")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("body", models.CharField(max_length=80, verbose_name="body")),
                ("title", models.CharField(max_length=40, verbose_name="post there")),
                ("document_number", models.CharField(max_length=40, verbose_name="document number")),
                ("starts", models.DateField(verbose_name="from")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="until (excluded)")),
            ],
            options={
                "ordering": ("station__order", "kind", "person", "starts"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                        name="concurrent_post_ends_after_it_starts",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "teams_concurrentpostevent" ("body", "document_number", "ends", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts", "station_id", "title") VALUES (NEW."body", NEW."document_number", NEW."ends", NEW."id", NEW."kind", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts", NEW."station_id", NEW."title"); RETURN NULL;',
                            hash="4cdc109c03b19c10e6cdf737346024d636918006",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d0c2f",
                            table="teams_concurrentpost",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "teams_concurrentpostevent" ("body", "document_number", "ends", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts", "station_id", "title") VALUES (NEW."body", NEW."document_number", NEW."ends", NEW."id", NEW."kind", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts", NEW."station_id", NEW."title"); RETURN NULL;',
                            hash="e413d38abd275267ec9e5c0abbb730d39c15e9eb",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_84974",
                            table="teams_concurrentpost",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TeamKindEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="teams.teamkind"
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
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("name_en", models.CharField(max_length=60, verbose_name="English name")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="teams", to="teams.teamkind", verbose_name="kind of team"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("grid", "Community"), ("station", "Station"), ("street", "Street or town")],
                        default="grid",
                        max_length=10,
                        verbose_name="level",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("initials", models.CharField(blank=True, max_length=60, verbose_name="pinyin initials")),
                (
                    "station",
                    models.ForeignKey(
                        limit_choices_to={"kind": "station"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="teams",
                        to="organisation.unit",
                        verbose_name="station",
                    ),
                ),
                (
                    "street",
                    models.ForeignKey(
                        limit_choices_to={"kind": "street"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="street_teams",
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
                        related_name="teams",
                        to="grids.grid",
                        verbose_name="grid",
                    ),
                ),
                ("starts", models.DateField(verbose_name="from")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="until (excluded)")),
            ],
            options={
                "ordering": ("station__order", "name"),
                "indexes": [models.Index(fields=["station", "name"], name="teams_team_station_9d6242_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("level", "grid"), _negated=True), ("grid__isnull", False), _connector="OR"),
                        name="a_grid_team_has_its_grid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                        name="team_ends_after_it_starts",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "teams_teamevent" ("ends", "grid_id", "id", "initials", "kind_id", "level", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts", "station_id", "street_id") VALUES (NEW."ends", NEW."grid_id", NEW."id", NEW."initials", NEW."kind_id", NEW."level", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts", NEW."station_id", NEW."street_id"); RETURN NULL;',
                            hash="ac449ee28bdd344cc7ef983fcc826e5c360683a4",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_59b08",
                            table="teams_team",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "teams_teamevent" ("ends", "grid_id", "id", "initials", "kind_id", "level", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts", "station_id", "street_id") VALUES (NEW."ends", NEW."grid_id", NEW."id", NEW."initials", NEW."kind_id", NEW."level", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts", NEW."station_id", NEW."street_id"); RETURN NULL;',
                            hash="472d3d881d867f9e5b7f14264ab1a7dc33e7c650",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_17c2b",
                            table="teams_team",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DutyShiftEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="teams.dutyshift"
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
                ("starts", models.DateTimeField(verbose_name="from")),
                ("ends", models.DateTimeField(verbose_name="until")),
                (
                    "commander",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="duty commander",
                    ),
                ),
                (
                    "duty_officer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="duty officer",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ConcurrentPostEvent",
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
                        to="teams.concurrentpost",
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
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
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
                    "kind",
                    models.CharField(
                        choices=[("street", "Street's Party working committee"), ("community", "Community's Party organisation")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("body", models.CharField(max_length=80, verbose_name="body")),
                ("title", models.CharField(max_length=40, verbose_name="post there")),
                ("document_number", models.CharField(max_length=40, verbose_name="document number")),
                ("starts", models.DateField(verbose_name="from")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="until (excluded)")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TeamEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="teams.team"
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
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="teams.teamkind",
                        verbose_name="kind of team",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("grid", "Community"), ("station", "Station"), ("street", "Street or town")],
                        default="grid",
                        max_length=10,
                        verbose_name="level",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("initials", models.CharField(blank=True, max_length=60, verbose_name="pinyin initials")),
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
                ("starts", models.DateField(verbose_name="from")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="until (excluded)")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="members", to="teams.team", verbose_name="team"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("officer", "1 · community officer"),
                            ("auxiliary", "1 · officer's assistant"),
                            ("aide", "4(±) · liaison aides"),
                            ("n1", "N1 · guards paid by Party and government"),
                            ("n2", "N2 · guards paid by units"),
                            ("x", "X · volunteers"),
                        ],
                        max_length=10,
                        verbose_name="part",
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                ("phone_sealed", models.BinaryField(null=True)),
                ("phone_hash", models.BinaryField(null=True)),
                ("phone_tail", models.CharField(blank=True, max_length=4, verbose_name="end of the phone number")),
                ("employer", models.CharField(blank=True, max_length=80, verbose_name="employer")),
                ("contract_ends", models.DateField(blank=True, null=True, verbose_name="contract ends")),
                ("joined_on", models.DateField(verbose_name="joined")),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="left")),
            ],
            options={
                "ordering": ("team", "part", "pk"),
                "indexes": [
                    models.Index(condition=models.Q(("left_on__isnull", True)), fields=["team", "part"], name="member_present"),
                    models.Index(condition=models.Q(("phone_hash__isnull", False)), fields=["phone_hash"], name="member_phone"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("left_on__isnull", True), ("left_on__gte", models.F("joined_on")), _connector="OR"),
                        name="member_leaves_after_joining",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("left_on__isnull", True), ("phone_hash__isnull", False)),
                        fields=("team", "phone_hash"),
                        name="one_phone_once_in_a_team",
                    ),
                ],
            },
        ),
        haidian_policing.steps.triggers.InstallTriggers(),
    ]
