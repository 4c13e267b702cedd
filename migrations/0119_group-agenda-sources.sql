ALTER TABLE working_group.agenda_item DROP CONSTRAINT agenda_item_source_check;
ALTER TABLE working_group.agenda_item ADD CONSTRAINT agenda_item_source_check
  CHECK (source IN ('manual', 'overdue', 'problem', 'burst', 'promise', 'assignment', 'zone', 'postponed', 'paper', 'measure'));

CREATE OR REPLACE VIEW interaction.v_awaited AS
SELECT id, direction, due_on, number, partner_name, subject FROM interaction.paper AS paper
WHERE due_on IS NOT NULL AND closed_on IS NULL
  AND NOT EXISTS (SELECT FROM interaction.paper AS other WHERE other.reply_to_id = paper.id);

CREATE VIEW roadmap.v_undone AS
SELECT id, title, owner_name, due_on, readiness FROM roadmap.measure WHERE done_on IS NULL;
COMMENT ON VIEW roadmap.v_undone IS 'Measures that are not done yet, by whose day an agenda tells those that are late';
