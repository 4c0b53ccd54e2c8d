import django.contrib.postgres.fields
import django.core.serializers.json
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarYear',
            fields=[
                ('year', models.PositiveSmallIntegerField(primary_key=True, serialize=False, verbose_name='year')),
                ('announced', models.BooleanField(default=False, verbose_name='announced by the State Council')),
                ('source', models.CharField(max_length=200, verbose_name='source')),
                ('revision', models.PositiveIntegerField(default=1, help_text='Grows with each change of a day.', verbose_name='revision')),
            ],
            options={
                'verbose_name': 'calendar year',
                'verbose_name_plural': 'calendar years',
            },
        ),
        migrations.CreateModel(
            name='Department',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_zh', models.CharField(max_length=120, verbose_name='Chinese name')),
                ('name_en', models.CharField(max_length=120, verbose_name='English name')),
                ('code', models.CharField(max_length=8, unique=True, verbose_name='code')),
                ('first_answer_wd', models.PositiveSmallIntegerField(default=1, verbose_name='first answer, working days')),
                ('can_tacit', models.BooleanField(default=False, verbose_name='silence may count as consent')),
                ('safety_veto', models.BooleanField(default=False, verbose_name='safety department')),
            ],
            options={
                'verbose_name': 'department',
                'verbose_name_plural': 'departments',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Heartbeat',
            fields=[
                ('name', models.CharField(max_length=20, primary_key=True, serialize=False, verbose_name='process')),
                ('at', models.DateTimeField(verbose_name='last seen')),
            ],
            options={
                'verbose_name': 'heartbeat',
                'verbose_name_plural': 'heartbeats',
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mail address')),
                ('name', models.CharField(blank=True, max_length=100, verbose_name='name')),
                ('role', models.CharField(choices=[('founder', 'Founder'), ('reviewer', 'Reviewer'), ('deputy', 'Second reviewer'), ('head', 'Head of department'), ('lead', 'Case lead'), ('spaces', 'Workspace officer'), ('intake', 'Intake officer'), ('supervisor', 'Clock supervisor'), ('funds', 'Fund officer'), ('leader', 'District leader'), ('auditor', 'Auditor'), ('admin', 'Administrator')], default='founder', max_length=20, verbose_name='role')),
                ('language', models.CharField(choices=[('en', 'English'), ('zh-hans', 'Simplified Chinese')], default='en', max_length=10, verbose_name='language')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='officials', to='applications.department', verbose_name='department')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
            },
        ),
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=16, unique=True, verbose_name='reference')),
                ('company_name_zh', models.CharField(blank=True, max_length=100, verbose_name='company, Chinese name')),
                ('company_name_en', models.CharField(blank=True, max_length=150, verbose_name='company, English name')),
                ('credit_code', models.CharField(blank=True, max_length=18, verbose_name='unified social credit code')),
                ('urgency', models.CharField(choices=[('normal', 'Normal'), ('urgent', 'Urgent')], default='normal', max_length=10, verbose_name='urgency')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Sent'), ('receipt_issued', 'Receipt issued'), ('in_assessment', 'With the departments'), ('not_eligible', 'Not eligible'), ('offer_prepared', 'Granted, offer in preparation'), ('public_notice', 'On public notice'), ('offer_made', 'Offer made'), ('offer_accepted', 'Offer accepted'), ('in_delivery', 'In delivery'), ('moved_in', 'Moved in'), ('closed', 'Closed'), ('withdrawn', 'Withdrawn'), ('refused', 'Refused'), ('offer_declined', 'Offer declined'), ('offer_lapsed', 'Offer lapsed'), ('terminated_no_answer', 'Ended, no answer from the applicant')], default='draft', editable=False, max_length=24, verbose_name='status')),
                ('created_at', models.DateTimeField(verbose_name='started')),
                ('send_token', models.UUIDField(blank=True, editable=False, null=True, verbose_name='token of the sending')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='sent')),
                ('received_on', models.DateField(blank=True, null=True, verbose_name='receipt date')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('submitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='sent by')),
            ],
            options={
                'verbose_name': 'application',
                'verbose_name_plural': 'applications',
            },
        ),
        migrations.CreateModel(
            name='AuditEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(max_length=30, verbose_name='act')),
                ('was', models.CharField(blank=True, max_length=24, verbose_name='was')),
                ('now', models.CharField(max_length=24, verbose_name='now')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('why', models.TextField(blank=True, verbose_name='why')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='applications.application', verbose_name='application')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'event',
                'verbose_name_plural': 'events',
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('owner', 'Owner'), ('editor', 'Editor'), ('viewer', 'Viewer')], max_length=10, verbose_name='role')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='applications.application')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'membership',
                'verbose_name_plural': 'memberships',
            },
        ),
        migrations.AddField(
            model_name='application',
            name='members',
            field=models.ManyToManyField(related_name='applications', through='applications.Membership', to=settings.AUTH_USER_MODEL, verbose_name='members'),
        ),
        migrations.CreateModel(
            name='OutboxMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60, verbose_name='kind')),
                ('address', models.EmailField(blank=True, max_length=254, verbose_name='address')),
                ('facts', models.JSONField(blank=True, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='facts')),
                ('owed_at', models.DateTimeField(verbose_name='owed since')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                ('tried_at', models.DateTimeField(blank=True, null=True, verbose_name='last tried')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent')),
                ('event', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mails', to='applications.auditevent', verbose_name='event')),
                ('recipient', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recipient')),
            ],
            options={
                'verbose_name': 'mail',
                'verbose_name_plural': 'mails',
            },
        ),
        migrations.CreateModel(
            name='Part',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('workspace', 'Workspace'), ('funding', 'Early-stage funding'), ('approvals', 'Expedited approvals')], max_length=20, verbose_name='part')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='applications.application')),
            ],
            options={
                'verbose_name': 'part',
                'verbose_name_plural': 'parts',
                'ordering': ['-kind'],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('granted', 'Granted'), ('refused', 'Refused')], max_length=10, verbose_name='outcome')),
                ('reasons', models.TextField(verbose_name='reasons')),
                ('remedies', models.TextField(blank=True, verbose_name='remedies')),
                ('decided_at', models.DateTimeField(verbose_name='decided')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='applications.application')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('part', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='applications.part')),
            ],
            options={
                'verbose_name': 'decision',
                'verbose_name_plural': 'decisions',
            },
        ),
        migrations.CreateModel(
            name='PermitType',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_zh', models.CharField(max_length=120, verbose_name='Chinese name')),
                ('name_en', models.CharField(max_length=120, verbose_name='English name')),
                ('code', models.CharField(max_length=20, unique=True, verbose_name='code')),
                ('decided_by', models.CharField(max_length=20, verbose_name='decided by')),
                ('mode', models.CharField(max_length=30, verbose_name='mode')),
                ('requires', models.JSONField(blank=True, default=list, verbose_name='needs first')),
                ('applies_when', models.JSONField(blank=True, null=True, verbose_name='applies when')),
                ('suggested_when', models.JSONField(blank=True, null=True, verbose_name='suggested when')),
                ('statutory_calendar_days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='statutory calendar days')),
                ('safety_class', models.BooleanField(default=False, verbose_name='safety class')),
                ('district_lead', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='permit_types', to='applications.department', verbose_name='department')),
            ],
            options={
                'verbose_name': 'permit type',
                'verbose_name_plural': 'permit types',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_zh', models.CharField(max_length=120, verbose_name='Chinese name')),
                ('name_en', models.CharField(max_length=120, verbose_name='English name')),
                ('code', models.CharField(max_length=20, verbose_name='code')),
                ('version', models.PositiveSmallIntegerField(default=1, verbose_name='version')),
                ('parts', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('workspace', 'Workspace'), ('funding', 'Early-stage funding'), ('approvals', 'Expedited approvals')], max_length=20), size=None, verbose_name='parts offered')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='published')),
            ],
            options={
                'verbose_name': 'programme',
                'verbose_name_plural': 'programmes',
                'constraints': [models.UniqueConstraint(fields=('code', 'version'), name='applications_programme_version_once'), models.CheckConstraint(condition=models.Q(('parts__len__gt', 0)), name='applications_programme_offers_something')],
            },
        ),
        migrations.AddField(
            model_name='application',
            name='programme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='applications.programme', verbose_name='programme'),
        ),
        migrations.CreateModel(
            name='ReviewTask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('matched', models.JSONField(blank=True, default=dict, verbose_name='answers that matched')),
                ('kind', models.CharField(choices=[('completeness', 'Completeness'), ('case_lead', 'Case lead'), ('opinion', 'Opinion'), ('permit', 'Permit')], max_length=20, verbose_name='kind of work')),
                ('state', models.CharField(choices=[('draft', 'Not sent yet'), ('received', 'Received'), ('awaiting_correction', 'Waiting for a correction'), ('accepted', 'Accepted'), ('in_review', 'In review'), ('paused_supplement', 'Paused, waiting for a supplement'), ('paused_special_procedure', 'Paused for a special procedure'), ('blocked_by_dependency', 'Waiting for something else first'), ('decided_granted', 'Done'), ('decided_refused', 'Refused'), ('terminated_withdrawn', 'Ended, withdrawn'), ('terminated_no_answer', 'Ended, no answer'), ('not_competent', 'No competent authority')], default='draft', editable=False, max_length=24, verbose_name='status')),
                ('waits_for', models.JSONField(blank=True, default=list, verbose_name='waits for')),
                ('received_on', models.DateField(blank=True, null=True, verbose_name='receipt date')),
                ('accepted_on', models.DateField(blank=True, null=True, verbose_name='accepted')),
                ('first_answer_due_on', models.DateField(blank=True, null=True, verbose_name='first answer due')),
                ('promised_due_on', models.DateField(blank=True, null=True, verbose_name='promised date')),
                ('statutory_due_on', models.DateField(blank=True, null=True, verbose_name='statutory date')),
                ('promised_is_provisional', models.BooleanField(default=False, verbose_name='promised date rests on a year not announced')),
                ('statutory_is_provisional', models.BooleanField(default=False, verbose_name='statutory date rests on a year not announced')),
                ('told', models.CharField(choices=[('none', 'On time'), ('red', 'Promised date passed'), ('black', 'Statutory date passed')], default='none', max_length=10, verbose_name='escalated')),
                ('told_at', models.DateTimeField(blank=True, null=True, verbose_name='escalated on')),
                ('first_answer', models.TextField(blank=True, verbose_name='first answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='first answered')),
                ('verdict', models.CharField(blank=True, choices=[('support', 'Support'), ('support_with_conditions', 'Support with conditions'), ('object', 'Object')], max_length=24, verbose_name='opinion')),
                ('reasons', models.TextField(blank=True, verbose_name='reasons')),
                ('conditions', models.TextField(blank=True, verbose_name='conditions')),
                ('remedies', models.TextField(blank=True, verbose_name='remedies')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='ended')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='review_tasks', to='applications.application', verbose_name='application')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ended by')),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='review_tasks', to='applications.department', verbose_name='department')),
                ('holder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='held_tasks', to=settings.AUTH_USER_MODEL, verbose_name='holder')),
            ],
            options={
                'verbose_name': 'task',
                'verbose_name_plural': 'tasks',
            },
        ),
        migrations.CreateModel(
            name='ClockEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('started', 'Clock started')], max_length=20, verbose_name='event')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('why', models.TextField(blank=True, verbose_name='why')),
                ('promised_was', models.DateField(blank=True, null=True, verbose_name='promised date before')),
                ('promised_now', models.DateField(blank=True, null=True, verbose_name='promised date after')),
                ('statutory_was', models.DateField(blank=True, null=True, verbose_name='statutory date before')),
                ('statutory_now', models.DateField(blank=True, null=True, verbose_name='statutory date after')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clock_events', to='applications.reviewtask')),
            ],
            options={
                'verbose_name': 'clock event',
                'verbose_name_plural': 'clock events',
            },
        ),
        migrations.AddField(
            model_name='auditevent',
            name='task',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='applications.reviewtask', verbose_name='task'),
        ),
        migrations.CreateModel(
            name='RoutingRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=30, verbose_name='code')),
                ('part', models.CharField(blank=True, choices=[('workspace', 'Workspace'), ('funding', 'Early-stage funding'), ('approvals', 'Expedited approvals')], max_length=20, null=True, verbose_name='part')),
                ('condition', models.JSONField(blank=True, null=True, verbose_name='condition')),
                ('kind', models.CharField(choices=[('completeness', 'Completeness'), ('case_lead', 'Case lead'), ('opinion', 'Opinion'), ('permit', 'Permit')], max_length=20, verbose_name='kind of work')),
                ('title_zh', models.CharField(max_length=120, verbose_name='Chinese title')),
                ('title_en', models.CharField(max_length=120, verbose_name='English title')),
                ('promised_wd', models.PositiveSmallIntegerField(verbose_name='promised working days')),
                ('statutory_wd', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='statutory working days')),
                ('statutory_calendar_days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='statutory calendar days')),
                ('can_tacit', models.BooleanField(default=False, verbose_name='silence may count as consent')),
                ('safety_class', models.BooleanField(default=False, verbose_name='safety class')),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='applications.department', verbose_name='department')),
                ('permit_type', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='applications.permittype', verbose_name='permit')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='routing_rules', to='applications.programme', verbose_name='programme')),
            ],
            options={
                'verbose_name': 'routing rule',
                'verbose_name_plural': 'routing rules',
            },
        ),
        migrations.AddField(
            model_name='reviewtask',
            name='rule',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.routingrule', verbose_name='routed by'),
        ),
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answers', models.JSONField(verbose_name='answers')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('taken_at', models.DateTimeField(verbose_name='taken')),
                ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='snapshot', to='applications.application')),
            ],
            options={
                'verbose_name': 'snapshot',
                'verbose_name_plural': 'snapshots',
            },
        ),
        migrations.CreateModel(
            name='StepAnswers',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.CharField(max_length=20, verbose_name='step')),
                ('schema', models.PositiveSmallIntegerField(default=1, verbose_name='version of the form')),
                ('answers', models.JSONField(blank=True, null=True, verbose_name='answers')),
                ('typed', models.JSONField(blank=True, default=dict, verbose_name='as typed')),
                ('edition', models.PositiveIntegerField(default=1, verbose_name='edition')),
                ('saved_at', models.DateTimeField(verbose_name='saved')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='applications.application')),
                ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'step',
                'verbose_name_plural': 'steps',
            },
        ),
        migrations.CreateModel(
            name='CalendarDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_zh', models.CharField(max_length=120, verbose_name='Chinese name')),
                ('name_en', models.CharField(max_length=120, verbose_name='English name')),
                ('day', models.DateField(unique=True, verbose_name='day')),
                ('is_working', models.BooleanField(verbose_name='make-up working day')),
                ('year', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='days', to='applications.calendaryear', verbose_name='year')),
            ],
            options={
                'verbose_name': 'calendar day',
                'verbose_name_plural': 'calendar days',
                'constraints': [models.CheckConstraint(condition=models.Q(('day__year', models.F('year'))), name='applications_calendarday_stands_in_its_year')],
            },
        ),
        migrations.AddIndex(
            model_name='user',
            index=models.Index(condition=models.Q(('is_active', True)), fields=['department', 'role'], name='applications_user_desk'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['founder', 'reviewer', 'deputy', 'head', 'lead', 'spaces', 'intake', 'supervisor', 'funds', 'leader', 'auditor', 'admin'])), name='applications_user_role_known'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='applications_user_one_per_address', violation_error_message='There is an account with this e-mail address.'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('department__isnull', False), ('role__in', ['reviewer', 'deputy', 'head', 'lead', 'spaces', 'intake', 'supervisor', 'funds'])), models.Q(models.Q(('role__in', ['reviewer', 'deputy', 'head', 'lead', 'spaces', 'intake', 'supervisor', 'funds']), _negated=True), ('department__isnull', True)), _connector='OR'), name='applications_user_department_goes_with_the_role'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_staff', False), ('role', 'founder')), models.Q(models.Q(('role', 'founder'), _negated=True), ('is_staff', True)), _connector='OR'), name='applications_user_officials_are_staff'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['owner', 'editor', 'viewer'])), name='applications_membership_role_known'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(fields=('application', 'person'), name='applications_membership_once_per_person'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('role', 'owner')), fields=('application',), name='applications_membership_one_owner'),
        ),
        migrations.AddIndex(
            model_name='outboxmail',
            index=models.Index(condition=models.Q(('sent_at__isnull', True)), fields=['attempts', 'id'], name='applications_outboxmail_owed'),
        ),
        migrations.AddConstraint(
            model_name='outboxmail',
            constraint=models.UniqueConstraint(fields=('event', 'recipient'), name='applications_outboxmail_once_per_event_and_recipient'),
        ),
        migrations.AddConstraint(
            model_name='outboxmail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('event__isnull', False), ('recipient__isnull', False)), models.Q(('event__isnull', True), models.Q(('address', ''), _negated=True)), _connector='OR'), name='applications_outboxmail_goes_to_somebody'),
        ),
        migrations.AddConstraint(
            model_name='part',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['workspace', 'funding', 'approvals'])), name='applications_part_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='part',
            constraint=models.UniqueConstraint(fields=('application', 'kind'), name='applications_part_once_per_kind'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['granted', 'refused'])), name='applications_decision_outcome_known'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='applications_decision_decided_at_with_decided_by'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('reasons', ''), _negated=True), name='applications_decision_has_reasons'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('outcome', 'granted'), models.Q(('remedies', ''), _negated=True), _connector='OR'), name='applications_decision_refusal_has_remedies'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['state', '-submitted_at'], name='applications_app_by_state'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'receipt_issued', 'in_assessment', 'not_eligible', 'offer_prepared', 'public_notice', 'offer_made', 'offer_accepted', 'in_delivery', 'moved_in', 'closed', 'withdrawn', 'refused', 'offer_declined', 'offer_lapsed', 'terminated_no_answer'])), name='applications_application_state_known'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('urgency__in', ['normal', 'urgent'])), name='applications_application_urgency_known'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('submitted_at__isnull', True), ('submitted_by__isnull', True)), models.Q(('submitted_at__isnull', False), ('submitted_by__isnull', False)), _connector='OR'), name='applications_application_submitted_at_with_submitted_by'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='applications_application_decided_at_with_decided_by'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('received_on__isnull', False), ('submitted_at__isnull', False)), ('state__in', ['draft', 'withdrawn']), _connector='OR'), name='applications_application_received_once_it_left_draft'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['submitted', 'receipt_issued', 'in_assessment', 'offer_prepared', 'public_notice', 'offer_made', 'offer_accepted', 'in_delivery', 'moved_in']), models.Q(('credit_code', ''), _negated=True)), fields=('credit_code',), name='applications_application_one_open_per_company', violation_error_message='This company has an open application already.'),
        ),
        migrations.AddConstraint(
            model_name='clockevent',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['started'])), name='applications_clockevent_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='routingrule',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['completeness', 'case_lead', 'opinion', 'permit'])), name='applications_routingrule_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='routingrule',
            constraint=models.CheckConstraint(condition=models.Q(('part__in', ['workspace', 'funding', 'approvals'])), name='applications_routingrule_part_known'),
        ),
        migrations.AddConstraint(
            model_name='routingrule',
            constraint=models.UniqueConstraint(fields=('programme', 'code'), name='applications_routingrule_code_once'),
        ),
        migrations.AddConstraint(
            model_name='routingrule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'permit'), ('permit_type__isnull', False)), models.Q(models.Q(('kind', 'permit'), _negated=True), ('permit_type__isnull', True)), _connector='OR'), name='applications_routingrule_permit_goes_with_the_kind'),
        ),
        migrations.AddConstraint(
            model_name='routingrule',
            constraint=models.CheckConstraint(condition=models.Q(('statutory_wd__isnull', True), ('statutory_calendar_days__isnull', True), _connector='OR'), name='applications_routingrule_one_statutory_limit_at_most'),
        ),
        migrations.AddConstraint(
            model_name='routingrule',
            constraint=models.CheckConstraint(condition=models.Q(('can_tacit', False), models.Q(('kind', 'opinion'), ('safety_class', False)), _connector='OR'), name='applications_routingrule_silence_never_grants_safety_or_permits'),
        ),
        migrations.AddIndex(
            model_name='reviewtask',
            index=models.Index(condition=models.Q(('state__in', ['draft', 'received', 'awaiting_correction', 'accepted', 'in_review', 'paused_supplement', 'paused_special_procedure', 'blocked_by_dependency'])), fields=['department', 'promised_due_on', 'id'], name='applications_reviewtask_queue'),
        ),
        migrations.AddIndex(
            model_name='reviewtask',
            index=models.Index(condition=models.Q(('state__in', ['received', 'accepted', 'in_review']), ('told', 'none')), fields=['promised_due_on'], name='applications_reviewtask_red'),
        ),
        migrations.AddIndex(
            model_name='reviewtask',
            index=models.Index(condition=models.Q(('state__in', ['received', 'accepted', 'in_review']), ('told__in', ['none', 'red'])), fields=['statutory_due_on'], name='applications_reviewtask_black'),
        ),
        migrations.AddConstraint(
            model_name='reviewtask',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'received', 'awaiting_correction', 'accepted', 'in_review', 'paused_supplement', 'paused_special_procedure', 'blocked_by_dependency', 'decided_granted', 'decided_refused', 'terminated_withdrawn', 'terminated_no_answer', 'not_competent'])), name='applications_reviewtask_state_known'),
        ),
        migrations.AddConstraint(
            model_name='reviewtask',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['completeness', 'case_lead', 'opinion', 'permit'])), name='applications_reviewtask_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='reviewtask',
            constraint=models.CheckConstraint(condition=models.Q(('told__in', ['none', 'red', 'black'])), name='applications_reviewtask_told_known'),
        ),
        migrations.AddConstraint(
            model_name='reviewtask',
            constraint=models.CheckConstraint(condition=models.Q(('verdict__in', ['support', 'support_with_conditions', 'object', ''])), name='applications_reviewtask_verdict_known'),
        ),
        migrations.AddConstraint(
            model_name='reviewtask',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('verdict', 'support_with_conditions'), _negated=True), models.Q(('conditions', ''), _negated=True), _connector='OR'), name='applications_reviewtask_conditions_are_said'),
        ),
        migrations.AddConstraint(
            model_name='reviewtask',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='applications_reviewtask_answered_at_with_answered_by'),
        ),
        migrations.AddConstraint(
            model_name='reviewtask',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='applications_reviewtask_decided_at_with_decided_by'),
        ),
        migrations.AddConstraint(
            model_name='reviewtask',
            constraint=models.UniqueConstraint(fields=('application', 'rule'), name='applications_reviewtask_once_per_rule'),
        ),
        migrations.AddConstraint(
            model_name='reviewtask',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'blocked_by_dependency', 'terminated_withdrawn']), models.Q(('accepted_on__isnull', False), ('promised_due_on__isnull', False), ('received_on__isnull', False)), models.Q(('received_on__isnull', False), ('state__in', ['received', 'awaiting_correction'])), ('state__in', ['terminated_no_answer', 'not_competent']), _connector='OR'), name='applications_reviewtask_has_a_clock_once_it_runs'),
        ),
        migrations.AddConstraint(
            model_name='reviewtask',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'blocked_by_dependency'), _negated=True), models.Q(('promised_due_on__isnull', True), ('statutory_due_on__isnull', True), models.Q(('waits_for', []), _negated=True)), _connector='OR'), name='applications_reviewtask_blocked_has_no_clock_and_says_why'),
        ),
        migrations.AddConstraint(
            model_name='reviewtask',
            constraint=models.CheckConstraint(condition=models.Q(('promised_due_on__isnull', True), ('statutory_due_on__isnull', True), ('promised_due_on__lte', models.F('statutory_due_on')), _connector='OR'), name='applications_reviewtask_promised_within_statutory'),
        ),
        migrations.AddConstraint(
            model_name='reviewtask',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['decided_granted', 'decided_refused']), _negated=True), ('decided_at__isnull', False), _connector='OR'), name='applications_reviewtask_decided_says_when'),
        ),
        migrations.AddConstraint(
            model_name='reviewtask',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'opinion'), ('state__in', ['decided_granted', 'decided_refused']), _negated=True), models.Q(('verdict', ''), _negated=True), _connector='OR'), name='applications_reviewtask_opinion_has_verdict'),
        ),
        migrations.AddConstraint(
            model_name='reviewtask',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'permit'), ('state', 'decided_refused'), _negated=True), models.Q(models.Q(('reasons', ''), _negated=True), models.Q(('remedies', ''), _negated=True)), _connector='OR'), name='applications_reviewtask_refused_permit_has_reasons_and_remedies'),
        ),
        migrations.AddConstraint(
            model_name='stepanswers',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('saved_at__isnull', True), ('saved_by__isnull', True)), models.Q(('saved_at__isnull', False), ('saved_by__isnull', False)), _connector='OR'), name='applications_stepanswers_saved_at_with_saved_by'),
        ),
        migrations.AddConstraint(
            model_name='stepanswers',
            constraint=models.UniqueConstraint(fields=('application', 'slug'), name='applications_stepanswers_once'),
        ),
    ]
