-- The answer may be promised within a range while the topic is not sure, and some topics are nobody's business but their own.
ALTER TABLE cases.clock ADD COLUMN due_from timestamptz;
COMMENT ON COLUMN cases.clock.due_from IS 'The earliest end of the term that was named to the resident beside due_at while the topic was not sure; empty = the date is firm';

-- A field more, at its end, as server/modules/cases/incoming.ts has it.
ALTER TYPE cases.incoming ADD ATTRIBUTE due_from timestamptz;

-- Versions an administrator has saved keep their content; which of their topics are personal comes from the shipped one.
UPDATE taxonomy.fact SET definition = definition || '{"isPersonal": true}'
WHERE NOT definition ? 'isPersonal' AND (
  (split_part(id, '.', 1) IN ('social', 'health') AND id NOT IN (
    'social.disability.access', 'social.institutions.volunteers', 'health.facilities.condition', 'health.facilities.equipment',
    'health.facilities.food', 'health.facilities.opening', 'health.staff.shortage'))
  OR id IN ('education.preschool.place', 'education.school.place', 'education.school.conflict', 'education.leisure.camps', 'education.staff.pay', 'education.further.college', 'housing.premises.neighbours', 'other.labour.wages', 'safety.defence.refugees', 'transport.fares.card', 'transport.fares.benefits'));
