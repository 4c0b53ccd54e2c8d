"""The table of the cache that counts attempts to sign in (settings.CACHES)."""

from django.db import migrations

TABLE = """
CREATE TABLE incubator_cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX incubator_cache_expires ON incubator_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("applications", "0002_the_trail_is_only_added_to")]

    operations = [migrations.RunSQL(TABLE, "DROP TABLE incubator_cache")]
