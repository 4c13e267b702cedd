import { beforeAll, describe, expect, it } from 'vitest';
import type { IndicatorSlice } from '../../../shared/contract/heatmap/indicators.ts';
import { compileSql } from '../../../tests/support/compile-sql.ts';
import { loadReference } from '../../base/deadlines/reference-data.ts';
import { type Grouping, readScope } from './slice.ts';

beforeAll(() => loadReference('Asia/Yekaterinburg'));

const now = new Date('2026-11-24T07:00:00Z');

const scopeOf = (slice: Partial<IndicatorSlice> = {}, by?: Grouping) =>
  readScope({ from: '2026-11-01', to: '2026-11-30', ...slice }, now, by);

/** A condition as the database gets it. */
function told(slice: Partial<IndicatorSlice>) {
  const { sql, parameters } = compileSql(scopeOf(slice).where);
  return [sql, ...parameters];
}

describe('a period', () => {
  it('is from the midnight of its first day to that after its last, by the clock of the city', () => {
    const { from, to } = scopeOf();
    expect([from, to].map((at) => at.toISOString())).toEqual([
      '2026-10-31T19:00:00.000Z',
      '2026-11-30T19:00:00.000Z',
    ]);
  });

  it.each([
    ['one day', '2026-11-01', '2026-11-01'],
    ['a year that leaps', '2024-01-01', '2024-12-31'],
    ['366 days', '2025-01-01', '2026-01-01'],
  ])('may be %s', (_name, from, to) => {
    expect(() => scopeOf({ from, to })).not.toThrow();
  });

  it.each([
    ['end before it begins', '2026-11-02', '2026-11-01', 'to'],
    ['be longer than a year', '2025-01-01', '2026-01-02', 'from'],
  ])('may not %s', (_name, from, to, field) => {
    expect(() => scopeOf({ from, to })).toThrow(
      expect.objectContaining({ code: 'lib.bad-input', fields: { [field]: expect.any(String) } }),
    );
  });
});

describe('a slice', () => {
  it.each<[string, Partial<IndicatorSlice>, unknown[]]>([
    ['nothing asked', {}, ['true']],
    ['a block', { block: 'roads' }, ['(file.block = $1)', 'roads']],
    ['no block', { block: 'none' }, ['(file.block IS NULL)']],
    ['a channel', { channel: 'phone_call' }, ['(file.channel = $1)', 'phone_call']],
    ['a topic', { factId: 'pothole' }, ['(file.fact_id = $1)', 'pothole']],
    ['no topic', { factId: 'none' }, ['(file.fact_id IS NULL)']],
    ['an organisation', { unitId: 'u' }, ['(file.executor_unit_id = $1)', 'u']],
    ['nobody executes', { unitId: 'none' }, ['(file.executor_unit_id IS NULL)']],
    ['the rest of a district', { districtId: 'north.none' }, ['(file.district_id = $1)', 'north']],
    [
      'several at once are all asked',
      { block: 'roads', unitId: 'none' },
      ['(file.block = $1 AND file.executor_unit_id IS NULL)', 'roads'],
    ],
  ])('%s', (_name, slice, condition) => {
    expect(told(slice)).toEqual(condition);
  });

  it('is told apart by one side, or not at all', () => {
    expect(compileSql(scopeOf({}, 'unit').by).sql).toBe("coalesce(file.executor_unit_id::text, '')");
    expect(compileSql(scopeOf().by).sql).toBe("''");
  });
});
