-- Why the composition of days gone by was put right is evidence too.
ALTER TABLE audit.guard DISABLE TRIGGER guard_append_only;
UPDATE audit.guard SET columns = columns || '{end_ground}' WHERE kind = 'membership';
ALTER TABLE audit.guard ENABLE TRIGGER guard_append_only;
SELECT audit.touch_due('membership');
SELECT audit.commit_touched();
