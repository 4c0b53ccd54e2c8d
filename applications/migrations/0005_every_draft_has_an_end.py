"""Drafts of before get an end too; so do those that a server of the old release starts during the change."""

from django.db import migrations, models

END = "current_date + 90"


class Migration(migrations.Migration):

    dependencies = [
        ("applications", "0004_the_whole_form"),
    ]

    operations = [
        migrations.RunSQL(
            f"UPDATE applications_application SET draft_ends_on = {END} WHERE state = 'draft'",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            f"ALTER TABLE applications_application ALTER draft_ends_on SET DEFAULT {END}",
            "ALTER TABLE applications_application ALTER draft_ends_on DROP DEFAULT",
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('draft_ends_on__isnull', False), models.Q(('state', 'draft'), _negated=True), _connector='OR'), name='applications_application_draft_has_an_end'),
        ),
    ]
