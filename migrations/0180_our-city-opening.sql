CREATE TABLE our_city.opening (
  serial integer PRIMARY KEY CHECK (serial > 0),
  is_open boolean NOT NULL,
  at timestamptz NOT NULL,
  made_by uuid,
  made_by_name text NOT NULL CHECK (made_by_name <> ''),
  reason text NOT NULL DEFAULT ''
);
COMMENT ON TABLE our_city.opening IS 'When the portal was opened to residents, and closed again; the last one holds, without any it is closed. Only added to';
COMMENT ON COLUMN our_city.opening.serial IS 'One after another; who acts names the one they saw';
COMMENT ON COLUMN our_city.opening.made_by IS 'Who did; null = the program itself';
COMMENT ON COLUMN our_city.opening.made_by_name IS 'Their name as it was';
COMMENT ON COLUMN our_city.opening.reason IS 'Why it was closed; of an opening empty, or what the program says';
CREATE TRIGGER opening_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON our_city.opening
  FOR EACH STATEMENT EXECUTE FUNCTION our_city.refuse_change();

-- Residents of an installation that works already have had its portal all along.
INSERT INTO our_city.opening (serial, is_open, at, made_by_name, reason)
SELECT 1, true, now(), 'Отклик', 'Портал работал и раньше' WHERE EXISTS (SELECT FROM lib.setting WHERE name = 'mode');

ALTER TABLE outbox.channel_setting ADD COLUMN tried_at timestamptz, ADD COLUMN is_tried_well boolean;
COMMENT ON COLUMN outbox.channel_setting.tried_at IS 'When a trial letter was last sent by these settings; null = not since they were saved';
COMMENT ON COLUMN outbox.channel_setting.is_tried_well IS 'Whether the other side took it; null = not tried';
