-- Where a case may go besides the usual course: another body, the head's decision; whom a complaint is about.
CREATE TABLE cases.outside_body (
  id uuid PRIMARY KEY,
  pack_id text UNIQUE,
  title text NOT NULL CHECK (title <> ''),
  short_title text NOT NULL CHECK (short_title <> ''),
  competence text NOT NULL DEFAULT '',
  email text,
  is_active boolean NOT NULL DEFAULT true,
  changed_at timestamptz NOT NULL
);
COMMENT ON TABLE cases.outside_body IS 'Bodies outside the administration a case may be forwarded to; pack_id names a line of packs/bodies';

CREATE TABLE cases.forwarding (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases.case_file,
  body_id uuid NOT NULL REFERENCES cases.outside_body,
  body_title text NOT NULL,
  ground_id text NOT NULL,
  ground_version text NOT NULL,
  text text NOT NULL,
  by_name text NOT NULL,
  at timestamptz NOT NULL,
  returned_at timestamptz,
  return_reason text,
  closed_at timestamptz,
  reply text
);
COMMENT ON TABLE cases.forwarding IS 'A case forwarded to another body: by which ground, what came of it (returned, or closed with the body''s reply)';
CREATE INDEX forwarding_case ON cases.forwarding (case_id);

CREATE TABLE cases.complaint_subject (
  case_id uuid NOT NULL REFERENCES cases.case_file,
  subject_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('body', 'unit')),
  title text NOT NULL,
  noted_by text NOT NULL,
  noted_at timestamptz NOT NULL,
  PRIMARY KEY (case_id, subject_id)
);
COMMENT ON TABLE cases.complaint_subject IS 'Whom a complaint is about: it is never forwarded or assigned to them (59-ФЗ, ст. 8 ч. 6)';

ALTER TABLE cases.case_file ADD COLUMN head_decides boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN cases.case_file.head_decides IS 'Executors sent it back three times: whose it is, the head of the centre decides';
CREATE INDEX case_file_head_decides ON cases.case_file (due_at) WHERE head_decides;
