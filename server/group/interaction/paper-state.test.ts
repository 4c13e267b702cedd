import { expect, it } from 'vitest';
import { interactionPack } from './pack.ts';
import { paperStateOn } from './paper-state.ts';

const paper = (
  due_on: string | null,
  answered_on: string | null = null,
  closed_on: string | null = null,
) => ({
  due_on,
  answered_on,
  closed_on,
});

it.each([
  ['noted', paper(null)],
  ['waiting', paper('2026-11-27')],
  ['overdue', paper('2026-11-26')],
  ['answered', paper('2026-11-26', '2026-11-26')],
  ['answered-late', paper('2026-11-26', '2026-11-27')],
  ['answered', paper(null, '2026-11-27')],
  ['closed', paper('2026-11-26', null, '2026-11-27')],
])('a paper is %s by its days', (state, days) => {
  expect(paperStateOn(days, '2026-11-27')).toBe(state);
});

it('names ЦУР, both departments and the four systems of the decree', () => {
  const { partners, systems } = interactionPack.on('2026-11-27');
  expect(partners.map(({ code }) => code)).toEqual(['cur', 'dvp', 'dip', 'region', 'other']);
  expect(systems.map(({ code }) => code)).toEqual(['pos', 'incident', 'heatmap']);
});
