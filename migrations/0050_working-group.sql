CREATE SCHEMA working_group;
COMMENT ON SCHEMA working_group IS 'The working group of the centre: composition, meetings, protocols, decisions (decree 398 of 2021, chapters 2 and 3)';

CREATE TABLE working_group.act (
  id uuid PRIMARY KEY,
  number text NOT NULL CHECK (number <> ''),
  signed_on date NOT NULL,
  title text NOT NULL CHECK (title <> ''),
  made_at timestamptz NOT NULL,
  made_by_name text NOT NULL,
  UNIQUE (number, signed_on)
);
COMMENT ON TABLE working_group.act IS 'Acts by which the composition is approved and changed (chapter 3, clause 3)';

CREATE TABLE working_group.membership (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES identity.person,
  person_name text NOT NULL,
  position text NOT NULL,
  organisation text NOT NULL DEFAULT '',
  role text NOT NULL CHECK (role IN ('chair', 'deputy', 'secretary', 'member')),
  blocks text[] NOT NULL DEFAULT '{}',
  from_day date NOT NULL,
  to_day date,
  act_id uuid NOT NULL REFERENCES working_group.act,
  end_act_id uuid REFERENCES working_group.act,
  substitute_id uuid REFERENCES identity.person,
  substitute_name text,
  made_at timestamptz NOT NULL,
  made_by_name text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CHECK (to_day IS NULL OR to_day >= from_day),
  CHECK (substitute_id IS NULL OR substitute_id <> person_id)
);
COMMENT ON TABLE working_group.membership IS 'Who is in the group, as what and by which act, day by day; a change of role is an end and a new line. Position and name are those of the act';
CREATE INDEX membership_days ON working_group.membership (from_day, to_day);
CREATE INDEX membership_person ON working_group.membership (person_id, from_day);
