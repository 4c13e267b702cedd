-- A case handed over to another body has no term of ours: it is nowhere counted as overdue.
UPDATE cases.case_file SET due_at = NULL WHERE status = 'forwarded_out';
