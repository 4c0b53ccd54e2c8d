"""Trail, clock events, snapshots and decisions cannot be changed or deleted, whoever asks (R30)."""

from django.db import migrations

TABLES = ["applications_auditevent", "applications_clockevent", "applications_decision", "applications_snapshot"]

REFUSE = """
CREATE FUNCTION applications_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only added to', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("applications", "0001_initial")]

    operations = [
        migrations.RunSQL(REFUSE, "DROP FUNCTION applications_refuse_change()"),
        *[
            migrations.RunSQL(
                f"CREATE TRIGGER {table}_only_added_to BEFORE UPDATE OR DELETE ON {table}"
                " FOR EACH ROW EXECUTE FUNCTION applications_refuse_change()",
                f"DROP TRIGGER {table}_only_added_to ON {table}",
            )
            for table in TABLES
        ],
    ]
