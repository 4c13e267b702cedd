import { expect, test } from 'vitest';
import type { Ctx } from '../../lib/module/context.ts';
import { calendarAlarm, readCalendarAlarm } from './calendar-alarm.ts';
import { loadReference } from './reference-data.ts';

const year = (of: number, toVerify = false) => ({ year: of, toVerify }) as never;
const years = (...list: never[]) => ({ years: list });

test.each([
  ['on the last day of September nobody asks for the next year', '2027-09-30', [year(2027)], null],
  ['from 1 October a missing one is asked for', '2027-10-01', [year(2027)], { year: 2028, kind: 'missing' }],
  ['and in December', '2027-12-31', [year(2027)], { year: 2028, kind: 'missing' }],
  ['loaded, nobody is alarmed', '2027-10-01', [year(2027), year(2028)], null],
  [
    'a draft of the government is told apart',
    '2027-11-15',
    [year(2027), year(2028, true)],
    { year: 2028, kind: 'unverified' },
  ],
  ['in January its own year goes first', '2028-01-09', [year(2027)], { year: 2028, kind: 'missing' }],
] as const)('%s', (_name, today, list, expected) => {
  expect(calendarAlarm(today, years(...(list as readonly never[])))).toEqual(expected);
});

test.each([
  ['who loads a year', 'staff', ['deadlines.manage'], true],
  ['who writes dates into letters', 'staff', ['office.keep'], true],
  ['and nobody else of the staff', 'staff', ['cases.read'], false],
  ['nor a resident', 'resident', [], false],
])('is told to %s', async (_name, kind, permissions, isTold) => {
  loadReference('Asia/Yekaterinburg');
  // The shipped calendar ends with 2027.
  const ctx = { actor: { kind, permissions: new Set(permissions) }, now: new Date('2028-02-01T00:00:00Z') };
  const { alarm } = await readCalendarAlarm(ctx as unknown as Ctx);
  expect(alarm).toEqual(isTold ? { year: 2028, kind: 'missing' } : null);
});
