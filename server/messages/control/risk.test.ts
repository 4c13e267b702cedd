import { describe, expect, it } from 'vitest';
import type { LateRate, RiskCase } from '../cases/index.ts';
import { foretell, type Rates, rateKey } from './risk.ts';

const rates = (...given: [LateRate['dimension'], string, number, number][]): Rates =>
  new Map(given.map(([dimension, key, total, late]) => [rateKey(dimension, key), { total, late }]));
const now = new Date('2026-11-26T09:00:00Z');
const file = (more: Partial<RiskCase> = {}): RiskCase => ({
  id: '1',
  number: '2026-11-0001',
  title: 'Яма',
  block: 'roads',
  factId: 'roads.pavement.pothole',
  unitId: 'u1',
  unit: 'Дороги',
  startedAt: new Date('2026-11-24T09:00:00Z'),
  dueAt: new Date('2026-12-04T09:00:00Z'),
  weekday: 2,
  load: 20,
  ...more,
});
const plain = rates(
  ['all', '', 1000, 100],
  ['passed', '0', 1000, 100],
  ['passed', '0.25', 700, 100],
  ['passed', '0.75', 250, 100],
  ['passed', '0.9', 150, 100],
  ['fact', 'roads.pavement.pothole', 200, 20],
  ['fact', 'roads.lights', 200, 120],
  ['unit', 'u1', 300, 30],
  ['unit', 'u2', 300, 150],
  ['unit-load', 'u1', 18, 0],
  ['load', 'usual', 500, 50],
  ['load', 'high', 300, 60],
  ['weekday', '2', 200, 20],
  ['weekday', '5', 200, 60],
);
const risk = (more: Partial<RiskCase> = {}) => foretell(plain, file(more), now)!;

describe('the risk of a broken term', () => {
  it('is about the mean where nothing is unusual', () => {
    expect(risk().probability).toBeGreaterThan(0.08);
    expect(risk().probability).toBeLessThan(0.13);
    expect(risk().reasons).toEqual([]);
  });

  it.each([
    ['a topic that is often late', { factId: 'roads.lights' }, 'fact'],
    ['a body that is often late', { unitId: 'u2' }, 'unit'],
    ['a body with more cases than usual', { load: 40 }, 'load'],
    ['a weekday after which answers are late', { weekday: 5 }, 'weekday'],
    [
      'little time left',
      { startedAt: new Date('2026-11-01T09:00:00Z'), dueAt: new Date('2026-11-27T09:00:00Z') },
      'passed',
    ],
  ] as const)('grows with %s, and says so', (_, more, kind) => {
    const found = risk(more);
    expect(found.probability).toBeGreaterThan(risk().probability);
    expect(found.reasons[0]!.kind).toBe(kind);
  });

  it('names the three strongest reasons of many, the strongest first', () => {
    const { reasons, probability } = risk({
      factId: 'roads.lights',
      unitId: 'u2',
      weekday: 5,
      startedAt: new Date('2026-11-01T09:00:00Z'),
      dueAt: new Date('2026-11-27T09:00:00Z'),
    });
    expect(reasons.map(({ kind }) => kind)).toEqual(['passed', 'fact', 'unit']);
    expect(probability).toBeGreaterThan(0.9);
  });

  it('is not carried away by a topic of three cases', () => {
    const few = rates(['all', '', 1000, 100], ['fact', 'roads.pavement.pothole', 3, 3]);
    expect(foretell(few, file(), now)!.probability).toBeLessThan(0.25);
  });

  it('is not told while there is too little to learn from', () => {
    expect(foretell(rates(['all', '', 29, 5]), file(), now)).toBeNull();
    expect(foretell(new Map(), file(), now)).toBeNull();
  });
});
