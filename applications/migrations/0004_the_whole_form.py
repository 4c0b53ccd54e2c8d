"""The whole form: documents, drafts that end, assisted filing, the limits of funds and gates."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('applications', '0003_cache_table'),
    ]

    operations = [
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30, verbose_name='document')),
                ('key', models.CharField(editable=False, max_length=80, unique=True, verbose_name='key in the storage')),
                ('name', models.CharField(max_length=200, verbose_name='file name')),
                ('file_type', models.CharField(choices=[('pdf', 'PDF'), ('jpg', 'JPG'), ('png', 'PNG'), ('ofd', 'OFD'), ('dwg', 'DWG')], max_length=8, verbose_name='file type')),
                ('size', models.PositiveBigIntegerField(verbose_name='size in bytes')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('scan', models.CharField(choices=[('not_scanned', 'Not scanned'), ('clean', 'Clean'), ('infected', 'Infected'), ('error', 'Scan failed')], default='not_scanned', max_length=12, verbose_name='virus scan')),
                ('uploaded_at', models.DateTimeField(verbose_name='uploaded')),
                ('set_aside_at', models.DateTimeField(blank=True, null=True, verbose_name='set aside')),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
            },
        ),
        migrations.CreateModel(
            name='Fund',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_zh', models.CharField(max_length=120, verbose_name='Chinese name')),
                ('name_en', models.CharField(max_length=120, verbose_name='English name')),
                ('code', models.CharField(max_length=10, unique=True, verbose_name='code')),
                ('instrument', models.CharField(choices=[('equity', 'Equity'), ('grant', 'Grant'), ('interest_subsidy', 'Interest subsidy')], max_length=20, verbose_name='instrument')),
                ('ticket_min_yuan', models.PositiveBigIntegerField(verbose_name='smallest amount, yuan')),
                ('ticket_max_yuan', models.PositiveBigIntegerField(verbose_name='largest amount, yuan')),
                ('max_share_of_rd_budget_pct', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='largest share of the R&D budget, %')),
                ('max_loans', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='loans, at most')),
                ('loan_months_min', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='shortest loan, months')),
                ('loan_months_max', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='longest loan, months')),
                ('min_interest_per_loan_yuan', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='least interest of a loan, yuan')),
            ],
            options={
                'verbose_name': 'fund',
                'verbose_name_plural': 'funds',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='LooseFile',
            fields=[
                ('key', models.CharField(max_length=80, primary_key=True, serialize=False, verbose_name='key in the storage')),
                ('since', models.DateTimeField(db_index=True, verbose_name='loose since')),
            ],
            options={
                'verbose_name': 'loose file',
                'verbose_name_plural': 'loose files',
            },
        ),
        migrations.AddField(
            model_name='application',
            name='assisted_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='filled in by the district'),
        ),
        migrations.AddField(
            model_name='application',
            name='assisted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='filled in by'),
        ),
        migrations.AddField(
            model_name='application',
            name='draft_end_told_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='end of the draft told'),
        ),
        migrations.AddField(
            model_name='application',
            name='draft_ends_on',
            field=models.DateField(blank=True, null=True, verbose_name='draft kept until'),
        ),
        migrations.AddField(
            model_name='application',
            name='taken_over_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='taken over by the founder'),
        ),
        migrations.AddField(
            model_name='permittype',
            name='documents',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, default=list, size=None, verbose_name='documents'),
        ),
        migrations.AddField(
            model_name='programme',
            name='rd_floor_cost_pct',
            field=models.PositiveSmallIntegerField(default=10, verbose_name='least R&D by total cost, %'),
        ),
        migrations.AddField(
            model_name='programme',
            name='rd_floor_revenue_pct',
            field=models.PositiveSmallIntegerField(default=2, verbose_name='least R&D by revenue, %'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(condition=models.Q(('state', 'draft')), fields=['draft_ends_on', 'id'], name='applications_app_drafts_by_end'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(condition=models.Q(('assisted_by__isnull', False), ('state', 'draft'), ('taken_over_at__isnull', True)), fields=['assisted_by', 'id'], name='applications_app_assisted'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('assisted_at__isnull', True), ('assisted_by__isnull', True)), models.Q(('assisted_at__isnull', False), ('assisted_by__isnull', False)), _connector='OR'), name='applications_application_assisted_at_with_assisted_by'),
        ),
        migrations.AddField(
            model_name='attachment',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='applications.application'),
        ),
        migrations.AddField(
            model_name='attachment',
            name='set_aside_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='set aside by'),
        ),
        migrations.AddField(
            model_name='attachment',
            name='uploaded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by'),
        ),
        migrations.AddConstraint(
            model_name='fund',
            constraint=models.CheckConstraint(condition=models.Q(('instrument__in', ['equity', 'grant', 'interest_subsidy'])), name='applications_fund_instrument_known'),
        ),
        migrations.AddConstraint(
            model_name='fund',
            constraint=models.CheckConstraint(condition=models.Q(('ticket_min_yuan__lte', models.F('ticket_max_yuan'))), name='applications_fund_smallest_is_not_above_largest'),
        ),
        migrations.AddIndex(
            model_name='attachment',
            index=models.Index(fields=['application', 'kind'], name='applications_doc_by_kind'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.CheckConstraint(condition=models.Q(('file_type__in', ['pdf', 'jpg', 'png', 'ofd', 'dwg'])), name='applications_attachment_file_type_known'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.CheckConstraint(condition=models.Q(('scan__in', ['not_scanned', 'clean', 'infected', 'error'])), name='applications_attachment_scan_known'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('uploaded_at__isnull', True), ('uploaded_by__isnull', True)), models.Q(('uploaded_at__isnull', False), ('uploaded_by__isnull', False)), _connector='OR'), name='applications_attachment_uploaded_at_with_uploaded_by'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('set_aside_at__isnull', True), ('set_aside_by__isnull', True)), models.Q(('set_aside_at__isnull', False), ('set_aside_by__isnull', False)), _connector='OR'), name='applications_attachment_set_aside_at_with_set_aside_by'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='applications_attachment_is_not_empty'),
        ),
    ]
