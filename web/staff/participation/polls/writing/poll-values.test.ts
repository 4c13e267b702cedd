import { expect, test } from 'vitest';
import type { PollCard } from '../../../../../shared/contract/participation/polls.ts';
import { asKind, freeId, movedItem, newOption, newQuestion, toFields, toValues } from './poll-values.ts';

const zone = 'Asia/Yekaterinburg';
const card = {
  kind: 'survey',
  title: 'Какой двор?',
  matter: 'двор',
  isBinding: false,
  outcome: 'Совет',
  afterwards: 'итог',
  resultBy: '2026-12-20',
  opensAt: '2026-12-01T04:00:00.000Z',
  closesAt: '2026-12-15T15:30:00.000Z',
  audience: { minAge: 14, districtIds: ['a'], level: 'phone' },
  asks: { district: true, age: false },
  isWeighted: true,
  quotas: [{ side: 'district', group: 'a', most: 5 }],
  questions: [],
} as unknown as PollCard;

test('a poll goes into the form and out of it as it was, in the time of the city', () => {
  const values = toValues(card, zone);
  expect(values).toMatchObject({
    opensOn: '2026-12-01',
    opensTime: '09:00',
    closesTime: '20:30',
    minAge: '14',
  });
  expect(toFields(values, zone)).toEqual(card);
});

test('what is not asked is not weighed by and has no quota; half a term is none', () => {
  const values = { ...toValues(card, zone), asksDistrict: false, closesTime: '25:00', minAge: '' };
  expect(toFields(values, zone)).toMatchObject({
    isWeighted: false,
    quotas: [],
    closesAt: null,
    audience: { minAge: null },
  });
});

test('codes are free ones; kinds bring what they need and lose nothing', () => {
  expect(freeId([{ id: 'q1' }, { id: 'q3' }], 'q')).toBe('q2');
  expect(newOption([{ id: 'o1' }]).id).toBe('o2');
  const scale = newQuestion([], 'scale');
  expect(scale.options).toEqual([]);
  const table = asKind(scale, 'matrix');
  expect([table.options.length, table.rows.length]).toEqual([2, 1]);
  expect(asKind(table, 'single').options).toBe(table.options);
});

test('one place up, one place down, and not over the edge', () => {
  expect(movedItem(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
  expect(movedItem(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
  expect(movedItem(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  expect(movedItem(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
});
