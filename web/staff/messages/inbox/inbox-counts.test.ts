import { describe, expect, test } from 'vitest';
import {
  amountOfChannel,
  amountOfView,
  amountShown,
  type Counts,
  countAmount,
  writeAmount,
  writeBriefly,
  writeShown,
} from './inbox-counts.ts';
import type { InboxFilter } from './use-inbox.ts';

const counts = (more: Partial<Counts> = {}): Counts => ({
  views: { new: 1205, waiting: 1001, duplicates: 37, overdue: 3 },
  channels: { paper: 1100 },
  atLeast: ['waiting', 'duplicates'],
  decidedToday: 0,
  paceSeconds: null,
  ...more,
});
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test.each([
  [{ value: 12, isLeast: false }, '12', '12', '12 сообщений'],
  [{ value: 1205, isLeast: false }, '1 205', '1 205', '1 205 сообщений'],
  [{ value: 37, isLeast: true }, 'от 37', '37+', 'от 37 сообщений'],
  [{ value: 1000, isLeast: true }, 'от 1 000', '1 000+', 'от 1 000 сообщений'],
  [{ value: 1001, isLeast: true }, 'больше 1 000', '1 000+', 'больше 1 000 сообщений'],
  [{ value: 4980, isLeast: true }, 'больше 4 000', '4 000+', 'больше 4 000 сообщений'],
  [{ value: 5001, isLeast: true }, 'больше 5 000', '5 000+', 'больше 5 000 сообщений'],
])('%j', (amount, text, brief, messages) => {
  expect([
    plain(writeAmount(amount)),
    plain(writeBriefly(amount)),
    plain(countAmount(amount, 'сообщение', 'сообщения', 'сообщений')),
  ]).toEqual([text, brief, messages]);
});

test('a view and a channel that were not counted to their end', () => {
  expect(amountOfView(counts(), 'new')).toEqual({ value: 1205, isLeast: false });
  expect(amountOfView(counts(), 'waiting')).toEqual({ value: 1001, isLeast: true });
  expect(amountOfChannel(counts(), 'paper')).toEqual({ value: 1100, isLeast: false });
  expect(amountOfChannel(counts({ atLeast: ['new'] }), 'paper')).toEqual({ value: 1100, isLeast: true });
});

describe('how long the list is', () => {
  const shown = (
    total: number,
    isApproximate: boolean,
    filter: Partial<InboxFilter> = {},
    known: Counts | undefined = counts(),
  ) => {
    const whole: InboxFilter = { view: 'new', channel: undefined, order: 'due', ...filter };
    return amountShown({ isApproximate, state: { total } }, whole, known);
  };

  test('what was counted to its end is the number, whatever stands beside', () =>
    expect(shown(12, false)).toEqual({ value: 12, isLeast: false }));
  test('else the number beside the view', () =>
    expect(shown(1000, true)).toEqual({ value: 1205, isLeast: false }));
  test('which may be the least there can be', () =>
    expect(shown(1000, true, { view: 'waiting' })).toEqual({ value: 1001, isLeast: true }));
  test('or that of its channel', () =>
    expect(shown(1000, true, { channel: 'paper' })).toEqual({ value: 1100, isLeast: false }));
  test('never that of all channels for one of them in another view', () =>
    expect(shown(1000, true, { view: 'overdue', channel: 'paper' })).toEqual({ value: 1001, isLeast: true }));
  test('nor one that says less', () =>
    expect(shown(1000, true, { view: 'overdue' })).toEqual({ value: 1001, isLeast: true }));
  test('likely duplicates are looked for among the first thousand', () =>
    expect(shown(37, true, { view: 'duplicates' })).toEqual({ value: 37, isLeast: true }));
  test('nothing beside it yet', () =>
    expect(
      amountShown(
        { isApproximate: true, state: { total: 1000 } },
        { view: 'new', channel: undefined, order: 'due' },
        undefined,
      ),
    ).toEqual({ value: 1001, isLeast: true }));
});

test.each([
  [50, { value: 412, isLeast: false }, '1–50 из 412'],
  [12, { value: 12, isLeast: false }, '12'],
  [50, { value: 1001, isLeast: true }, '1–50, всего больше 1 000'],
  [37, { value: 37, isLeast: true }, '1–37, всего от 37'],
])('%d of %j shown', (shown, total, text) => expect(plain(writeShown(shown, total))).toBe(text));
