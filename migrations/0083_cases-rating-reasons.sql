ALTER TABLE cases.rating ADD reasons text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN cases.rating.reasons IS 'Ids of packs/rating the resident marked beside the mark';

CREATE TABLE cases.asked (
  case_id uuid NOT NULL REFERENCES cases.case_file,
  contact_id uuid NOT NULL REFERENCES cases.contact,
  kind text NOT NULL CHECK (kind IN ('rate', 'holds')),
  -- Of a reminder: the round of the answer. The question whether it holds is put once.
  round integer NOT NULL,
  at timestamptz NOT NULL,
  holds boolean,
  comment text,
  answered_at timestamptz,
  PRIMARY KEY (case_id, contact_id, kind, round)
);
COMMENT ON TABLE cases.asked IS 'What a resident was asked by letter, once each: to rate an answer; a month after «решено», whether it holds, with what they said';
CREATE INDEX asked_holds ON cases.asked (answered_at) WHERE kind = 'holds' AND answered_at IS NOT NULL;
