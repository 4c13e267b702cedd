import { describe, expect, it } from 'vitest';
import type { Status } from '../../../shared/contract/messages/cases.ts';
import { compileCalendar } from './calendar/calendar.ts';
import { afterQuietHours, deliveryMoment, momentOf, nextStep, stepsOf } from './ladder.ts';
import { readShippedCalendar, readShippedLadder, readShippedRules, readShippedStages } from './packs.ts';
import { ruleOn } from './rules.ts';
import { changeStages, trackOf } from './stages.ts';

const stages = readShippedStages();
const ladder = readShippedLadder();
const rules = readShippedRules();
const zone = 'Asia/Yekaterinburg';
const measure = {
  calendar: compileCalendar(readShippedCalendar()),
  schedule: rules.schedules.get('office')!,
  zone,
};
const local = (text: string) => new Date(`${text}:00+05:00`);
const message = { regime: 'pos_message', importance: 'normal', answerRule: 'answer-30cd' };

describe('the packs', () => {
  it('name only rules that are there', () => {
    const named = [
      ...stages.stages.flatMap(({ rules: tracks }) => [tracks.fast, tracks.standard]),
      ...stages.receipts.map(({ rule }) => rule),
      ...stages.pauses.map(({ limit }) => limit),
      ...stages.extensions.map(({ rule }) => rule),
      ...stages.fastTrack.answerRules,
    ];
    for (const id of named) expect(ruleOn(rules, id, '2026-11-24').id).toBe(id);
  });

  it('have a ladder for every stage that is staff’s, and none for the resident’s', () => {
    for (const { clock, owner } of stages.stages) {
      const count = stepsOf(ladder, clock, '2026-11-24').length;
      if (owner === 'resident') expect([clock, count]).toEqual([clock, 0]);
      else if (clock !== 'refusal') expect([clock, count > 0]).toEqual([clock, true]);
    }
  });
});

describe('a move between statuses', () => {
  it.each([
    [null, 'moderation', 'pos_message', ['pos-moderation'], []],
    ['moderation', 'coordination', 'pos_message', ['pos-coordination'], []],
    ['coordination', 'assigned', 'pos_message', ['pos-distribution', 'pos-refusal'], []],
    ['assigned', 'in_work', 'pos_message', [], []],
    ['review', 'approval', 'pos_message', ['pos-approval'], []],
    ['approval', 'rework', 'pos_message', ['rework-1wd'], []],
    ['approval', 'answered', 'pos_message', ['pos-rating'], []],
    ['moderation', 'clarification', 'pos_message', ['pos-clarification'], []],
    ['answered', 'reopened', 'pos_message', ['pos-coordination'], []],
    ['reopened', 'coordination', 'pos_message', [], ['coordination']],
    [null, 'moderation', 'appeal_59fz', ['fz59-forward'], []],
    ['moderation', 'coordination', 'appeal_59fz', [], ['forward']],
  ] as const)('%s → %s of %s starts %j and keeps %j', (from, to, regime, started, kept) => {
    const change = changeStages(stages, { ...message, regime }, from as Status | null, to as Status);
    expect(change.start.map(({ ruleId }) => ruleId)).toEqual([...started]);
    expect(change.keep).toEqual([...kept]);
  });

  it('pauses on the way to the resident and goes on when back', () => {
    expect(changeStages(stages, message, 'in_work', 'clarification').pause?.clocks).toEqual(['answer']);
    expect(changeStages(stages, message, 'clarification', 'in_work').resume?.cause).toBe('clarification');
  });

  it.each([
    ['in_work', 'answer_draft', true],
    ['assigned', 'in_work', false],
    ['in_work', 'clarification', false],
    ['coordination', 'assigned', false],
    ['approval', 'review', false],
  ] as const)('%s → %s changes nothing: %s', (from, to, isNothing) => {
    expect(changeStages(stages, message, from, to).isNothing).toBe(isNothing);
  });

  it.each([
    ['starts', null, 'moderation'],
    ['stops', 'approval', 'answer_draft'],
    ['pauses', 'answer_draft', 'clarification'],
    ['goes on', 'clarification', 'answer_draft'],
  ] as const)('is something where a clock alone %s', (_name, from, to) => {
    expect(changeStages(stages, message, from, to).isNothing).toBe(false);
  });

  it.each([
    [{ ...message }, 'standard'],
    [{ ...message, importance: 'high' }, 'fast'],
    [{ ...message, answerRule: 'duty-4h' }, 'fast'],
    [{ ...message, answerRule: 'answer-10wd' }, 'fast'],
    [{ ...message, answerRule: null }, 'standard'],
  ] as const)('of %j is on the %s track', (file, track) => {
    expect(trackOf(stages, file)).toBe(track);
  });
});

describe('the ladder of an answer', () => {
  // Ten working days from a Tuesday: half of the working time is over at the end of the fifth day after it.
  const clock = { kind: 'answer', startedAt: local('2026-11-24T09:00'), dueAt: local('2026-12-07T18:00') };
  const steps = stepsOf(ladder, 'answer', '2026-11-24');

  it('stands at half and three quarters of the working time, at the end, and a working day later', () => {
    expect(steps.map((step) => momentOf(step, clock, measure).toISOString())).toEqual([
      '2026-11-30T13:00:00.000Z',
      '2026-12-03T08:00:00.000Z',
      '2026-12-07T13:00:00.000Z',
      '2026-12-08T13:00:00.000Z',
    ]);
  });

  it('moves with a pause', () => {
    const pauses = [{ from: local('2026-11-25T09:00'), to: local('2026-11-26T09:00'), reason: 'уточнение' }];
    const moved = { ...clock, dueAt: local('2026-12-08T18:00'), pauses };
    expect(momentOf(steps[0]!, moved, measure).toISOString()).toBe('2026-12-01T13:00:00.000Z');
  });

  it('goes by the clock where nobody works between the start and the end', () => {
    const weekend = { ...clock, startedAt: local('2026-11-28T10:00'), dueAt: local('2026-11-28T14:00') };
    expect(momentOf(steps[0]!, weekend, measure)).toEqual(local('2026-11-28T12:00'));
  });

  it('counts from the minute of work there is', () => {
    const minute = { ...clock, startedAt: local('2026-11-24T08:00'), dueAt: local('2026-11-24T09:01') };
    expect(momentOf(steps[0]!, minute, measure).toISOString()).toBe('2026-11-24T04:00:30.000Z');
  });

  it('counts working days after the end by the day of the city', () => {
    const late = { ...clock, dueAt: local('2026-11-27T23:30') };
    expect(momentOf(steps[3]!, late, measure)).toEqual(local('2026-11-30T23:30'));
  });

  it('comes in turn: what is at this very moment has come', () => {
    expect(nextStep(steps, clock, measure, clock.dueAt)).toMatchObject({ step: 4 });
    expect(nextStep(steps, clock, measure, local('2026-12-07T17:59'))).toMatchObject({ step: 3 });
  });

  it('leaves out what has passed', () => {
    expect(nextStep(steps, clock, measure, local('2026-12-01T10:00'))).toMatchObject({ step: 2 });
    expect(nextStep(steps, clock, measure, local('2026-12-20T10:00'))).toEqual({ step: 5, at: null });
    expect(nextStep([], clock, measure, clock.startedAt)).toEqual({ step: 1, at: null });
  });
});

describe('the hour of a letter', () => {
  const step = (delivery: 'instant' | 'hourly' | 'daily') =>
    ({ id: 'x', title: 'x', share: 1, to: ['owner'], delivery }) as const;
  it.each([
    ['instant', '2026-11-24T10:20', '2026-11-24T10:20'],
    ['instant', '2026-11-24T20:00', '2026-11-25T08:00'],
    ['instant', '2026-11-24T23:59', '2026-11-25T08:00'],
    ['instant', '2026-11-25T07:59', '2026-11-25T08:00'],
    ['hourly', '2026-11-24T10:20', '2026-11-24T11:00'],
    ['hourly', '2026-11-24T19:20', '2026-11-25T08:00'],
    ['hourly', '2026-11-24T11:00', '2026-11-24T11:00'],
    ['daily', '2026-11-24T08:20', '2026-11-24T09:00'],
    ['daily', '2026-11-24T09:00', '2026-11-24T09:00'],
    ['daily', '2026-11-24T10:20', '2026-11-25T09:00'],
  ] as const)('%s at %s is %s', (delivery, at, expected) => {
    const one = { ...step(delivery), to: ['owner' as const] };
    expect(deliveryMoment(ladder, one, local(at), zone)).toEqual(local(expected));
  });

  it.each([
    ['12:00', '14:00', '2026-11-24T11:59', '2026-11-24T11:59'],
    ['12:00', '14:00', '2026-11-24T12:00', '2026-11-24T14:00'],
    ['12:00', '14:00', '2026-11-24T13:00', '2026-11-24T14:00'],
    ['12:00', '14:00', '2026-11-24T14:00', '2026-11-24T14:00'],
    ['12:00', '14:00', '2026-11-24T15:00', '2026-11-24T15:00'],
    ['20:00', '08:00', '2026-11-24T08:00', '2026-11-24T08:00'],
    ['08:00', '08:00', '2026-11-24T08:00', '2026-11-24T08:00'],
    ['08:00', '08:00', '2026-11-24T03:00', '2026-11-24T03:00'],
  ])('of quiet hours %s–%s: %s becomes %s', (from, to, at, expected) => {
    expect(afterQuietHours({ quietHours: { from, to } }, local(at), zone)).toEqual(local(expected));
  });
});
