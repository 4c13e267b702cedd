import { numbered, readRecord } from '../audit-record.ts';
import type { AcceptLine } from '../line.ts';

/** Numbers the record has to answer for. */
const expected = [
  ...numbered('office-D', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]),
  ...numbered('P', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
  ...numbered('T', [1, 2, 3, 4, 5, 6, 7, 8, 9]),
  ...numbered('N', [1, 2, 7, 8, 10, 13, 14]),
];

export const line: AcceptLine = {
  title: 'каждый названный недостаток исправлен с тестом или отклонён с причиной',
  run: async () => readRecord(expected),
};
