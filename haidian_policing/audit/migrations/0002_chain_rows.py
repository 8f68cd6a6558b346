"""The audit log only grows, and each row carries a digest over itself and the row before."""

from django.db import migrations

from haidian_policing.audit.sets import CHAIN, UNCHAIN
from haidian_policing.steps.ledger import append_only


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_tables")]
    operations = [migrations.RunSQL(CHAIN, UNCHAIN), append_only("audit_auditevent")]
