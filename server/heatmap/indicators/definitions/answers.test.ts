import { describe, expect, it, test } from 'vitest';
import {
  answered,
  at,
  december,
  file,
  january,
  month,
  november,
  october,
  open,
} from '../../../../tests/support/case-records.ts';
import * as k from './answers.ts';
import type { CaseRecord, Window } from './records.ts';

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
