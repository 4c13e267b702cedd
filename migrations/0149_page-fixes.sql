CREATE TABLE register.fix (
  id uuid PRIMARY KEY,
  page_id uuid NOT NULL REFERENCES register.page,
  -- A check of packs/pages/register.
  check_id text NOT NULL CHECK (check_id <> ''),
  opened_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  -- Seen there again, or the page is kept no more.
  closed_at timestamptz,
  CHECK (due_at >= opened_at)
);
COMMENT ON TABLE register.fix IS 'What a page lacks by its latest look, to be put right by a day: one open task for a check of a page';
CREATE UNIQUE INDEX fix_open ON register.fix (page_id, check_id) WHERE closed_at IS NULL;
CREATE INDEX fix_due ON register.fix (due_at) WHERE closed_at IS NULL;
-- What is missing already gets its task now, with a week.
INSERT INTO register.fix (id, page_id, check_id, opened_at, due_at)
SELECT gen_random_uuid(), latest.page_id, latest.check_id, now(), now() + interval '7 days'
FROM (SELECT DISTINCT ON (page_id, check_id) page_id, check_id, is_there FROM register.look
  ORDER BY page_id, check_id, taken_on DESC, at DESC, id DESC) AS latest
JOIN register.page ON page.id = latest.page_id
WHERE NOT latest.is_there AND page.archived_at IS NULL;
