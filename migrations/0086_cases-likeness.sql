-- Which earlier answer an answer repeats, and whether it names anything of its own: one judgement for the gate and for K14.
ALTER TABLE cases.answer ADD COLUMN likeness_of uuid, ADD COLUMN own_facts integer NOT NULL DEFAULT 0,
  ADD COLUMN is_brush_off boolean, ADD COLUMN is_printed boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN cases.answer.likeness IS 'Share of the wording (0–1) common with the nearest earlier released answer of the unit or of the topic, facts of the cases left out, counted when sent to review; likeness_number names its case, likeness_of the answer';
COMMENT ON COLUMN cases.answer.own_facts IS 'Days and figures that neither the earlier answer nor the template has';
COMMENT ON COLUMN cases.answer.is_brush_off IS 'An earlier answer or a template over again without a fact of its own (likeness/brush-off.ts); null = there was nothing to compare with';
COMMENT ON COLUMN cases.answer.is_printed IS 'Its prints are kept';
CREATE INDEX answer_unprinted ON cases.answer (id) WHERE state = 'released' AND NOT is_printed;

CREATE TABLE cases.answer_print (
  print integer NOT NULL,
  answer_id uuid NOT NULL REFERENCES cases.answer ON DELETE CASCADE,
  PRIMARY KEY (print, answer_id)
);
COMMENT ON TABLE cases.answer_print IS 'Bands of the MinHash of answers: those alike share one';

UPDATE cases.answer SET is_brush_off = template_share > 0.85 AND body !~ '[0-9]'
WHERE template_share IS NOT NULL AND state = 'released';

DROP VIEW cases.v_answer_likeness;
CREATE VIEW cases.v_answer_likeness AS
SELECT case_id, decided_at, is_brush_off FROM cases.answer
WHERE state = 'released' AND is_brush_off IS NOT NULL;
COMMENT ON VIEW cases.v_answer_likeness IS 'Whether a released answer repeats another without a fact of its own, without its words';
