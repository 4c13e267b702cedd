-- The record of the group: what a signed protocol was made of.
INSERT INTO audit.guard (kind, relation, keys, columns, due, is_final) VALUES
('group-act', 'working_group.act', '{id}', '{number,signed_on,title,made_at,made_by_name}', 'true', true),
('membership', 'working_group.membership', '{id}',
  '{person_id,person_name,position,organisation,role,blocks,from_day,to_day,act_id,end_act_id,substitute_id,substitute_name,made_at,made_by_name}',
  'true', false),
('meeting', 'working_group.meeting', '{id}',
  '{year,number,day,starts_at,place,link,form,topic,presiding_id,uses_quorum,uses_votes,vote_until,guests,invitation_sequence,invited_at,opened_at,ended_at,held_on,agenda_votes,made_at,made_by_name}',
  'EXISTS (SELECT FROM working_group.protocol AS kept WHERE kept.meeting_id = line.id AND kept.signed_at IS NOT NULL)', true),
('agenda-item', 'working_group.agenda_item', '{id}',
  '{meeting_id,parent_id,place,title,speaker_id,speaker_name,minutes,source,source_id,source_label,number,heard,state,reason,raised_at}',
  'EXISTS (SELECT FROM working_group.protocol AS kept WHERE kept.meeting_id = line.meeting_id AND kept.signed_at IS NOT NULL)', true),
('speech', 'working_group.speech', '{id}', '{item_id,place,name,text,state,began_at}',
  'EXISTS (SELECT FROM working_group.agenda_item AS item JOIN working_group.protocol AS kept ON kept.meeting_id = item.meeting_id WHERE item.id = line.item_id AND kept.signed_at IS NOT NULL)', true),
('decision', 'working_group.decision', '{id}',
  '{meeting_id,item_id,place,text,responsible_id,responsible_name,due_on,expected_result,outcome,cancels_id}',
  'EXISTS (SELECT FROM working_group.protocol AS kept WHERE kept.meeting_id = line.meeting_id AND kept.signed_at IS NOT NULL)', true),
('ballot', 'working_group.ballot', '{item_id,decision_id,person_id}', '{meeting_id,choice,cast_by,at}',
  'EXISTS (SELECT FROM working_group.protocol AS kept WHERE kept.meeting_id = line.meeting_id AND kept.signed_at IS NOT NULL)', true),
('opinion', 'working_group.opinion', '{item_id,person_id}', '{meeting_id,name,text,at}',
  'EXISTS (SELECT FROM working_group.protocol AS kept WHERE kept.meeting_id = line.meeting_id AND kept.signed_at IS NOT NULL)', true),
('attendance', 'working_group.attendance', '{meeting_id,person_id}',
  '{name,position,role,mark,reason,substitute_id,substitute_name,arrived_at,left_at,invited_at,acknowledged_at}',
  'EXISTS (SELECT FROM working_group.protocol AS kept WHERE kept.meeting_id = line.meeting_id AND kept.signed_at IS NOT NULL)', true),
('presiding', 'working_group.presiding', '{meeting_id,from_at}', '{to_at,person_id,name,role}',
  'EXISTS (SELECT FROM working_group.protocol AS kept WHERE kept.meeting_id = line.meeting_id AND kept.signed_at IS NOT NULL)', true),
('meeting-paper', 'working_group.paper', '{file_id}', '{meeting_id,title,added_by_name,added_at}',
  'EXISTS (SELECT FROM working_group.protocol AS kept WHERE kept.meeting_id = line.meeting_id AND kept.signed_at IS NOT NULL)', true),
('protocol', 'working_group.protocol', '{meeting_id}',
  '{year,serial,registered_on,document_id,signed_version,signed_at,signed_by_name}', 'line.signed_at IS NOT NULL', true),
('protocol-version', 'working_group.protocol_version', '{meeting_id,version}', '{content,sha256,note,made_at,made_by_name}',
  'EXISTS (SELECT FROM working_group.protocol AS kept WHERE kept.meeting_id = line.meeting_id AND kept.signed_at IS NOT NULL)', true),
('protocol-remark', 'working_group.protocol_remark', '{meeting_id,version,person_id}', '{name,stance,text,at}',
  'EXISTS (SELECT FROM working_group.protocol AS kept WHERE kept.meeting_id = line.meeting_id AND kept.signed_at IS NOT NULL)', true),
('acquaintance', 'working_group.acquaintance', '{meeting_id,person_id}', '{at,by_name}', 'true', true),
('assignment', 'assignments.assignment', '{id}',
  '{year,serial,source,source_id,basis,basis_on,meeting_id,text,expected_result,control,budget_line,responsible_id,responsible_name,succeeds_id,state,first_due_on,due_on,due_at,extensions,issued_at,issued_by_name,acknowledged_at,report_no,report_text,reported_at,accepted_at,accepted_by_name,return_reason,cancelled_at,cancelled_by_decision,answers_at,post_text}',
  'true', false),
('co-executor', 'assignments.co_executor', '{assignment_id,person_id}', '{name,acknowledged_at}', 'true', false),
('evidence', 'assignments.evidence', '{id}', '{assignment_id,report_no,kind,file_id,case_id,title,value}', 'true', true),
('assignment-link', 'assignments.link', '{assignment_id,kind,target_id}', '{by_name,at}', 'true', false),
('assignment-event', 'assignments.event', '{id}', '{assignment_id,at,kind,by_name,text,data}', 'true', true),
('head-report', 'head_reports.report', '{id}',
  '{year,serial,from_day,to_day,parts,previous_id,changes,comments,snapshot,fingerprint,document_id,signed_at,signed_by_id,signed_by_name,signed_position,sent_at,resolution,resolved_at,resolved_by_name,assignment_ids}',
  'line.signed_at IS NOT NULL', false),
('signed-document', 'signatures.document', '{id}',
  '{kind,object_id,title,number,day,content_type,sha256,is_public,made_at}', 'true', true),
('signature', 'signatures.signature', '{id}',
  '{document_id,sha256,kind,signer_id,signer_name,position,method,at,cms,state,details,record_hash}', 'true', true),
('snapshot', 'snapshots.snapshot', '{number}', '{kind,title,content,hash,permission,made_at,made_by,made_by_name}', 'true', true),
('answer', 'cases.answer', '{id}',
  '{case_id,version,body,outcome,promised_on,author,author_name,author_unit_id,reviewed_by,reviewed_at,decided_by,decided_by_name,decided_at,corrects,correction_reason,created_at}',
  'line.state = ''released''', true),
('answer-file', 'cases.attachment', '{case_id,file_id}', '{role,answer_id,added_by,added_at}',
  'EXISTS (SELECT FROM cases.answer WHERE answer.id = line.answer_id AND answer.state = ''released'')', true),
('office-letter', 'office.document', '{id}',
  '{case_id,kind,number,content,made_at,made_by,made_by_name,signed_at,signed_by,signed_by_name,fingerprint,sent_at,sent_how}',
  'line.signed_at IS NOT NULL', false),
('file', 'files.file', '{id}', '{sha256,kind,bytes,width,height,uploader,created_at}', 'line.claimed', true);

-- What is final by being there, or by every move it makes.
CREATE TRIGGER committed AFTER INSERT OR UPDATE OR DELETE ON working_group.act FOR EACH ROW EXECUTE FUNCTION audit.touch('group-act', 'id');
CREATE TRIGGER committed AFTER INSERT OR UPDATE OR DELETE ON working_group.membership FOR EACH ROW EXECUTE FUNCTION audit.touch('membership', 'id');
CREATE TRIGGER committed AFTER INSERT OR UPDATE OR DELETE ON working_group.acquaintance FOR EACH ROW EXECUTE FUNCTION audit.touch('acquaintance', 'meeting_id', 'person_id');
CREATE TRIGGER committed AFTER INSERT OR UPDATE OR DELETE ON assignments.assignment FOR EACH ROW EXECUTE FUNCTION audit.touch('assignment', 'id');
CREATE TRIGGER committed AFTER INSERT OR UPDATE OR DELETE ON assignments.co_executor FOR EACH ROW EXECUTE FUNCTION audit.touch('co-executor', 'assignment_id', 'person_id');
CREATE TRIGGER committed AFTER INSERT OR UPDATE OR DELETE ON assignments.evidence FOR EACH ROW EXECUTE FUNCTION audit.touch('evidence', 'id');
CREATE TRIGGER committed AFTER INSERT OR UPDATE OR DELETE ON assignments.link FOR EACH ROW EXECUTE FUNCTION audit.touch('assignment-link', 'assignment_id', 'kind', 'target_id');
CREATE TRIGGER committed AFTER INSERT OR UPDATE OR DELETE ON assignments.event FOR EACH ROW EXECUTE FUNCTION audit.touch('assignment-event', 'id');
CREATE TRIGGER committed AFTER INSERT OR UPDATE OR DELETE ON signatures.signature FOR EACH ROW EXECUTE FUNCTION audit.touch('signature', 'id');
CREATE TRIGGER committed AFTER INSERT OR UPDATE OR DELETE ON snapshots.snapshot FOR EACH ROW EXECUTE FUNCTION audit.touch('snapshot', 'number');
-- Its bytes are not read for the key.
CREATE FUNCTION signatures.touch_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit.touched (kind, key) VALUES ('signed-document', jsonb_build_object('id', coalesce(NEW.id, OLD.id)));
  RETURN NULL;
END $$;
CREATE TRIGGER committed AFTER INSERT OR UPDATE OR DELETE ON signatures.document FOR EACH ROW EXECUTE FUNCTION signatures.touch_document();

-- What becomes final by a step.
CREATE TRIGGER committed_signed AFTER UPDATE ON head_reports.report FOR EACH ROW
  WHEN (OLD.signed_at IS NOT NULL OR NEW.signed_at IS NOT NULL) EXECUTE FUNCTION audit.touch('head-report', 'id');
CREATE TRIGGER committed_added AFTER INSERT ON head_reports.report FOR EACH ROW
  WHEN (NEW.signed_at IS NOT NULL) EXECUTE FUNCTION audit.touch('head-report', 'id');
CREATE TRIGGER committed_gone AFTER DELETE ON head_reports.report FOR EACH ROW
  WHEN (OLD.signed_at IS NOT NULL) EXECUTE FUNCTION audit.touch('head-report', 'id');
CREATE TRIGGER committed_signed AFTER UPDATE ON office.document FOR EACH ROW
  WHEN (OLD.signed_at IS NOT NULL OR NEW.signed_at IS NOT NULL) EXECUTE FUNCTION audit.touch('office-letter', 'id');
CREATE TRIGGER committed_added AFTER INSERT ON office.document FOR EACH ROW
  WHEN (NEW.signed_at IS NOT NULL) EXECUTE FUNCTION audit.touch('office-letter', 'id');
CREATE TRIGGER committed_gone AFTER DELETE ON office.document FOR EACH ROW
  WHEN (OLD.signed_at IS NOT NULL) EXECUTE FUNCTION audit.touch('office-letter', 'id');
CREATE TRIGGER committed_claimed AFTER UPDATE ON files.file FOR EACH ROW
  WHEN (OLD.claimed OR NEW.claimed) EXECUTE FUNCTION audit.touch('file', 'id');
CREATE TRIGGER committed_added AFTER INSERT ON files.file FOR EACH ROW WHEN (NEW.claimed) EXECUTE FUNCTION audit.touch('file', 'id');
CREATE TRIGGER committed_gone AFTER DELETE ON files.file FOR EACH ROW WHEN (OLD.claimed) EXECUTE FUNCTION audit.touch('file', 'id');

CREATE FUNCTION cases.touch_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit.touched (kind, key) VALUES ('answer', jsonb_build_object('id', coalesce(NEW.id, OLD.id)));
  INSERT INTO audit.touched (kind, key)
  SELECT 'answer-file', jsonb_build_object('case_id', case_id, 'file_id', file_id) FROM cases.attachment
  WHERE case_id = coalesce(NEW.case_id, OLD.case_id) AND answer_id = coalesce(NEW.id, OLD.id);
  RETURN NULL;
END $$;
COMMENT ON FUNCTION cases.touch_answer IS 'A released answer is committed with its files';
CREATE TRIGGER committed_released AFTER UPDATE ON cases.answer FOR EACH ROW
  WHEN (OLD.state = 'released' OR NEW.state = 'released') EXECUTE FUNCTION cases.touch_answer();
CREATE TRIGGER committed_added AFTER INSERT ON cases.answer FOR EACH ROW
  WHEN (NEW.state = 'released') EXECUTE FUNCTION cases.touch_answer();
CREATE TRIGGER committed_gone AFTER DELETE ON cases.answer FOR EACH ROW
  WHEN (OLD.state = 'released') EXECUTE FUNCTION cases.touch_answer();
CREATE TRIGGER committed_added AFTER INSERT ON cases.attachment FOR EACH ROW
  WHEN (NEW.answer_id IS NOT NULL) EXECUTE FUNCTION audit.touch('answer-file', 'case_id', 'file_id');
CREATE TRIGGER committed_moved AFTER UPDATE ON cases.attachment FOR EACH ROW
  WHEN (OLD.answer_id IS NOT NULL OR NEW.answer_id IS NOT NULL) EXECUTE FUNCTION audit.touch('answer-file', 'case_id', 'file_id');
CREATE TRIGGER committed_gone AFTER DELETE ON cases.attachment FOR EACH ROW
  WHEN (OLD.answer_id IS NOT NULL) EXECUTE FUNCTION audit.touch('answer-file', 'case_id', 'file_id');

CREATE FUNCTION working_group.touch_signed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  of_meeting uuid := coalesce(NEW.meeting_id, OLD.meeting_id);
BEGIN
  INSERT INTO audit.touched (kind, key)
  SELECT 'meeting', jsonb_build_object('id', of_meeting)
  UNION ALL SELECT 'protocol', jsonb_build_object('meeting_id', of_meeting)
  UNION ALL SELECT 'agenda-item', jsonb_build_object('id', id) FROM working_group.agenda_item WHERE meeting_id = of_meeting
  UNION ALL SELECT 'speech', jsonb_build_object('id', speech.id) FROM working_group.speech
    JOIN working_group.agenda_item AS item ON item.id = speech.item_id WHERE item.meeting_id = of_meeting
  UNION ALL SELECT 'decision', jsonb_build_object('id', id) FROM working_group.decision WHERE meeting_id = of_meeting
  UNION ALL SELECT 'ballot', jsonb_build_object('item_id', item_id, 'decision_id', decision_id, 'person_id', person_id)
    FROM working_group.ballot WHERE meeting_id = of_meeting
  UNION ALL SELECT 'opinion', jsonb_build_object('item_id', item_id, 'person_id', person_id) FROM working_group.opinion
    WHERE meeting_id = of_meeting
  UNION ALL SELECT 'attendance', jsonb_build_object('meeting_id', meeting_id, 'person_id', person_id) FROM working_group.attendance
    WHERE meeting_id = of_meeting
  UNION ALL SELECT 'presiding', jsonb_build_object('meeting_id', meeting_id, 'from_at', from_at) FROM working_group.presiding
    WHERE meeting_id = of_meeting
  UNION ALL SELECT 'meeting-paper', jsonb_build_object('file_id', file_id) FROM working_group.paper WHERE meeting_id = of_meeting
  UNION ALL SELECT 'protocol-version', jsonb_build_object('meeting_id', meeting_id, 'version', version)
    FROM working_group.protocol_version WHERE meeting_id = of_meeting
  UNION ALL SELECT 'protocol-remark', jsonb_build_object('meeting_id', meeting_id, 'version', version, 'person_id', person_id)
    FROM working_group.protocol_remark WHERE meeting_id = of_meeting;
  RETURN NULL;
END $$;
COMMENT ON FUNCTION working_group.touch_signed IS 'The signature makes final all that the protocol was made of';
CREATE TRIGGER committed_signed AFTER UPDATE ON working_group.protocol FOR EACH ROW
  WHEN (OLD.signed_at IS NOT NULL OR NEW.signed_at IS NOT NULL) EXECUTE FUNCTION working_group.touch_signed();
CREATE TRIGGER committed_added AFTER INSERT ON working_group.protocol FOR EACH ROW
  WHEN (NEW.signed_at IS NOT NULL) EXECUTE FUNCTION working_group.touch_signed();
CREATE TRIGGER committed_gone AFTER DELETE ON working_group.protocol FOR EACH ROW
  WHEN (OLD.signed_at IS NOT NULL) EXECUTE FUNCTION working_group.touch_signed();

-- What was final before this day is committed on this day: from here on it is guarded, and what was changed before cannot be told.
SELECT audit.touch_due(kind) FROM audit.guard ORDER BY kind;
SELECT audit.commit_touched();
