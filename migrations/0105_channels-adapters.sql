ALTER TABLE channels.source
  ADD adapter text NOT NULL DEFAULT 'json',
  ADD consumer text NOT NULL DEFAULT 'cases';
COMMENT ON COLUMN channels.source.adapter IS 'How its events come: what shows the key, what makes an event the same, what is answered';
COMMENT ON COLUMN channels.source.consumer IS 'Who makes something of its messages; `cases` = the register';

ALTER TABLE channels.inbound_event ADD url text;
COMMENT ON COLUMN channels.inbound_event.url IS 'Where the message stands at its source, of an event that became a case';
COMMENT ON TABLE channels.inbound_event IS 'A message as it came, acknowledged after commit. event_key (sender''s id, else made of the body) makes a repeated delivery one event. Its words and address go after 90 days (payload is empty then), the row stays';
CREATE INDEX inbound_event_words ON channels.inbound_event (received_at) WHERE state <> 'received' AND payload <> '';
