import { beforeAll, expect, test } from 'vitest';
import { loadReference } from '../../../base/deadlines/index.ts';
import { statutoryStart } from './statutory-start.ts';

beforeAll(() => loadReference('Asia/Yekaterinburg'));

const day = (at: Date): string => new Date(at.getTime() + 5 * 3_600_000).toISOString().slice(0, 10);

test.each([
  ['registered at once it runs from there', '2026-11-03T09:00:00Z', '2026-11-03T09:00:00Z', '2026-11-03'],
  ['on the third day it still does', '2026-11-10T09:00:00Z', '2026-11-13T09:00:00Z', '2026-11-13'],
  ['later it runs from the third day', '2026-11-10T09:00:00Z', '2026-11-20T09:00:00Z', '2026-11-13'],
  ['a third day that is off moves no answer', '2026-11-12T09:00:00Z', '2026-11-20T09:00:00Z', '2026-11-15'],
  [
    'a receipt within long holidays waits for the first working day',
    '2025-12-31T09:00:00Z',
    '2026-01-20T09:00:00Z',
    '2026-01-12',
  ],
])('%s', (_name, received, registered, expected) => {
  expect(day(statutoryStart(new Date(received), new Date(registered)))).toBe(expected);
});
