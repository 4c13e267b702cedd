import { describe, expect, it } from 'vitest';
import { certain } from './compare.ts';
import type { Act } from './facts.ts';
import { appeal, at, live, message } from './fixtures.ts';

const answer: Act = { kind: 'answer', signed: true };
const again: Act = { kind: 'reopen', ground: true };
const told = { withoutNotice: false };

describe('a case whose facts were corrected', () => {
  it('taken up again and put under another order is not held to an order its earlier round was not under', () => {
    const other: Act = {
      kind: 'correct_regime',
      to: 'internal',
      ground: true,
      promise: { dueAt: at('2026-08-01'), unit: 'calendar_day' },
    };
    const corrected = live(message, [answer, '2026-07-10'], [again, '2026-07-11'], [other, '2026-07-12']);
    expect(corrected.recounted).toBe(true);
    expect(certain(corrected, at('2026-07-13'))).toBe(false);
    expect(live(message, [other, '2026-05-12']).recounted).toBe(false);
  });

  it('agreed with a promised day, and found to be a message, runs by that day; its own term broken before is a fact', () => {
    const promise: Act = { kind: 'promise_date', day: '2026-08-03' };
    const shown = { dueAt: at('2026-08-03', '23:59'), stopped: false };
    const toMessage = (dueAt: number): Act => ({
      kind: 'correct_regime',
      to: 'pos_message',
      ground: true,
      promise: { dueAt, unit: 'working_hour' },
    });
    const course = (term: number) =>
      live(appeal, [promise, '2026-05-06'], [toMessage(term), '2026-05-08', shown]);
    expect(course(at('2026-06-04'))).toMatchObject({
      end: null,
      renewed: true,
      answer: { state: 'running', broken: false, brokenAfter: shown.dueAt },
    });
    expect(course(at('2026-05-07')).answer).toMatchObject({ broken: true, brokenAfter: shown.dueAt });
    // From one kind of message to another the promised day stands too.
    const open = live(
      message,
      [promise, '2026-05-06', shown],
      [toMessage(at('2026-06-04')), '2026-05-08', shown],
    );
    expect(open).toMatchObject({ renewed: true, recounted: true, answer: { brokenAfter: shown.dueAt } });
    // Taken back first, there is nothing to let out: its own term runs.
    const back = live(
      appeal,
      [promise, '2026-05-06'],
      [again, '2026-05-07'],
      [toMessage(at('2026-06-04')), '2026-05-08', { dueAt: at('2026-06-04'), stopped: false }],
    );
    expect(back).toMatchObject({ renewed: false, answer: { brokenAfter: at('2026-06-04') } });
  });

  it('forwarded, and put under another order, is late by the term of that order alone', () => {
    const forward: Act = { kind: 'forward', to: 'b', ...told };
    const to = (regime: 'appeal_59fz' | 'internal', dueAt: number | null): Act => ({
      kind: 'correct_regime',
      to: regime,
      ground: true,
      promise: dueAt === null ? null : { dueAt, unit: 'working_hour' },
    });
    const short = { ...message, promise: { dueAt: at('2026-05-06'), unit: 'working_hour' as const } };
    const late = live(short, [forward, '2026-05-08']);
    expect(late).toMatchObject({ end: 'forwarded', answer: { broken: true } });
    const found = live(short, [forward, '2026-05-08'], [to('appeal_59fz', null), '2026-05-09']);
    expect(found).toMatchObject({ end: 'forwarded', answer: { state: 'done', broken: false } });
    const hours = to('internal', at('2026-05-06'));
    expect(live(appeal, [forward, '2026-05-08'], [hours, '2026-05-09']).answer.broken).toBe(true);
  });

  it('answered as a message, taken for an appeal and found to be a message after all was answered then', () => {
    const to = (regime: 'appeal_59fz' | 'internal'): Act => ({
      kind: 'correct_regime',
      to: regime,
      ground: true,
      promise: regime === 'internal' ? message.promise : null,
    });
    const steps: [Act, string][] = [
      [answer, '2026-05-10'],
      [to('appeal_59fz'), '2026-05-11'],
    ];
    expect(live(message, ...steps)).toMatchObject({ end: null, owed: [], agreed: true });
    // By then its term as of a message has passed.
    const back = live(message, ...steps, [to('internal'), '2026-06-08']);
    expect(back).toMatchObject({ end: 'answered', owed: ['answer'], answer: { broken: false } });
    expect(back.endedAt).toBe(at('2026-05-10'));
    // Taken back as an appeal, it waits for another answer.
    const open = live(message, ...steps, [again, '2026-05-12'], [to('internal'), '2026-05-13']);
    expect(open).toMatchObject({ end: null, answer: { state: 'running' } });
  });

  it('answered as a message and taken up again owes its signed answer once it is found to be an appeal', () => {
    const found: Act = { kind: 'correct_regime', to: 'appeal_59fz', ground: true, promise: null };
    const due = { dueAt: at('2026-07-01'), stopped: false };
    const life = live(message, [answer, '2026-05-10'], [again, '2026-05-11', due], [found, '2026-05-12']);
    expect(life).toMatchObject({ end: null, owed: [], answer: { due: '2026-06-04', state: 'running' } });
  });

  it('put right in its receipt keeps a day promised since, and is late for a forward by the term from the right day', () => {
    const to = (dueAt: string): Act => ({
      kind: 'correct_receipt',
      to: '2026-04-28',
      ground: true,
      promise: { dueAt: at(dueAt), unit: 'calendar_day' },
    });
    const promise: Act = { kind: 'promise_date', day: '2026-08-03' };
    const shown = { dueAt: at('2026-08-03'), stopped: false };
    const open = live(message, [promise, '2026-05-10', shown], [to('2026-05-28'), '2026-05-11', shown]);
    expect(open).toMatchObject({ renewed: true, recounted: true, answer: { brokenAfter: shown.dueAt } });
    const forward: Act = { kind: 'forward', to: 'b', ...told };
    const sent = (dueAt: string) => live(message, [forward, '2026-05-10'], [to(dueAt), '2026-05-11']);
    expect(sent('2026-05-28').answer.broken).toBe(false);
    expect(sent('2026-05-09').answer.broken).toBe(true);
  });

  it('put under another order while it stands on a pause is broken by no day that passed since the pause began', () => {
    const short = { ...message, promise: { dueAt: at('2026-05-08'), unit: 'working_hour' as const } };
    const to = (regime: 'internal' | 'appeal_59fz', dueAt: string): Act => ({
      kind: 'correct_regime',
      to: regime,
      ground: true,
      promise: { dueAt: at(dueAt), unit: 'working_hour' },
    });
    const course = (act: Act) => live(short, [{ kind: 'pause' }, '2026-05-07'], [act, '2026-05-11']);
    expect(course(to('internal', '2026-05-08'))).toMatchObject({
      pausedAt: at('2026-05-07'),
      answer: { state: 'paused', broken: false },
    });
    expect(course(to('internal', '2026-05-06')).answer.broken).toBe(true);
    expect(course(to('appeal_59fz', '2026-05-08'))).toMatchObject({
      pausedAt: null,
      answer: { state: 'running', broken: false },
    });
  });

  it('corrected within the days of registering keeps its term and what was decided of it; further back it is counted anew', () => {
    const to = (day: string): Act => ({ kind: 'correct_receipt', to: day, ground: true, promise: null });
    const extend: Act = { kind: 'extend', to: '2026-06-20', ground: true, ...told };
    const near = live(appeal, [extend, '2026-05-20'], [to('2026-05-03'), '2026-05-21']);
    expect(near).toMatchObject({ extendedFrom: '2026-06-04', answer: { due: '2026-06-20' } });
    expect(near.corrections).toHaveLength(1);
    const far = live(appeal, [extend, '2026-05-20'], [to('2026-04-01'), '2026-05-21']);
    expect(far).toMatchObject({ extendedFrom: null, answer: { due: '2026-05-04', broken: true } });
  });
});
