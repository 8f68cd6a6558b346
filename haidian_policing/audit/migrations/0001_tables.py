"""The tables of this app."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisation", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("actor_label", models.CharField(blank=True, max_length=80, verbose_name="who")),
                ("address", models.CharField(blank=True, max_length=45, verbose_name="from")),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("sign_in", "Sign-in"),
                            ("sign_out", "Sign-out"),
                            ("denied", "Refusal"),
                            ("read", "Read of sensitive data"),
                            ("export", "Export"),
                            ("rights", "Change of rights"),
                            ("setting", "Change of settings"),
                            ("account", "Account"),
                        ],
                        max_length=12,
                        verbose_name="what",
                    ),
                ),
                ("object_type", models.CharField(blank=True, max_length=60, verbose_name="object type")),
                ("object_key", models.CharField(blank=True, max_length=80, verbose_name="object")),
                ("result", models.CharField(choices=[("done", "Done"), ("refused", "Refused")], max_length=8, verbose_name="result")),
                ("detail", models.JSONField(default=dict, verbose_name="detail")),
                ("request_id", models.CharField(blank=True, max_length=36)),
                ("digest", models.CharField(blank=True, editable=False, max_length=64, verbose_name="digest")),
            ],
            options={
                "verbose_name": "audit event",
                "verbose_name_plural": "audit event",
                "ordering": ("-pk",),
                "indexes": [
                    models.Index(fields=["actor", "-at"], name="audit_audit_actor_i_75e47c_idx"),
                    models.Index(fields=["action", "-at"], name="audit_audit_action_6fe893_idx"),
                ],
            },
        ),
    ]
