import { describe, expect, it } from 'vitest';
import type { CaseRow } from '../../../../shared/contract/messages/cases.ts';
import { groupRows } from './group-rows.ts';
import {
  countConditions,
  isSameView,
  pickView,
  readFilter,
  readSort,
  readView,
  withoutCondition,
} from './list-filter.ts';

describe('the filter in the address', () => {
  it('reads lists, days and ids, and drops what it does not know', () => {
    expect(
      readFilter({
        q: 'яма',
        status: 'in_work,assigned,nonsense',
        block: 'roads,none',
        districtId: 'sinarsky.none',
        from: '2026-11-16',
        to: 'вчера',
        unitId: 'not-a-uuid',
        cell: '891134ab17bffff',
        overdue: 'perhaps',
      }),
    ).toEqual({
      q: 'яма',
      status: ['assigned', 'in_work'],
      block: ['roads', 'none'],
      districtId: 'sinarsky.none',
      from: '2026-11-16',
      cell: '891134ab17bffff',
    });
    expect(readSort({ sort: 'price' })).toBe('-registered');
  });

  it('counts a period as one condition', () => {
    expect(countConditions({ from: '2026-11-16', to: '2026-11-22', block: 'roads', sort: 'due' })).toBe(2);
    expect(countConditions({})).toBe(0);
  });

  it('takes a turn off with its days, anything else by itself', () => {
    expect(withoutCondition('turn')).toEqual({ turn: '', since: '', until: '' });
    expect(withoutCondition('told')).toEqual({ told: '' });
  });

  it('makes a view of conditions and order, never of a page', () => {
    const view = pickView({ block: 'roads', sort: 'due', after: 'abc', at: '51', q: '' });
    expect(view).toEqual({ block: 'roads', sort: 'due' });
    expect(isSameView(view, { sort: 'due', block: 'roads' })).toBe(true);
    expect(readView({ block: 'roads', status: ['new', 'rework'], evil: 'x', q: { $ne: 1 } })).toEqual({
      block: 'roads',
      status: 'new,rework',
    });
  });
});

describe('groups of a page', () => {
  const row = (id: string, more: Partial<CaseRow>) => ({ id, executorUnit: null, ...more }) as CaseRow;
  const names = { topics: undefined, district: () => '' };

  it('keep the order inside and put the unknown last', () => {
    const rows = [
      row('1', {}),
      row('2', { executorUnit: 'Управление дорог' }),
      row('3', { executorUnit: 'Горсвет' }),
      row('4', { executorUnit: 'Управление дорог' }),
    ];
    expect(
      groupRows(rows, 'unit', names).map(({ title, rows: members }) => [title, members.map(({ id }) => id)]),
    ).toEqual([
      ['Горсвет', ['3']],
      ['Управление дорог', ['2', '4']],
      ['Без исполнителя', ['1']],
    ]);
  });

  it('are one without a title when not asked for', () => {
    expect(groupRows([row('1', {})], 'none', names)).toHaveLength(1);
  });
});
