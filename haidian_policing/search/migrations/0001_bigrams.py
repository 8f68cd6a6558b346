"""The pairs of neighbouring signs of a text, by which an index finds two Chinese signs."""

from django.db import migrations

CREATE = r"""
CREATE FUNCTION search_bigrams(words text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 20 AS $$
  SELECT string_to_array(
    regexp_replace(lower(words), '(..)', '\1|', 'g') || '|' || regexp_replace(substr(lower(words), 2), '(..)', '\1|', 'g'), '|')
$$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies: list = []
    operations = [migrations.RunSQL(CREATE, "DROP FUNCTION search_bigrams(text);")]
