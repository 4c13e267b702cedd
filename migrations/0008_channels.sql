CREATE SCHEMA channels;
COMMENT ON SCHEMA channels IS 'Outside systems that send messages in: each stored raw before anything is made of it';

CREATE TABLE channels.source (
  id text PRIMARY KEY CHECK (id ~ '^[a-z0-9-]{2,40}$'),
  title text NOT NULL,
  kind text NOT NULL,
  token_hash text NOT NULL,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL,
  created_by uuid
);
COMMENT ON TABLE channels.source IS 'A system allowed to send messages; kind is the channel of the cases it makes';

CREATE TABLE channels.inbound_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source text NOT NULL REFERENCES channels.source,
  event_key text NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  payload text NOT NULL,
  state text NOT NULL DEFAULT 'received',
  reason text,
  case_id uuid,
  UNIQUE (source, event_key)
);
COMMENT ON TABLE channels.inbound_event IS 'A message as it came, acknowledged after commit. event_key (sender''s id, else the body''s SHA-256) makes a repeated delivery one event';
CREATE INDEX inbound_event_waiting ON channels.inbound_event (id) WHERE state = 'received';
CREATE INDEX inbound_event_case ON channels.inbound_event (case_id) WHERE case_id IS NOT NULL;
