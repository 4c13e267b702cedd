-- A line moved out of a signed meeting is a line taken from it: both the meeting it leaves and the one it comes to are asked.
CREATE OR REPLACE FUNCTION working_group.keep_record() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  line jsonb;
  of_meeting uuid;
BEGIN
  FOREACH line IN ARRAY CASE TG_OP
    WHEN 'INSERT' THEN ARRAY[to_jsonb(NEW)] WHEN 'DELETE' THEN ARRAY[to_jsonb(OLD)] ELSE ARRAY[to_jsonb(OLD), to_jsonb(NEW)] END
  LOOP
    of_meeting := line->>'meeting_id';
    IF of_meeting IS NULL THEN
      SELECT meeting_id INTO of_meeting FROM working_group.agenda_item WHERE id = (line->>'item_id')::uuid;
    END IF;
    IF EXISTS (SELECT FROM working_group.protocol WHERE meeting_id = of_meeting AND signed_at IS NOT NULL) THEN
      RAISE EXCEPTION 'a signed protocol does not change';
    END IF;
  END LOOP;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER kept BEFORE INSERT OR UPDATE OR DELETE ON working_group.paper
  FOR EACH ROW EXECUTE FUNCTION working_group.keep_record();

-- Of a meeting whose protocol is signed the state alone goes on: sent round, closed.
CREATE FUNCTION working_group.keep_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM working_group.protocol WHERE meeting_id = OLD.id AND signed_at IS NOT NULL) AND (
    TG_OP = 'DELETE' OR NEW.state NOT IN ('signed', 'distributed', 'closed')
    OR to_jsonb(NEW) - '{state,version}'::text[] <> to_jsonb(OLD) - '{state,version}'::text[]
  ) THEN
    RAISE EXCEPTION 'a signed protocol does not change';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
COMMENT ON FUNCTION working_group.keep_meeting IS 'The meeting of a signed protocol stays as it was: when, where, who presided, who invited; its state goes on to the next ones';
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON working_group.meeting FOR EACH ROW EXECUTE FUNCTION working_group.keep_meeting();

-- What came to these tables after they were guarded is committed by rules of its own: what is committed already is final, and its
-- hash is of the columns it had.
INSERT INTO audit.guard (kind, relation, keys, columns, due, is_final) VALUES
('agenda-item-times', 'working_group.agenda_item', '{id}', '{meeting_id,began_at,ended_at}',
  'EXISTS (SELECT FROM working_group.protocol AS kept WHERE kept.meeting_id = line.meeting_id AND kept.signed_at IS NOT NULL)', true),
('meeting-organizer', 'working_group.meeting', '{id}', '{organizer_id}',
  'EXISTS (SELECT FROM working_group.protocol AS kept WHERE kept.meeting_id = line.id AND kept.signed_at IS NOT NULL)', true);

CREATE FUNCTION working_group.touch_signed_later() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  of_meeting uuid := coalesce(NEW.meeting_id, OLD.meeting_id);
BEGIN
  INSERT INTO audit.touched (kind, key)
  SELECT 'meeting-organizer', jsonb_build_object('id', of_meeting)
  UNION ALL SELECT 'agenda-item-times', jsonb_build_object('id', id) FROM working_group.agenda_item WHERE meeting_id = of_meeting;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION working_group.touch_signed_later IS 'The signature makes final what touch_signed does not know of';
CREATE TRIGGER committed_signed_later AFTER UPDATE ON working_group.protocol FOR EACH ROW
  WHEN (OLD.signed_at IS NOT NULL OR NEW.signed_at IS NOT NULL) EXECUTE FUNCTION working_group.touch_signed_later();
CREATE TRIGGER committed_added_later AFTER INSERT ON working_group.protocol FOR EACH ROW
  WHEN (NEW.signed_at IS NOT NULL) EXECUTE FUNCTION working_group.touch_signed_later();
CREATE TRIGGER committed_gone_later AFTER DELETE ON working_group.protocol FOR EACH ROW
  WHEN (OLD.signed_at IS NOT NULL) EXECUTE FUNCTION working_group.touch_signed_later();

SELECT audit.touch_due(kind) FROM audit.guard WHERE kind IN ('agenda-item-times', 'meeting-organizer') ORDER BY kind;
SELECT audit.commit_touched();
