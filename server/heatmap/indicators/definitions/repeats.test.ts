import { describe, expect, it, test } from 'vitest';
import {
  answered,
  at,
  december,
  file,
  january,
  november,
  october,
  open,
} from '../../../../tests/support/case-records.ts';
import * as k from './answers.ts';
import type { CaseRecord } from './records.ts';

describe('K5, повторные', () => {
  const repeats = (days: number | null, fields: Partial<CaseRecord> = {}): CaseRecord =>
    answered('2026-11-20', '2026-11-30', {
      canRepeat: true,
      repeatsFrom: days === null ? null : at('2026-11-02') - days * 86_400_000,
      ...fields,
    });
  it.each<[string, CaseRecord[], number | null]>([
    ['из четырёх одно', [repeats(30), repeats(null), repeats(null), repeats(null)], 1 / 4],
    ['90 дней — ещё повтор', [repeats(90)], 1],
    ['91 день — уже нет', [repeats(91)], 0],
    [
      'сообщения, где повтор не отмечают, в долю не входят',
      [repeats(10), answered('2026-11-20', '2026-11-30')],
      1,
    ],
    ['не отвечено в периоде', [repeats(10, { answeredAt: at('2026-12-02') })], null],
    ['влитое', [repeats(10, { isMerged: true })], null],
  ])('%s', (_, cases, value) => {
    expect(k.repeatShare(cases, november, 90).value).toBe(value);
  });
  test('повтор через Новый год', () => {
    const one = repeats(null, {
      registeredAt: at('2027-01-11'),
      repeatsFrom: at('2026-12-20'),
      answeredAt: at('2027-01-20'),
    });
    expect(k.repeatShare([one], january, 90)).toEqual({ value: 1, repeats: 1, answered: 1 });
  });
});

describe('K6, отложенные и обещания', () => {
  test('доля отложенных и сдержанных', () => {
    const cases = [
      answered('2026-11-05', '2026-11-20'),
      answered('2026-11-06', '2026-11-20'),
      file({
        deferredAt: [at('2026-11-10')],
        promises: [
          { until: at('2026-11-15'), state: 'kept' },
          { until: at('2026-11-25'), state: 'moved' },
        ],
      }),
      file({ promises: [{ until: at('2026-11-12'), state: 'broken' }] }),
      // Still to come, or of another month.
      file({ promises: [{ until: at('2026-11-29'), state: 'open' }] }),
      file({ deferredAt: [at('2026-12-10')], promises: [{ until: at('2027-01-10'), state: 'kept' }] }),
    ];
    expect(k.deferredShare(cases, november)).toEqual({ value: 1 / 2, deferred: 1, kept: 1 / 3 });
    expect(k.deferredShare(cases, january)).toEqual({ value: null, deferred: 0, kept: 1 });
  });
});

describe('K8, подтверждённо решено', () => {
  const closed = (fields: Partial<CaseRecord>): CaseRecord =>
    file({ closedAt: at('2026-11-20'), outcome: 'solved', ...fields });
  it.each<[string, CaseRecord[], number | null]>([
    ['житель подтвердил', [closed({ isConfirmed: true })], 1],
    ['снимок после работ', [closed({ hasAfterPhoto: true })], 1],
    ['молчание — не подтверждение', [closed({}), closed({ isConfirmed: true })], 1 / 2],
    ['разъяснено и подтверждено — не решено', [closed({ outcome: 'explained', isConfirmed: true })], 0],
    ['закрыто в другом месяце', [closed({ isConfirmed: true, closedAt: at('2026-12-01') })], null],
    ['влитое', [closed({ isConfirmed: true, isMerged: true })], null],
  ])('%s', (_, cases, value) => {
    expect(k.confirmedShare(cases, november).value).toBe(value);
  });
});

describe('K10–K13, ход дел', () => {
  const first = answered('2026-11-20', '2026-11-30', {
    assignedAt: [at('2026-11-03'), at('2026-11-05')],
    refusedAt: [at('2026-11-04')],
    reviewedAt: [at('2026-11-10'), at('2026-11-12')],
    reworkedAt: [at('2026-11-11')],
    reopenedAt: [at('2026-11-15')],
  });
  const second = answered('2026-11-21', '2026-11-30', {
    assignedAt: [at('2026-11-03')],
    forwardedAt: [at('2026-11-06')],
    reviewedAt: [at('2026-11-19')],
  });
  const third = open('2026-12-20', { assignedAt: [at('2026-10-30'), at('2026-11-03')] });
  const merged = { ...first, isMerged: true };
  const cases = [first, second, third, merged];
  test('возвраты: 1 на 2 ответа', () => {
    expect(k.reopenRate(cases, november)).toEqual({ value: 1 / 2, reopened: 1 });
    // Answered in November, sent back in December.
    const later = [{ ...second, reopenedAt: [at('2026-12-03')] }, answered('2026-12-20', '2026-12-30')];
    expect(k.reopenRate(later, december)).toEqual({ value: 1, reopened: 1 });
  });
  test('доработка: 1 на 3 проверки', () => {
    expect(k.reworkRate(cases, november)).toEqual({ value: 1 / 3, reworked: 1, reviewed: 3 });
  });
  test('неверный адресат: 2 на 4 назначения', () => {
    expect(k.misrouting(cases, november)).toEqual({ value: 2 / 4, refused: 1, forwarded: 1, assigned: 4 });
    expect(k.misrouting(cases, october)).toEqual({ value: 0, refused: 0, forwarded: 0, assigned: 1 });
  });
  test('передач на дело: (3 + 2 + 1) ÷ 3', () => {
    expect(k.touches(cases, november)).toEqual({ value: 6 / 3, touched: 3 });
    expect(k.touches(cases, january)).toEqual({ value: null, touched: 0 });
  });
});

test('K14: повтор без своего факта; версии двух лет — каждая в своём', () => {
  const one = (day: string, isBrushOff: boolean | null): CaseRecord =>
    file({ answers: [{ at: at(day), isBrushOff }] });
  const cases = [
    one('2026-12-30', true),
    one('2026-12-30', false),
    one('2026-12-31', false),
    one('2026-12-31', false),
    one('2026-12-31', null),
    one('2027-01-11', true),
    { ...one('2026-12-30', true), isMerged: true },
  ];
  expect(k.boilerplate(cases, december)).toEqual({ value: 1 / 4, plain: 1, measured: 4 });
  expect(k.boilerplate(cases, january)).toEqual({ value: 1, plain: 1, measured: 1 });
});

test('K15: часы от первого сообщения до обнаружения', () => {
  const lead = (hours: number, found = '2026-11-10') => ({
    foundAt: at(found),
    firstAt: at(found) - hours * 3_600_000,
  });
  const problems = [lead(3), lead(10), lead(40), lead(99, '2026-12-10'), lead(5, '2027-01-01T00:00')];
  expect(k.warningLead(problems, november)).toEqual({ value: 10, found: 3 });
  expect(k.warningLead(problems, december)).toEqual({ value: 99, found: 1 });
  expect(k.warningLead(problems, january)).toEqual({ value: 5, found: 1 });
  expect(k.warningLead([], november)).toEqual({ value: null, found: 0 });
});
