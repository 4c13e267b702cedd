CREATE SCHEMA quality;
COMMENT ON SCHEMA quality IS 'Quality of answers: templates they begin with, double-blind reviews, flags of what looks like gaming';

CREATE TABLE quality.template (
  id uuid PRIMARY KEY,
  key uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  fact_id text,
  block text,
  outcome text,
  title text NOT NULL CHECK (title <> ''),
  body text NOT NULL CHECK (body <> ''),
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to >= valid_from),
  author text NOT NULL,
  author_name text NOT NULL,
  created_at timestamptz NOT NULL,
  UNIQUE (key, version)
);
COMMENT ON TABLE quality.template IS 'Beginnings of answers with variables in braces. A change is a new version of the same key; the former one ends on the day before';
COMMENT ON COLUMN quality.template.fact_id IS 'Topic it is offered for; with block alone — every topic of the block, with neither — every topic';
COMMENT ON COLUMN quality.template.valid_to IS 'Last local day it is offered; empty = still offered';
CREATE INDEX template_fact ON quality.template (fact_id) WHERE valid_to IS NULL;

CREATE TABLE quality.template_use (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  template_id uuid NOT NULL REFERENCES quality.template,
  case_id uuid NOT NULL,
  used_by text NOT NULL,
  at timestamptz NOT NULL
);
COMMENT ON TABLE quality.template_use IS 'Each time a template was put into an answer: how often it helps, and who leans on it';
CREATE INDEX template_use_template ON quality.template_use (template_id, at);

ALTER TABLE cases.answer ADD COLUMN template_share real, ADD COLUMN template_title text;
COMMENT ON COLUMN cases.answer.template_share IS 'Share of the wording (0–1) found in one of the topic''s templates, counted when sent to review; template_title names it';
