-- The city's open figures and an operator's pace are counted from these indexes alone. Neither is written at registration.
CREATE INDEX case_file_answered ON cases.case_file (answered_at) INCLUDE (due_at, outcome, resolved, rating, merged_into)
  WHERE answered_at IS NOT NULL;
DROP INDEX cases.decision_owner;
CREATE INDEX decision_owner ON cases.decision (owner_id, at) INCLUDE (case_count, undone_at);
