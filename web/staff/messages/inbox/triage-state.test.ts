import { describe, expect, it } from 'vitest';
import type { CaseRow } from '../../../../shared/contract/messages/cases.ts';
import { propose } from './choice.ts';
import { listSnoozeTimes } from './snooze-times.ts';
import * as triage from './triage-state.ts';

const row = (id: string, more: Partial<CaseRow> = {}): CaseRow => ({
  id,
  number: `2026-11-${id.padStart(4, '0')}`,
  registeredAt: '2026-11-24T09:00:00.000Z',
  status: 'moderation',
  outcome: null,
  channel: 'site_form',
  title: `Сообщение ${id}`,
  block: null,
  factId: null,
  suggestion: [],
  placeSuggestions: [],
  importance: 'normal',
  tone: [],
  toneCheck: null,
  address: null,
  districtId: null,
  executorUnitId: null,
  executorUnit: null,
  executorName: null,
  deadline: null,
  joinedCount: 0,
  reopenCount: 0,
  hasPhoto: false,
  rating: null,
  resolved: null,
  version: 1,
  ...more,
});
const page = (...ids: string[]): triage.InboxPage => ({
  rows: ids.map((id) => row(id)),
  total: ids.length,
  next: null,
});
const start = (...ids: string[]) => triage.showPage(triage.emptyTriage, page(...ids));
const shown = (state: triage.TriageState) => triage.visibleRows(state).map(({ id }) => id);

describe('the list of an operator', () => {
  it('opens the next message the moment one is decided', () => {
    const state = triage.decideRows(triage.makeCurrent(start('1', '2', '3'), '2'), ['2']);
    expect(shown(state)).toEqual(['1', '3']);
    expect(state).toMatchObject({ currentId: '3', total: 2 });
  });

  it('goes to the message before when the last one is decided, and to nothing after all', () => {
    const two = triage.decideRows(triage.makeCurrent(start('1', '2'), '2'), ['2']);
    expect(two.currentId).toBe('1');
    expect(triage.decideRows(two, ['1'])).toMatchObject({ currentId: null, total: 0 });
  });

  it('brings a refused row back to its place with the reason, and leaves the eye where it is', () => {
    const decided = triage.decideRows(start('1', '2', '3'), ['1']);
    const back = triage.restoreRow(decided, '1', { words: 'Изменил другой' });
    expect(shown(back)).toEqual(['1', '2', '3']);
    expect(back.currentId).toBe('2');
    expect(back.failures.get('1')).toBe('Изменил другой');
  });

  it('makes a row current again when the decision was taken back', () => {
    const decided = triage.decideRows(start('1', '2'), ['1']);
    const back = triage.restoreRow(decided, '1', { row: row('1', { version: 3 }), makeCurrent: true });
    expect(back).toMatchObject({ currentId: '1', total: 2 });
    expect(triage.currentRow(back)?.version).toBe(3);
  });

  it('learns what a message is about when its text is read after it was shown, beside «Срочно» just pressed', () => {
    const shownRows = start('1', '2');
    const state = triage.replaceRow(shownRows, row('1', { importance: 'high' }));
    const suggestion = [
      {
        factId: 'roads.pavement.pothole',
        block: 'roads',
        confidence: 0.9,
        blockChance: 0.95,
        words: ['яма'],
        against: [],
        isSure: true,
      },
    ];
    const latest = { ...page('1', '2'), rows: [row('1', { suggestion }), row('2')] };
    const read = triage.refreshRows(state, latest);
    expect(triage.currentRow(read)).toMatchObject({ suggestion, importance: 'high' });
    expect(triage.refreshRows(read, page('1', '2')).rows[0]?.suggestion).toEqual(suggestion);
  });

  it('counts arrivals without moving anything', () => {
    const state = start('2', '3');
    const latest = page('1', '2', '3', '4');
    expect(triage.countArrivals(state, latest)).toBe(2);
    expect(shown(triage.refreshRows(state, latest))).toEqual(['2', '3']);
    expect(shown(triage.showPage(state, latest))).toEqual(['1', '2', '3', '4']);
  });

  it('does not show a decided row again from a reply that is older than the decision', () => {
    const state = triage.decideRows(start('1', '2'), ['1']);
    const late = triage.showPage(state, page('1', '2'));
    expect(shown(late)).toEqual(['2']);
    expect(late.total).toBe(1);
    expect(triage.countArrivals(state, page('1', '2'))).toBe(0);
  });

  it('shows a decided row that came back later with another version', () => {
    const state = triage.decideRows(start('1', '2'), ['1']);
    const returned = { ...page('2'), rows: [row('1', { version: 4 }), row('2')], total: 2 };
    expect(triage.countArrivals({ ...state, rows: [row('2')] }, returned)).toBe(1);
    expect(shown(triage.showPage(state, returned))).toEqual(['1', '2']);
  });

  it('keeps a decided row away when «Срочно» of the moment before is confirmed', () => {
    const state = triage.decideRows(start('1', '2'), ['1']);
    expect(shown(triage.replaceRow(state, row('1', { version: 2, importance: 'high' })))).toEqual(['2']);
  });

  it('drops what colleagues have decided, but not what is being read', () => {
    const state = triage.makeCurrent(start('1', '2', '3', '4'), '2');
    expect(shown(triage.refreshRows(state, page('4')))).toEqual(['2', '4']);
    const partial = { ...page('3'), next: 'more' };
    expect(shown(triage.refreshRows(state, partial))).toEqual(['2', '3', '4']);
  });

  it('marks one and a range, and forgets marks of what is gone', () => {
    const first = triage.pickCurrent(triage.makeCurrent(start('1', '2', '3', '4'), '2'));
    const range = triage.pickToCurrent(triage.makeCurrent(first, '4'));
    expect([...range.picked]).toEqual(['2', '3', '4']);
    expect([...triage.decideRows(range, ['3', '4']).picked]).toEqual(['2']);
    expect(triage.moveCurrent(triage.makeCurrent(range, '4'), 1).currentId).toBe('4');
  });
});

describe('what Enter does', () => {
  const suggestion = [
    {
      factId: 'roads.pavement.pothole',
      block: 'roads',
      confidence: 0.92,
      blockChance: 0.95,
      words: ['яма'],
      against: [],
      isSure: true,
    },
    {
      factId: 'housing.yard.other',
      block: 'housing',
      confidence: 0.3,
      blockChance: 0.05,
      words: ['двор'],
      against: [],
      isSure: false,
    },
  ];
  it('takes a sure suggestion as it is', () => {
    expect(propose(row('1', { suggestion }), {})).toMatchObject({
      block: 'roads',
      isSure: true,
      confidence: 0.92,
    });
  });
  it('waits for a key when unsure or with nothing to go by', () => {
    const unsure = [{ ...suggestion[0]!, isSure: false }];
    expect(propose(row('1', { suggestion: unsure }), {}).isSure).toBe(false);
    expect(propose(row('1'), {})).toMatchObject({ block: null, isSure: false });
  });
  it('after a digit takes the suggestion of that block, else its general fact', () => {
    expect(propose(row('1', { suggestion }), { block: 'housing' })).toMatchObject({
      factId: 'housing.yard.other',
      isSure: true,
    });
    expect(propose(row('1', { suggestion }), { block: 'waste' }).factId).toBe('waste.general.other');
  });
  it('keeps the topic of a returned case', () => {
    const returned = row('1', { suggestion, block: 'waste', factId: 'waste.pickup.missed' });
    expect(propose(returned, {})).toMatchObject({
      block: 'waste',
      factId: 'waste.pickup.missed',
      isSure: true,
    });
  });
});

describe('putting aside', () => {
  const zone = 'Asia/Yekaterinburg';
  const times = (iso: string) =>
    Object.fromEntries(listSnoozeTimes(Date.parse(iso), zone).map(({ id, until }) => [id, until]));
  it('counts hours of the municipality', () => {
    // Wednesday, 14:05 in Yekaterinburg.
    expect(times('2026-11-25T09:05:00Z')).toEqual({
      hour: '2026-11-25T10:05:00.000Z',
      evening: '2026-11-25T13:00:00.000Z',
      tomorrow: '2026-11-26T04:00:00.000Z',
      monday: '2026-11-30T04:00:00.000Z',
    });
  });
  it('has no evening when it is over, and on Monday means the next one', () => {
    expect(times('2026-11-30T14:00:00Z')).toEqual({
      hour: '2026-11-30T15:00:00.000Z',
      tomorrow: '2026-12-01T04:00:00.000Z',
      monday: '2026-12-07T04:00:00.000Z',
    });
  });
});
