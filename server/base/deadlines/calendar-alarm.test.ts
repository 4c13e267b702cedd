import { expect, test } from 'vitest';
import { calendarAlarm } from './calendar-alarm.ts';

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
