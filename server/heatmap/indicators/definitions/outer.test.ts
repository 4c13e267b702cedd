import { describe, expect, test } from 'vitest';
import * as k from './outer.ts';
import type { SocialRecords, Window } from './records.ts';

/** K7, K16–K20 by hand. */

const at = (text: string): number => Date.parse(`${text.length === 10 ? `${text}T12:00` : text}+05:00`);
const november: Window = {
  from: at('2026-11-01T00:00'),
  to: at('2026-12-01T00:00'),
  now: at('2027-03-01'),
};
const turn: Window = { ...november, from: at('2026-12-01T00:00'), to: at('2027-02-01T00:00') };
const social = (fields: Partial<SocialRecords>): SocialRecords => ({
  captured: [],
  comments: [],
  ...fields,
});

test('K7: минуты до первого ответа, по ответам периода', () => {
  const seen = (captured: string, published: string | null) => ({
    capturedAt: at(captured),
    publishedAt: published === null ? null : at(published),
  });
  const captured = [
    seen('2026-11-02T10:00', '2026-11-02T10:30'),
    seen('2026-11-02T10:00', '2026-11-02T12:10'),
    seen('2026-11-03T10:00', '2026-11-03T15:00'),
    seen('2026-11-30T23:50', '2026-12-01T00:20'),
    seen('2026-12-31T23:00', '2027-01-01T09:00'),
    seen('2026-11-04T10:00', null),
  ];
  expect(k.firstAnswer(social({ captured }), november)).toEqual({ value: 130, percentile: 130 });
  // 30 minutes over the month, ten hours over the year; the lower of two middles.
  expect(k.firstAnswer(social({ captured }), turn)).toEqual({ value: 30, percentile: 30 });
  expect(k.firstAnswer(social({}), november)).toEqual({ value: null, percentile: null });
});

test('K7: девять из десяти — раньше; на что ответили до того, как заметили, ждало ноль', () => {
  const captured = Array.from({ length: 11 }, (_, tenths) => ({
    capturedAt: at('2026-11-02T10:00'),
    publishedAt: at('2026-11-02T10:00') + (tenths - 1) * 600_000,
  }));
  expect(k.firstAnswer(social({ captured }), november)).toEqual({ value: 40, percentile: 80 });
  expect(k.firstAnswer(social({ captured: captured.slice(0, 1) }), november)).toEqual({
    value: 0,
    percentile: 0,
  });
});

test('K16: пройденные проверки', () => {
  const checks = [true, true, false, true].map((isPassed) => ({ isPassed }));
  expect(k.pageCompliance({ checks, pages: [] })).toEqual({ value: 3 / 4 });
  expect(k.pageCompliance({ checks: [], pages: [] })).toEqual({ value: null });
});

describe('K17 и K19, публикации', () => {
  const post = (
    day: string,
    reach: number | null = 100,
    reactions: number | null = 5,
    isStanding = true,
  ) => ({
    publishedAt: at(day),
    isStanding,
    reach,
    reactions,
  });
  const posts = [
    // The last seven days of November: three that stand, one taken down.
    post('2026-11-24T00:00'),
    post('2026-11-27', 300, 6),
    post('2026-11-30T23:59'),
    post('2026-11-28', 900, 90, false),
    // The week before has two, the two before it none.
    post('2026-11-17'),
    post('2026-11-23'),
  ];
  test('за семь дней и пропущенные недели', () => {
    const page = { norm: 3, posts };
    expect(k.postsAWeek({ checks: [], pages: [page] }, november)).toEqual({ value: 3, missed: 3, weeks: 4 });
    // A page that posts nothing halves the mean and misses each of its weeks; one that owes nothing misses none.
    expect(
      k.postsAWeek({ checks: [], pages: [page, { norm: 1, posts: [] }, { norm: 0, posts: [] }] }, november),
    ).toEqual({ value: 1, missed: 7, weeks: 12 });
    expect(k.postsAWeek({ checks: [], pages: [] }, november)).toEqual({ value: null, missed: 0, weeks: 0 });
    // Of a period that has not begun no week is missed.
    const ahead: Window = { ...november, now: at('2026-10-20') };
    expect(k.postsAWeek({ checks: [], pages: [page] }, ahead)).toMatchObject({ missed: 0, weeks: 0 });
  });
  test('через Новый год: неделя 26 декабря — 1 января', () => {
    const newYear: Window = { ...november, from: at('2026-12-19T00:00'), to: at('2027-01-02T00:00') };
    const around = ['2026-12-26', '2026-12-31', '2027-01-01'].map((day) => post(day));
    expect(k.postsAWeek({ checks: [], pages: [{ norm: 3, posts: around }] }, newYear)).toMatchObject({
      value: 3,
      missed: 1,
    });
  });
  test('вовлечённость и охват', () => {
    // 5 × 4 + 6 reactions of 100 × 4 + 300 reach, five posts; three of them of the last week.
    const told = (all: typeof posts) =>
      k.engagement({ checks: [], pages: [{ norm: 3, posts: all }] }, november);
    expect(told(posts)).toEqual({ value: 26 / 700, reach: 140, weekReach: 500, posts: 5 });
    expect(told([])).toEqual({ value: null, reach: null, weekReach: null, posts: 0 });
    // What the network does not tell is left out, not counted as nothing.
    expect(told([...posts, post('2026-11-26', null), post('2026-11-26', 500, null)])).toMatchObject({
      posts: 5,
    });
  });
});

test('K18: комментарии без ответа', () => {
  const comment = (hours: number | null, needsAnswer = true, day = '2026-11-05') => ({
    at: at(day),
    needsAnswer,
    answeredAt: hours === null ? null : at(day) + hours * 3_600_000,
  });
  const comments = [comment(2), comment(8), comment(null), comment(30), comment(null, false)];
  expect(k.unanswered(social({ comments }), november)).toEqual({ value: 1 / 4, medianHours: 8 });
  expect(k.unanswered(social({ comments: [comment(null, true, '2026-12-31')] }), turn)).toEqual({
    value: 1,
    medianHours: null,
  });
});

describe('K20, решения и заседания', () => {
  const decision = (due: string, done: string | null) => ({
    dueAt: at(due),
    doneAt: done === null ? null : at(done),
  });
  const months = ['2026-11-01', '2026-12-01', '2027-01-01', '2027-02-01'].map((day) => at(`${day}T00:00`));
  test('в срок, позже срока, не исполнено, продлённое в срок, через Новый год', () => {
    const group = {
      meetings: [at('2026-11-19'), at('2027-01-21')],
      decisions: [
        decision('2026-11-20', '2026-11-18'),
        decision('2026-11-20', '2026-11-21'),
        decision('2026-11-25', null),
        decision('2026-11-30', '2026-11-30'),
        decision('2026-12-31', '2027-01-02'),
        decision('2027-01-15', '2026-12-30'),
      ],
      months,
    };
    expect(k.decisionsInTime(group, november)).toEqual({ value: 2 / 4, due: 4, regularity: 1 });
    // December has no meeting, January has one.
    expect(k.decisionsInTime(group, turn)).toEqual({ value: 1 / 2, due: 2, regularity: 1 / 2 });
  });
  test('месяц, который ещё идёт, не пропущен, и срок впереди не нарушен', () => {
    const group = { meetings: [], decisions: [decision('2026-11-25', null)], months };
    const window = { ...november, now: at('2026-11-20') };
    expect(k.decisionsInTime(group, window)).toEqual({ value: null, due: 0, regularity: null });
    // At the very moment of its term it may still be done in time.
    const { dueAt } = decision('2026-11-25', null);
    expect(k.decisionsInTime(group, { ...november, now: dueAt }).due).toBe(0);
    expect(k.decisionsInTime(group, { ...november, now: dueAt + 1 }).due).toBe(1);
  });
});
