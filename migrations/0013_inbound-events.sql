-- Storing an event costs what its indexes and checks cost. Who sends is checked by the receiver, and a source is switched
-- off, never deleted; the sender's key is what an event is known by, the number only orders them.
ALTER TABLE channels.inbound_event
  DROP CONSTRAINT inbound_event_source_fkey,
  DROP CONSTRAINT inbound_event_pkey,
  DROP CONSTRAINT inbound_event_source_event_key_key,
  ADD PRIMARY KEY (source, event_key);
CREATE INDEX inbound_event_refused ON channels.inbound_event (source) WHERE state = 'refused';

ALTER TABLE channels.source ADD last_event_at timestamptz;
COMMENT ON COLUMN channels.source.last_event_at IS 'When the newest of its processed events came';
UPDATE channels.source SET last_event_at = (SELECT max(received_at) FROM channels.inbound_event event WHERE event.source = source.id);
