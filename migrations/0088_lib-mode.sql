-- Whether an installation is a demo is a fact of it, not of how it was started. What is there already is told by what it
-- holds: the generator of the demo city leaves its mark; cases or staff without the mark are real. An empty one stays
-- undecided until its next start.
INSERT INTO lib.setting (name, value)
SELECT 'mode', to_jsonb(CASE WHEN EXISTS (SELECT FROM lib.setting WHERE name = 'demo') THEN 'demo' ELSE 'real' END)
WHERE EXISTS (SELECT FROM lib.setting WHERE name = 'demo')
   OR EXISTS (SELECT FROM cases.case_file)
   OR EXISTS (SELECT FROM identity.person WHERE kind = 'staff' AND email NOT LIKE '%@demo.invalid')
ON CONFLICT (name) DO NOTHING;
