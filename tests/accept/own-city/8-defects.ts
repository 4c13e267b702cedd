import { numbered, readRecord } from '../audit-record.ts';
import type { AcceptLine } from '../line.ts';

/** Numbers the record has to answer for. */
const expected = [
  ...numbered('office-D', [3, '3a']),
  ...numbered('N', [3, 4, 5, 6, 9, 11, 12, 15, 16, 17]),
  ...numbered('T', [10]),
];

export const line: AcceptLine = {
  bearsAnother: true,
  title: 'каждый названный недостаток исправлен с тестом или отклонён с причиной',
  run: async () => readRecord(expected),
};
