-- What pages tell too little of is a matter of the agenda too.
ALTER TABLE working_group.agenda_item DROP CONSTRAINT agenda_item_source_check;
ALTER TABLE working_group.agenda_item ADD CONSTRAINT agenda_item_source_check
  CHECK (source IN ('manual', 'overdue', 'problem', 'burst', 'promise', 'assignment', 'zone', 'postponed', 'paper', 'measure', 'coverage'));
