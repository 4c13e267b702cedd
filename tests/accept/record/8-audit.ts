import { numbered, readRecord } from '../audit-record.ts';
import type { AcceptLine } from '../line.ts';

const upTo = (last: number): number[] => Array.from({ length: last }, (_, at) => at + 1);

/** Numbers of the record and of the figures that have to be answered for. */
const expected = [...numbered('heat-H', upTo(13)), ...numbered('group-D', upTo(19)), 'T3'];

export const line: AcceptLine = {
  title: 'каждый недостаток записи заседаний и чисел исправлен с тестом или отклонён с причиной',
  run: async () => readRecord(expected),
};
