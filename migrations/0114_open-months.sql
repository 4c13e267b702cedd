-- What everybody is told of a month: counted once, on the Monday after it, and never again.
CREATE TABLE heatmap.open_month (
  month text PRIMARY KEY CHECK (month ~ '^\d{4}-\d{2}$'),
  published_at timestamptz NOT NULL,
  told jsonb NOT NULL
);
COMMENT ON TABLE heatmap.open_month IS 'Public figures of a month as they were published, small numbers hidden already: two countings of one month would tell by their difference who came between. Only added to';

CREATE FUNCTION heatmap.refuse_open_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'heatmap.open_month is append-only';
END $$;
CREATE TRIGGER open_month_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON heatmap.open_month
  FOR EACH STATEMENT EXECUTE FUNCTION heatmap.refuse_open_change();
