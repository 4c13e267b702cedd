import { describe, expect, it } from 'vitest';
import { changedSentence, groundLabel } from '../../../shared/text/group/counted.ts';
import { openCount, refuseLink, ripeUntil, roughSum } from './rules.ts';

describe('what may be taken into account where', () => {
  it.each([
    ['a poll by its own decision', 'poll', 'one', 'poll', 'one', null, true],
    ['a poll by the decision of another', 'poll', 'one', 'poll', 'two', null, false],
    ['a remark by the decision of its discussion', 'discussion', 'one', 'remark', 'r', 'one', true],
    ['a remark by the decision of another', 'discussion', 'two', 'remark', 'r', 'one', false],
    ['a remark by the decision of a poll of that id', 'poll', 'one', 'remark', 'r', 'one', false],
    ['a poll by a measure of that id', 'measure', 'one', 'poll', 'one', null, false],
    ['a case by the decision of a poll of that id', 'poll', 'one', 'case', 'one', null, false],
    ['a case by an act', 'act', null, 'case', 'c', null, false],
    ['a poll by a line of the budget', 'budget', null, 'poll', 'one', null, false],
    ['a problem by a measure', 'measure', 'one', 'problem', 'one', null, false],
  ] as const)('%s', (_, kind, refId, subject, id, discussionId, isRefused) => {
    expect(refuseLink({ kind, refId }, { kind: subject, id, discussionId }) !== null).toBe(isRefused);
  });
});

it.each([
  [0, null],
  [4, null],
  [5, 5],
  [6, 6],
] as const)('of %i people open figures tell %s', (count, told) => expect(openCount(count)).toBe(told));

it.each([
  [9, null],
  [10, 10],
  [19, 10],
  [128, 120],
] as const)('a sum of %i is told as %s', (count, told) => expect(roughSum(count)).toBe(told));

it('a letter waits ten minutes for whoever undoes the link', () => {
  expect(ripeUntil(new Date('2026-11-24T10:00:00Z')).toISOString()).toBe('2026-11-24T09:50:00.000Z');
});

describe('how it is told', () => {
  const none = { number: '', on: '2026-11-24', code: '', sum: null, budgetYear: null };
  it.each([
    [
      'decision',
      { number: 'Протокол № 1/2026 от 24.11.2026, п. 1.1', title: 'тайна' },
      'Протокол № 1/2026 от 24.11.2026, п. 1.1',
    ],
    ['act', { number: '12', title: 'Постановление' }, 'Постановление № 12 от 24.11.2026'],
    ['poll', { number: 'Какой двор?', title: 'Титова' }, 'Решение по опросу «Какой двор?»'],
    ['discussion', { number: 'Правила', title: 'Да' }, 'Решение по обсуждению «Правила»'],
    ['measure', { title: 'Назначить людей' }, 'Мероприятие дорожной карты: Назначить людей'],
    [
      'budget',
      { title: 'Дороги', code: '0409', sum: 1_250_000, budgetYear: 2027 },
      'Дороги: строка бюджета 0409 на 2027 год, 1 250 000 ₽',
    ],
  ] as const)('%s', (kind, given, words) => {
    expect(groundLabel({ ...none, kind, ...given }).replaceAll('\u00a0', ' ')).toBe(words);
  });

  it.each([
    [0, 0, 'В 2026 году решений с учётом сказанного жителями пока нет'],
    [1, 0, 'В 2026 году сказанное жителями учли в одном решении, оно ещё не исполнено'],
    [1, 1, 'В 2026 году сказанное жителями учли в одном решении, и оно исполнено'],
    [2, 0, 'В 2026 году сказанное жителями учли в 2 решениях, ни одно ещё не исполнено'],
    [2, 2, 'В 2026 году сказанное жителями учли в 2 решениях, исполнены все'],
    [21, 5, 'В 2026 году сказанное жителями учли в 21 решении, исполнено 5'],
  ])('%i decisions, %i carried out', (decisions, done, words) => {
    expect(changedSentence(2026, decisions, done).replaceAll('\u00a0', ' ')).toBe(words);
  });
});
