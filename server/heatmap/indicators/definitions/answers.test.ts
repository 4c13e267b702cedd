import { describe, expect, it, test } from 'vitest';
import * as k from './answers.ts';
import type { CaseRecord, Window } from './records.ts';

/** K1–K15 by hand: every figure below can be counted on fingers from the lines above it. Times of the city: UTC+5. */

const at = (text: string): number => Date.parse(`${text.length === 10 ? `${text}T12:00` : text}+05:00`);
const month = (first: string, next: string, now = '2027-03-01'): Window => ({
  from: at(`${first}T00:00`),
  to: at(`${next}T00:00`),
  now: at(now),
});
const october = month('2026-10-01', '2026-11-01');
const november = month('2026-11-01', '2026-12-01');
const december = month('2026-12-01', '2027-01-01');
const january = month('2027-01-01', '2027-02-01');

let serial = 0;
const file = (fields: Partial<CaseRecord> = {}): CaseRecord => {
  serial += 1;
  return {
    id: `${serial}`,
    registeredAt: at('2026-11-02'),
    isMerged: false,
    isOpen: false,
    answeredAt: null,
    workedMinutes: null,
    closedAt: null,
    outcome: null,
    isConfirmed: false,
    hasAfterPhoto: false,
    terms: [],
    canRepeat: false,
    repeatsFrom: null,
    ratings: [],
    isRated: false,
    reopenedAt: [],
    assignedAt: [],
    refusedAt: [],
    forwardedAt: [],
    reviewedAt: [],
    reworkedAt: [],
    deferredAt: [],
    promises: [],
    answers: [],
    ...fields,
  };
};
/** Answered on a day, by a term. */
const answered = (day: string, due: string, fields: Partial<CaseRecord> = {}): CaseRecord =>
  file({ answeredAt: at(day), terms: [{ dueAt: at(due), fulfilledAt: at(day) }], ...fields });
const open = (due: string, fields: Partial<CaseRecord> = {}): CaseRecord =>
  file({ isOpen: true, terms: [{ dueAt: at(due), fulfilledAt: null }], ...fields });

describe('K1, доля просроченных', () => {
  const inTime = answered('2026-11-10', '2026-11-20');
  const late = answered('2026-11-25', '2026-11-20');
  const overTheBound = answered('2026-12-05', '2026-11-28');
  const neverAnswered = open('2026-10-15');
  const overTheYear = answered('2027-01-12', '2026-12-30');

  it.each<[string, CaseRecord[], Window, number | null, number, number]>([
    ['в срок', [inTime], november, 0, 0, 1],
    ['позже срока', [inTime, late], november, 1 / 2, 1, 2],
    ['просрочка через границу месяца нарушена в месяце срока', [overTheBound], november, 1, 1, 1],
    ['и ещё раз в месяце, где она стояла', [overTheBound], december, 1, 1, 1],
    ['но не после ответа', [overTheBound], january, null, 0, 0],
    ['открытая стоит: месяц срока', [neverAnswered], october, 1, 1, 1],
    ['открытая стоит: следующий месяц, один раз', [neverAnswered], november, 1, 1, 1],
    ['открытая стоит: ещё следующий', [neverAnswered, inTime], december, 1, 1, 1],
    ['срок в декабре, ответ в январе: декабрь', [overTheYear], december, 1, 1, 1],
    ['срок в декабре, ответ в январе: январь', [overTheYear], january, 1, 1, 1],
    ['срок 31 декабря 23:59 — ещё декабрь', [open('2026-12-31T23:59')], january, 1, 1, 1],
    ['срок 1 января 00:00 — уже январь', [open('2027-01-01T00:00')], december, null, 0, 0],
    [
      'срок ещё не наступил',
      [open('2026-11-28')],
      month('2026-11-01', '2026-12-01', '2026-11-20'),
      null,
      0,
      0,
    ],
    ['продлённый срок вместо прежнего', [answered('2026-11-25', '2026-12-10')], november, null, 0, 0],
    ['продлённый срок соблюдён', [answered('2026-12-09', '2026-12-10')], december, 0, 0, 1],
    ['влитое дело своего срока не имеет', [{ ...late, isMerged: true }], november, null, 0, 0],
    [
      'кончилось без ответа: срока нет',
      [file({ closedAt: at('2026-11-25'), terms: [{ dueAt: at('2026-11-20'), fulfilledAt: null }] })],
      november,
      null,
      0,
      0,
    ],
    [
      'возвращённое: прежний нарушенный срок остаётся, новый соблюдён',
      [
        answered('2026-11-27', '2026-11-30', {
          terms: [
            { dueAt: at('2026-11-10'), fulfilledAt: at('2026-11-12') },
            { dueAt: at('2026-11-30'), fulfilledAt: at('2026-11-27') },
          ],
        }),
      ],
      november,
      1 / 2,
      1,
      2,
    ],
  ])('%s', (_, cases, window, value, breached, due) => {
    expect(k.overdueShare(cases, window)).toEqual({ value, breached, due });
  });
});

/** Answered so many days after 2 November, having taken so many working hours. */
const took = (days: number, hours: number, fields: Partial<CaseRecord> = {}): CaseRecord =>
  file({
    answeredAt: at('2026-11-02') + days * 86_400_000,
    workedMinutes: hours * 60,
    ...fields,
  });

describe('K2 и K4, срок ответа', () => {
  const cases = [took(2, 8), took(4, 20), took(6, 30), took(16, 90)];
  test('медиана — нижняя из двух средних; среднее чувствует хвост', () => {
    expect(k.answerTime(cases, november)).toEqual({
      value: 4,
      answered: 4,
      averageDays: 7,
      percentileDays: 6,
      medianHours: 20,
      averageHours: 37,
    });
    expect(k.averageTime(cases, november)).toEqual({ value: 7 });
  });
  it.each<[string, CaseRecord[], Window, number | null, number]>([
    ['отвечено в следующем месяце', [took(30, 150)], november, null, 0],
    ['там и считается', [took(30, 150)], december, 30, 1],
    ['открытое не считается', [open('2026-11-20')], november, null, 0],
    [
      'возвращённое и не отвеченное вновь не считается',
      [file({ reopenedAt: [at('2026-11-09')] })],
      november,
      null,
      0,
    ],
    ['влитое не считается', [took(2, 8, { isMerged: true })], november, null, 0],
    [
      'через Новый год: 22 декабря → 12 января',
      [file({ registeredAt: at('2026-12-22'), answeredAt: at('2027-01-12'), workedMinutes: 60 })],
      january,
      21,
      1,
    ],
  ])('%s', (_, given, window, value, count) => {
    expect(k.answerTime(given, window)).toMatchObject({ value, answered: count });
  });
});

const rated = (scores: [day: string, score: number][], fields: Partial<CaseRecord> = {}): CaseRecord =>
  answered('2026-11-05', '2026-11-20', {
    ratings: scores.map(([day, score]) => ({ at: at(day), score })),
    isRated: scores.length > 0,
    ...fields,
  });

describe('K3 и K9, оценки', () => {
  const cases = [
    rated([['2026-11-06', 5]]),
    rated([['2026-11-07', 4]]),
    rated([['2026-11-08', 1]]),
    // Rated in December: a rating of that month; the answer is of November and it is rated.
    rated([['2026-12-02', 2]]),
    rated([]),
  ];
  test('доля хороших и отклик', () => {
    expect(k.goodRatings(cases, november)).toEqual({ value: 2 / 3, ratings: 3, response: 4 / 5 });
    expect(k.goodRatings(cases, december)).toEqual({ value: 0, ratings: 1, response: null });
  });
  test('средняя и индекс', () => {
    expect(k.satisfaction(cases, november)).toEqual({
      value: 10 / 3,
      index: ((10 / 3 - 1) / 4) * 100,
      ratings: 3,
    });
    expect(k.satisfaction([], november)).toEqual({ value: null, index: null, ratings: 0 });
  });
  test('оценка до возврата и после — две оценки', () => {
    const twice = rated(
      [
        ['2026-11-06', 2],
        ['2026-11-20', 5],
      ],
      { reopenedAt: [at('2026-11-06')] },
    );
    expect(k.goodRatings([twice], november)).toEqual({ value: 1 / 2, ratings: 2, response: 1 });
  });
  test('влитое не считается', () => {
    expect(k.goodRatings([rated([['2026-11-06', 5]], { isMerged: true })], november).value).toBeNull();
  });
});

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
