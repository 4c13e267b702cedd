import { beforeAll, describe, expect, it } from 'vitest';
import { loadReference } from './reference-data.ts';
import {
  clockOwner,
  deedClocks,
  extensionOf,
  holdOf,
  keepsHold,
  ladderStep,
  lateRule,
  letterMoment,
  planStep,
  receiptClocks,
  rulesPausedBy,
  stageKinds,
  stageTitle,
} from './stage-terms.ts';

beforeAll(() => loadReference('Asia/Yekaterinburg'));

const local = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+05:00`);
const now = local('2026-11-24 12:00');

it('kinds of stage clocks are named once each', () => {
  expect(stageKinds().toSorted()).toEqual([
    'approval',
    'clarification',
    'coordination',
    'distribution',
    'forward',
    'moderation',
    'rating',
    'refusal',
    'rework',
  ]);
});

it.each([
  ['moderation', 'Проверка сообщения', 'operator'],
  ['approval', 'Утверждение ответа', 'approver'],
  ['rating', 'Оценка жителя', 'resident'],
  ['refusal', 'Вернуть, если не ваше', 'executor'],
  ['registration', 'Регистрация обращения', 'executor'],
  ['documents', 'Документы по запросу', 'operator'],
  ['answer', undefined, 'executor'],
])('%s is «%s», the move of %s', (kind, title, owner) => {
  expect([stageTitle(kind), clockOwner(kind)]).toEqual([title, owner]);
});

it('only an appeal is registered within a term', () => {
  expect(receiptClocks('appeal_59fz').map(({ clock }) => clock)).toEqual(['registration']);
  expect(receiptClocks('pos_message')).toEqual([]);
});

it('what an appeal demands beside its answer has clocks of its own', () => {
  expect(deedClocks().map(({ clock, ends }) => `${clock} ${ends}`)).toContain('documents documents-received');
  expect(deedClocks()).toHaveLength(8);
});

it('a clarification stops answers and no duty', () => {
  expect(rulesPausedBy('clarification')).toContain('answer-6wd@2026.1');
  expect(rulesPausedBy('clarification')).not.toContain('duty-2h@2026.1');
  expect(rulesPausedBy('nothing')).toEqual([]);
});

describe('what arrived late', () => {
  it.each([
    ['a term in hours, an hour and a minute', 'answer-4wh', 'pos_message', 61, true],
    ['an hour is not late yet', 'answer-4wh', 'pos_message', 60, false],
    ['a term in days goes on from its receipt', 'answer-6wd', 'pos_message', 600, false],
    ['an appeal is never late', 'answer-4wh', 'appeal_59fz', 600, false],
  ])('%s', (_name, rule, regime, minutes, isLate) => {
    const arrivedAt = new Date(now.getTime() + minutes * 60_000);
    expect(lateRule(rule, regime, now, arrivedAt) !== null).toBe(isLate);
  });
});

describe('may be prolonged or held', () => {
  it.each([
    ['answer', 'appeal_59fz', 'fz59-extension', null],
    ['answer', 'pos_message', 'centre-extension', 'centre-hold'],
    ['answer', 'internal', 'centre-extension', 'centre-hold'],
    ['documents', 'appeal_59fz', null, null],
    ['rework', 'pos_message', null, null],
  ])('%s of %s: by %s, by %s', (kind, regime, extension, hold) => {
    expect(extensionOf(kind, regime, now)?.id ?? null).toBe(extension);
    expect(holdOf(kind, regime, now)?.id ?? null).toBe(hold);
  });

  it.each([
    ['in_work', true],
    ['rework', true],
    ['approval', false],
    ['answered', false],
  ] as const)('a hold stays in %s: %s', (status, stays) => {
    expect(keepsHold(status)).toBe(stays);
  });
});

describe('the ladder of an answer', () => {
  const startedAt = local('2026-11-24 09:00');
  const clock = { kind: 'answer', ruleId: 'answer-6wd', startedAt, dueAt: local('2026-11-24 18:00') };

  it('has four steps and no fifth', () => {
    const ids = [1, 2, 3, 4].map((step) => ladderStep('answer', startedAt, step)?.id);
    expect(ids).toEqual(['half', 'three-quarters', 'breach', 'breach-day']);
    expect(ladderStep('answer', startedAt, 5)).toBeUndefined();
    expect(ladderStep('rating', startedAt, 1)).toBeUndefined();
  });

  it.each([
    ['2026-11-24 12:59', 1, '2026-11-24 13:00'],
    ['2026-11-24 13:00', 2, '2026-11-24 16:00'],
    ['2026-11-24 17:00', 3, '2026-11-24 18:00'],
    ['2026-11-24 18:00', 4, '2026-11-25 18:00'],
  ])('at %s the next is %s, at %s', (at, step, moment) => {
    expect(planStep(local(at), clock)).toEqual({ step, at: local(moment) });
  });

  it('ends after its last step', () => {
    expect(planStep(local('2026-11-25 18:00'), clock)).toEqual({ step: 5, at: null });
    expect(planStep(local('2026-11-24 09:00'), clock, 4)).toEqual({ step: 4, at: local('2026-11-25 18:00') });
  });

  it.each([
    ['daily', '2026-11-24 08:59', '2026-11-24 09:00'],
    ['daily', '2026-11-24 09:00', '2026-11-24 09:00'],
    ['daily', '2026-11-24 09:01', '2026-11-25 09:00'],
    ['hourly', '2026-11-24 10:00', '2026-11-24 10:00'],
    ['hourly', '2026-11-24 10:01', '2026-11-24 11:00'],
    ['hourly', '2026-11-24 19:30', '2026-11-25 08:00'],
    ['instant', '2026-11-24 19:59', '2026-11-24 19:59'],
    ['instant', '2026-11-24 20:00', '2026-11-25 08:00'],
    ['instant', '2026-11-24 07:59', '2026-11-24 08:00'],
    ['instant', '2026-11-24 08:00', '2026-11-24 08:00'],
  ] as const)('a %s letter of %s goes at %s', (delivery, at, goes) => {
    const step = { id: 'a', title: 'а', to: ['owner' as const], delivery };
    expect(letterMoment(step, local(at))).toEqual(local(goes));
  });
});
