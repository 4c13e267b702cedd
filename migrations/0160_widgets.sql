CREATE SCHEMA widgets;
COMMENT ON SCHEMA widgets IS 'Widgets for other sites of the city (decision 0056)';

CREATE TABLE widgets.widget (
  id uuid PRIMARY KEY,
  title text NOT NULL,
  hosts text[] NOT NULL CHECK (cardinality(hosts) BETWEEN 1 AND 20),
  offers text[] NOT NULL CHECK (cardinality(offers) > 0 AND offers <@ ARRAY['message', 'polls', 'done']),
  look text NOT NULL CHECK (look IN ('corner', 'place', 'block')),
  colour text NOT NULL CHECK (colour IN ('malachite', 'blue', 'bronze', 'graphite')),
  label text NOT NULL DEFAULT '',
  pos_number text NOT NULL DEFAULT '' CHECK (pos_number ~ '^[0-9]{0,12}$'),
  is_on boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  made_at timestamptz NOT NULL,
  made_by text NOT NULL,
  made_by_name text NOT NULL
);
COMMENT ON TABLE widgets.widget IS 'A widget: where it may stand and what it offers';
COMMENT ON COLUMN widgets.widget.hosts IS 'Origins whose pages may hold it, exactly as a browser writes them';
COMMENT ON COLUMN widgets.widget.offers IS 'In the order they are offered';
COMMENT ON COLUMN widgets.widget.label IS 'Words of its button; empty = those of what is offered first';
COMMENT ON COLUMN widgets.widget.pos_number IS 'Number of the organisation in ПОС whose own form stands beside; empty = it does not';
CREATE INDEX widget_latest ON widgets.widget (made_at DESC, id DESC);

CREATE TABLE widgets.opening (
  widget_id uuid NOT NULL REFERENCES widgets.widget,
  day date NOT NULL,
  host text NOT NULL,
  opened integer NOT NULL DEFAULT 1 CHECK (opened > 0),
  PRIMARY KEY (widget_id, day, host)
);
COMMENT ON TABLE widgets.opening IS 'How often a widget was opened on a site in a day: a count, and nothing of who opened it';
