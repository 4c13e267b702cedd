import { EARLIER, type Maker, one } from './thing-kit.ts';

export const flag = one('id', 'quality.flag', (id, { caseId, unitId }) => ({
  kind: 'reused-photo',
  subject: id,
  day: '2026-11-20',
  unit_id: unitId,
  words: 'Одно фото в двух делах',
  case_ids: [caseId],
  found_at: EARLIER,
}));
const sampleRow = one('id', 'quality.sample', (id, { caseId }) => ({
  answer_id: id,
  case_id: caseId,
  question: 'Яма',
  body: 'Засыпали',
  barred: [],
  drawn_at: EARLIER,
  drawn_by: 'staff:other',
}));
export const sample: Maker = (around) => ({
  ...sampleRow(around),
  held: { table: 'quality.review', column: 'sample_id' },
});
