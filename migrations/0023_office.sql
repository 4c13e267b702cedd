CREATE SCHEMA office;
COMMENT ON SCHEMA office IS 'The office of statutory appeals (59-ФЗ): journal, cards, letters, copies, personal reception';

CREATE TABLE office.counter (
  kind text NOT NULL,
  year integer NOT NULL,
  last integer NOT NULL,
  PRIMARY KEY (kind, year)
);
COMMENT ON TABLE office.counter IS 'Last number given in a local year: journal, outgoing';

CREATE TABLE office.appeal (
  case_id uuid PRIMARY KEY REFERENCES cases.case_file,
  number text NOT NULL UNIQUE,
  year integer NOT NULL,
  serial integer NOT NULL,
  entered_at timestamptz NOT NULL,
  received_on date NOT NULL,
  registered_on date NOT NULL,
  register_due timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('application', 'proposal', 'complaint')),
  form text NOT NULL CHECK (form IN ('written', 'electronic', 'oral')),
  sheets smallint NOT NULL DEFAULT 1 CHECK (sheets BETWEEN 0 AND 9999),
  attachment_sheets smallint NOT NULL DEFAULT 0 CHECK (attachment_sheets BETWEEN 0 AND 9999),
  is_collective boolean NOT NULL DEFAULT false,
  repeat_of text,
  is_control boolean NOT NULL DEFAULT false,
  correspondent text,
  correspondent_number text,
  correspondent_date date,
  reply_by text NOT NULL DEFAULT 'post' CHECK (reply_by IN ('post', 'email', 'account', 'hand')),
  reply_address text,
  questions jsonb NOT NULL DEFAULT '[]',
  result text CHECK (result IN ('supported', 'explained', 'not_supported', 'forwarded', 'not_considered')),
  result_note text,
  nomenclature text NOT NULL,
  keep_until date,
  struck_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  changed_at timestamptz NOT NULL,
  UNIQUE (year, serial)
);
COMMENT ON TABLE office.appeal IS 'A line of the journal of appeals with the registration card; what the matter is and where it stands is the case''s. register_due: until when it had to be registered (59-ФЗ, ст. 8 ч. 2). struck_at: another legal order was decided, the number stays';
COMMENT ON COLUMN office.appeal.reply_address IS 'Where the answer goes, as the person wrote it: personal data';
COMMENT ON COLUMN office.appeal.questions IS 'Questions of one appeal: [{text, factId, result}]';
CREATE INDEX appeal_registered ON office.appeal (registered_on);

CREATE TABLE office.document (
  id uuid PRIMARY KEY,
  case_id uuid REFERENCES office.appeal,
  kind text NOT NULL,
  number text UNIQUE,
  content jsonb NOT NULL,
  made_at timestamptz NOT NULL,
  made_by uuid NOT NULL,
  made_by_name text NOT NULL,
  signed_at timestamptz,
  signed_by uuid,
  signed_by_name text,
  fingerprint text,
  sent_at timestamptz,
  sent_how text,
  version integer NOT NULL DEFAULT 1
);
COMMENT ON TABLE office.document IS 'Letters and notices of the office: a draft until it is signed; then its number, its text and the fingerprint of both stay. content holds personal data of the addressee';
CREATE INDEX document_case ON office.document (case_id, made_at);

CREATE TABLE office.copy (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES office.appeal,
  body_id uuid NOT NULL,
  body_title text NOT NULL,
  question text NOT NULL,
  due_at timestamptz NOT NULL,
  document_id uuid NOT NULL REFERENCES office.document,
  made_at timestamptz NOT NULL,
  sent_at timestamptz,
  UNIQUE (case_id, body_id)
);
COMMENT ON TABLE office.copy IS 'Copies of an appeal for several bodies (59-ФЗ, ст. 8 ч. 4): each with its question, its letter and seven days';

CREATE TABLE office.reception (
  id uuid PRIMARY KEY,
  day date NOT NULL,
  starts_at text NOT NULL,
  ends_at text NOT NULL,
  official_name text NOT NULL,
  official_position text NOT NULL,
  place text NOT NULL,
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL
);
COMMENT ON TABLE office.reception IS 'Hours of personal reception (59-ФЗ, ст. 13 ч. 1): who receives, where, when';
CREATE INDEX reception_day ON office.reception (day);

CREATE TABLE office.visit (
  id uuid PRIMARY KEY,
  reception_id uuid NOT NULL REFERENCES office.reception,
  at text NOT NULL,
  person_name text NOT NULL,
  phone text,
  subject text NOT NULL,
  result text CHECK (result IN ('answered', 'written', 'explained', 'refused', 'absent')),
  result_note text,
  case_id uuid,
  changed_at timestamptz NOT NULL,
  UNIQUE (reception_id, at)
);
COMMENT ON TABLE office.visit IS 'A person at a reception: when, about what, how it ended; case_id names the appeal it became. Names and phones are personal data';

-- What the office reads of cases. Names leave the server masked.
CREATE VIEW cases.v_appeal AS
SELECT file.id, file.number, file.registered_at, file.status, file.outcome, file.channel, file.regime, file.title, file.block,
       file.fact_id, file.district_id, file.executor_unit_id, file.due_at, file.answered_at, file.closed_at, file.merged_into,
       contact.person_name, contact.received_at, contact.identity, contact.signs
FROM cases.case_file AS file
JOIN LATERAL (
  SELECT person_name, received_at, identity, signs FROM cases.contact
  WHERE contact.case_id = file.id AND NOT is_joiner ORDER BY received_at LIMIT 1
) AS contact ON true;
COMMENT ON VIEW cases.v_appeal IS 'A case with who wrote it, merged ones too, for the office: the name is personal data, masked by whoever shows it';

CREATE VIEW cases.v_released_answer AS
SELECT case_id, version, body, outcome, decided_at, decided_by, decided_by_name FROM cases.answer WHERE state = 'released';
COMMENT ON VIEW cases.v_released_answer IS 'Answers that went out, for the letters of the office';

CREATE VIEW cases.v_forwarding AS
SELECT case_id, body_id, body_title, ground_id, text, by_name, at, returned_at FROM cases.forwarding;
COMMENT ON VIEW cases.v_forwarding IS 'To which bodies a case was forwarded, for the letters of the office';

CREATE VIEW cases.v_prolongation AS
SELECT case_id, at, text, (data->>'dueAt')::timestamptz AS due_at FROM cases.event WHERE kind = 'term' AND data ? 'dueAt';
COMMENT ON VIEW cases.v_prolongation IS 'When and why the term of an answer was prolonged, for the notice of the office';
