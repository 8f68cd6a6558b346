"""The tables of this app."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.operations
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import haidian_policing.organisation.models
import haidian_policing.steps.triggers


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        django.contrib.postgres.operations.BtreeGistExtension(),
        django.contrib.postgres.operations.TrigramExtension(),
        django.contrib.postgres.operations.UnaccentExtension(),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sub_bureau", "Sub-bureau"),
                            ("department", "Department"),
                            ("station", "Police station"),
                            ("squad", "Squad"),
                            ("group", "Police group"),
                            ("street", "Street or town"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="organisation.unit",
                        verbose_name="belongs to",
                    ),
                ),
                (
                    "station",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="station",
                    ),
                ),
                (
                    "squad",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="squad",
                    ),
                ),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="unit code")),
                ("name", models.CharField(max_length=60, verbose_name="full name")),
                ("short_name", models.CharField(max_length=20, verbose_name="short name")),
                ("name_en", models.CharField(max_length=80, verbose_name="English name")),
                ("initials", models.CharField(blank=True, max_length=40, verbose_name="pinyin initials")),
                ("order", models.PositiveIntegerField(verbose_name="official order")),
                (
                    "department_category",
                    models.CharField(
                        blank=True,
                        choices=[("support", "Personnel and support"), ("operational", "Operational")],
                        max_length=12,
                        verbose_name="category",
                    ),
                ),
                (
                    "station_kind",
                    models.CharField(
                        blank=True,
                        choices=[("household", "Household station"), ("other", "Other station")],
                        max_length=12,
                        verbose_name="station kind",
                    ),
                ),
                (
                    "squad_kind",
                    models.CharField(
                        blank=True,
                        choices=[("community", "Community squad"), ("case", "Case squad"), ("command", "Command room")],
                        max_length=12,
                        verbose_name="squad kind",
                    ),
                ),
                ("is_special", models.BooleanField(default=False, verbose_name="special group")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed on")),
            ],
            options={
                "verbose_name": "unit",
                "verbose_name_plural": "unit",
                "ordering": ("order", "pk"),
                "indexes": [models.Index(fields=["kind", "order"], name="organisatio_kind_04d8fe_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "department"), ("department_category", ""), _connector="OR"),
                            models.Q(("kind", "station"), ("station_kind", ""), _connector="OR"),
                            models.Q(("kind", "squad"), ("squad_kind", ""), _connector="OR"),
                            models.Q(("kind", "group"), ("is_special", False), _connector="OR"),
                        ),
                        name="unit_kind_has_its_own_details",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ("squad", "group")), _negated=True), ("station__isnull", False), _connector="OR"
                        ),
                        name="unit_knows_its_station",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "squad")), fields=("station", "squad_kind"), name="one_squad_of_a_kind"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organisation_unitevent" ("closed_on", "code", "department_category", "id", "initials", "is_special", "kind", "name", "name_en", "order", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "squad_id", "squad_kind", "station_id", "station_kind") VALUES (NEW."closed_on", NEW."code", NEW."department_category", NEW."id", NEW."initials", NEW."is_special", NEW."kind", NEW."name", NEW."name_en", NEW."order", NEW."parent_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."short_name", NEW."squad_id", NEW."squad_kind", NEW."station_id", NEW."station_kind"); RETURN NULL;',
                            hash="07dc5b252197f6bef930fad21bc2b23cb4f48ef9",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_52bc6",
                            table="organisation_unit",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "organisation_unitevent" ("closed_on", "code", "department_category", "id", "initials", "is_special", "kind", "name", "name_en", "order", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "short_name", "squad_id", "squad_kind", "station_id", "station_kind") VALUES (NEW."closed_on", NEW."code", NEW."department_category", NEW."id", NEW."initials", NEW."is_special", NEW."kind", NEW."name", NEW."name_en", NEW."order", NEW."parent_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."short_name", NEW."squad_id", NEW."squad_kind", NEW."station_id", NEW."station_kind"); RETURN NULL;',
                            hash="57c4f84eee78b8c037ea6a21d33d25692c6d19ed",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4a72a",
                            table="organisation_unit",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("police_number", models.CharField(max_length=20, unique=True, verbose_name="police number")),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("initials", models.CharField(blank=True, max_length=40, verbose_name="pinyin initials")),
                ("phone_sealed", models.BinaryField(blank=True, null=True, verbose_name="phone")),
                ("phone_hash", models.BinaryField(blank=True, db_index=True, null=True)),
                ("joined_on", models.DateField(blank=True, null=True, verbose_name="joined on")),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                ("must_change_password", models.BooleanField(default=False)),
                ("password_expires_at", models.DateTimeField(blank=True, null=True)),
                ("password_changed_at", models.DateTimeField(blank=True, null=True)),
                ("session_epoch", models.PositiveIntegerField(default=0)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "person",
                "ordering": ("police_number",),
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(models.F("name"), name="gin_trgm_ops"), name="person_name_trgm"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organisation_personevent" ("id", "initials", "is_active", "is_superuser", "joined_on", "must_change_password", "name", "password_changed_at", "password_expires_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_hash", "phone_sealed", "police_number", "session_epoch") VALUES (NEW."id", NEW."initials", NEW."is_active", NEW."is_superuser", NEW."joined_on", NEW."must_change_password", NEW."name", NEW."password_changed_at", NEW."password_expires_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone_hash", NEW."phone_sealed", NEW."police_number", NEW."session_epoch"); RETURN NULL;',
                            hash="58b43a195fc49a6325e89f3437c21e0df0136378",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_194a9",
                            table="organisation_person",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."initials" IS DISTINCT FROM (NEW."initials") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") OR OLD."joined_on" IS DISTINCT FROM (NEW."joined_on") OR OLD."must_change_password" IS DISTINCT FROM (NEW."must_change_password") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."password_changed_at" IS DISTINCT FROM (NEW."password_changed_at") OR OLD."password_expires_at" IS DISTINCT FROM (NEW."password_expires_at") OR OLD."phone_hash" IS DISTINCT FROM (NEW."phone_hash") OR OLD."phone_sealed" IS DISTINCT FROM (NEW."phone_sealed") OR OLD."police_number" IS DISTINCT FROM (NEW."police_number") OR OLD."session_epoch" IS DISTINCT FROM (NEW."session_epoch"))',
                            func='INSERT INTO "organisation_personevent" ("id", "initials", "is_active", "is_superuser", "joined_on", "must_change_password", "name", "password_changed_at", "password_expires_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_hash", "phone_sealed", "police_number", "session_epoch") VALUES (NEW."id", NEW."initials", NEW."is_active", NEW."is_superuser", NEW."joined_on", NEW."must_change_password", NEW."name", NEW."password_changed_at", NEW."password_expires_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone_hash", NEW."phone_sealed", NEW."police_number", NEW."session_epoch"); RETURN NULL;',
                            hash="d201719d5330258f4c8ac500800be4ba3f93ca69",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_88d52",
                            table="organisation_person",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="organisation.unit"
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
                            ("sub_bureau", "Sub-bureau"),
                            ("department", "Department"),
                            ("station", "Police station"),
                            ("squad", "Squad"),
                            ("group", "Police group"),
                            ("street", "Street or town"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisation.unit",
                        verbose_name="belongs to",
                    ),
                ),
                (
                    "station",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
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
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisation.unit",
                        verbose_name="squad",
                    ),
                ),
                ("code", models.CharField(max_length=20, verbose_name="unit code")),
                ("name", models.CharField(max_length=60, verbose_name="full name")),
                ("short_name", models.CharField(max_length=20, verbose_name="short name")),
                ("name_en", models.CharField(max_length=80, verbose_name="English name")),
                ("initials", models.CharField(blank=True, max_length=40, verbose_name="pinyin initials")),
                ("order", models.PositiveIntegerField(verbose_name="official order")),
                (
                    "department_category",
                    models.CharField(
                        blank=True,
                        choices=[("support", "Personnel and support"), ("operational", "Operational")],
                        max_length=12,
                        verbose_name="category",
                    ),
                ),
                (
                    "station_kind",
                    models.CharField(
                        blank=True,
                        choices=[("household", "Household station"), ("other", "Other station")],
                        max_length=12,
                        verbose_name="station kind",
                    ),
                ),
                (
                    "squad_kind",
                    models.CharField(
                        blank=True,
                        choices=[("community", "Community squad"), ("case", "Case squad"), ("command", "Command room")],
                        max_length=12,
                        verbose_name="squad kind",
                    ),
                ),
                ("is_special", models.BooleanField(default=False, verbose_name="special group")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed on")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PersonEvent",
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
                        to=settings.AUTH_USER_MODEL,
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
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("police_number", models.CharField(max_length=20, verbose_name="police number")),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("initials", models.CharField(blank=True, max_length=40, verbose_name="pinyin initials")),
                ("phone_sealed", models.BinaryField(blank=True, null=True, verbose_name="phone")),
                ("phone_hash", models.BinaryField(blank=True, null=True)),
                ("joined_on", models.DateField(blank=True, null=True, verbose_name="joined on")),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                ("must_change_password", models.BooleanField(default=False)),
                ("password_expires_at", models.DateTimeField(blank=True, null=True)),
                ("password_changed_at", models.DateTimeField(blank=True, null=True)),
                ("session_epoch", models.PositiveIntegerField(default=0)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="posts", to="organisation.unit", verbose_name="unit"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("officer", "Community officer"),
                            ("aide", "Population-service aide"),
                            ("post_officer", "Officer by post"),
                            ("captain", "Captain"),
                            ("deputy_captain", "Deputy captain"),
                            ("chief", "Station chief"),
                            ("commissar", "Political commissar"),
                            ("duty_commander", "Duty commander"),
                            ("duty_officer", "Duty officer"),
                            ("clerk", "Station clerk"),
                            ("window_clerk", "Window clerk"),
                            ("liaison", "Street liaison"),
                            ("street_leader", "Street leader"),
                            ("department_head", "Head of department"),
                            ("performance", "Performance office"),
                            ("performance_head", "Head of the performance office"),
                            ("inspector", "Inspector"),
                            ("bureau_leader", "Sub-bureau leader"),
                            ("system_admin", "System administrator"),
                            ("security_admin", "Security administrator"),
                            ("audit_admin", "Audit administrator"),
                        ],
                        max_length=20,
                        verbose_name="post",
                    ),
                ),
                ("starts", models.DateField(verbose_name="from")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="until (excluded)")),
                ("is_acting", models.BooleanField(default=False, verbose_name="acting")),
                ("order_number", models.CharField(blank=True, max_length=40, verbose_name="order number")),
            ],
            options={
                "verbose_name": "post",
                "verbose_name_plural": "post",
                "ordering": ("unit__order", "starts", "pk"),
                "indexes": [models.Index(fields=["unit", "role"], name="organisatio_unit_id_2dc56b_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__isnull", True), ("ends__gt", models.F("starts")), _connector="OR"),
                        name="post_ends_after_it_starts",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("person", "="),
                            ("unit", "="),
                            ("role", "="),
                            (
                                haidian_policing.organisation.models.DateRange(
                                    "starts", "ends", django.contrib.postgres.fields.ranges.RangeBoundary()
                                ),
                                "&&",
                            ),
                        ],
                        name="post_held_once_at_a_time",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("role__in", ("audit_admin", "security_admin", "system_admin"))),
                        expressions=[
                            ("person", "="),
                            ("role", "<>"),
                            (
                                haidian_policing.organisation.models.DateRange(
                                    "starts", "ends", django.contrib.postgres.fields.ranges.RangeBoundary()
                                ),
                                "&&",
                            ),
                        ],
                        name="one_administrator_role_at_a_time",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organisation_postevent" ("ends", "id", "is_acting", "order_number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "starts", "unit_id") VALUES (NEW."ends", NEW."id", NEW."is_acting", NEW."order_number", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."starts", NEW."unit_id"); RETURN NULL;',
                            hash="f12dae3494216066169d32384f5040379b3fc292",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6684d",
                            table="organisation_post",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "organisation_postevent" ("ends", "id", "is_acting", "order_number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "starts", "unit_id") VALUES (NEW."ends", NEW."id", NEW."is_acting", NEW."order_number", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."starts", NEW."unit_id"); RETURN NULL;',
                            hash="39028fcc290ee2adcfd89071cd27f6d093b712a7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a9d5d",
                            table="organisation_post",
                            when="AFTER",
                        ),
                    ),
                ],
            },
            bases=(haidian_policing.organisation.models.Dated, models.Model),
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absences",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "cover",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="covers",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="covered by",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("leave", "Annual leave"),
                            ("sick", "Sick leave"),
                            ("maternity", "Maternity leave"),
                            ("study", "Study"),
                            ("secondment", "Secondment"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("starts", models.DateField(verbose_name="from")),
                ("ends", models.DateField(verbose_name="until (excluded)")),
                ("order_number", models.CharField(max_length=40, verbose_name="order number")),
            ],
            options={
                "verbose_name": "absence",
                "verbose_name_plural": "absence",
                "ordering": ("-starts", "pk"),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("ends__gt", models.F("starts"))), name="absence_ends_after_it_starts"),
                    models.CheckConstraint(
                        condition=models.Q(("person", models.F("cover")), _negated=True), name="nobody_covers_for_himself"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("person", "="),
                            (
                                haidian_policing.organisation.models.DateRange(
                                    "starts", "ends", django.contrib.postgres.fields.ranges.RangeBoundary()
                                ),
                                "&&",
                            ),
                        ],
                        name="absent_once_at_a_time",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organisation_absenceevent" ("cover_id", "ends", "id", "kind", "order_number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts") VALUES (NEW."cover_id", NEW."ends", NEW."id", NEW."kind", NEW."order_number", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts"); RETURN NULL;',
                            hash="9e08f155f5c5cd623a17395856e2160f4cc10c5f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_472de",
                            table="organisation_absence",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "organisation_absenceevent" ("cover_id", "ends", "id", "kind", "order_number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts") VALUES (NEW."cover_id", NEW."ends", NEW."id", NEW."kind", NEW."order_number", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts"); RETURN NULL;',
                            hash="5227e5150ea227c7e96e59d3b4d5d45649950f39",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d1bc1",
                            table="organisation_absence",
                            when="AFTER",
                        ),
                    ),
                ],
            },
            bases=(haidian_policing.organisation.models.Dated, models.Model),
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("session_key", models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name="session key")),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=45, verbose_name="from")),
                ("browser", models.CharField(blank=True, max_length=200, verbose_name="browser")),
                ("started_at", models.DateTimeField(null=True, verbose_name="signed in")),
                ("seen_at", models.DateTimeField(null=True, verbose_name="last seen")),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Import",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=10, verbose_name="kind")),
                ("name", models.CharField(max_length=200, verbose_name="file name")),
                ("content", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by",
                    ),
                ),
                ("uploaded_at", models.DateTimeField(verbose_name="uploaded")),
                (
                    "applied_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="applied by",
                    ),
                ),
                ("applied_at", models.DateTimeField(null=True, verbose_name="applied")),
                ("counts", models.JSONField(default=dict)),
            ],
            options={
                "verbose_name": "import",
                "verbose_name_plural": "import",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="PostEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="events", to="organisation.post"
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
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisation.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("officer", "Community officer"),
                            ("aide", "Population-service aide"),
                            ("post_officer", "Officer by post"),
                            ("captain", "Captain"),
                            ("deputy_captain", "Deputy captain"),
                            ("chief", "Station chief"),
                            ("commissar", "Political commissar"),
                            ("duty_commander", "Duty commander"),
                            ("duty_officer", "Duty officer"),
                            ("clerk", "Station clerk"),
                            ("window_clerk", "Window clerk"),
                            ("liaison", "Street liaison"),
                            ("street_leader", "Street leader"),
                            ("department_head", "Head of department"),
                            ("performance", "Performance office"),
                            ("performance_head", "Head of the performance office"),
                            ("inspector", "Inspector"),
                            ("bureau_leader", "Sub-bureau leader"),
                            ("system_admin", "System administrator"),
                            ("security_admin", "Security administrator"),
                            ("audit_admin", "Audit administrator"),
                        ],
                        max_length=20,
                        verbose_name="post",
                    ),
                ),
                ("starts", models.DateField(verbose_name="from")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="until (excluded)")),
                ("is_acting", models.BooleanField(default=False, verbose_name="acting")),
                ("order_number", models.CharField(blank=True, max_length=40, verbose_name="order number")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AbsenceEvent",
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
                        to="organisation.absence",
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
                    "cover",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="covered by",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("leave", "Annual leave"),
                            ("sick", "Sick leave"),
                            ("maternity", "Maternity leave"),
                            ("study", "Study"),
                            ("secondment", "Secondment"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("starts", models.DateField(verbose_name="from")),
                ("ends", models.DateField(verbose_name="until (excluded)")),
                ("order_number", models.CharField(max_length=40, verbose_name="order number")),
            ],
            options={
                "abstract": False,
            },
        ),
        haidian_policing.steps.triggers.InstallTriggers(),
    ]
