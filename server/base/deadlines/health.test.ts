import { expect, it } from 'vitest';
import { judgeAlarm } from './health.ts';

it.each<[string, Parameters<typeof judgeAlarm>[0], string[]]>([
  ['nothing', null, []],
  ['this year', { year: 2026, kind: 'missing' }, ['this-year 2026 год.']],
  ['the next one', { year: 2027, kind: 'missing' }, ['next-year 2027 год.']],
  ['a draft', { year: 2027, kind: 'unverified' }, ['unverified 2027 год.']],
])('the calendar lacks %s', (_, alarm, expected) => {
  expect(judgeAlarm(alarm, '2026-11-30').map(({ code, words }) => `${code} ${words}`)).toEqual(expected);
});
