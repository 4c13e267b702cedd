import { describe, expect, it } from 'vitest';
import { certain, compare, compareBirth, type View } from './compare.ts';
import type { Act, Facts, Life } from './facts.ts';
import { appeal, at, live, message, world } from './fixtures.ts';
import { apply, begin, type Observed, tick } from './life.ts';
import { stageOf } from './stage.ts';

const answer: Act = { kind: 'answer', signed: true };
const told = { withoutNotice: false };
const complained = { ground: 'only_the_complained_of', ...told } as const;

describe('a life', () => {
  it('keeps an appeal’s term and answer whatever it is joined to', () => {
    const merge: Act = { kind: 'merge', into: { regime: 'pos_message', ended: false } };
    const life = live(appeal, [merge, '2026-05-10'], [{ kind: 'join_problem' }, '2026-05-11']);
    expect(life.answer).toMatchObject({ state: 'running', due: '2026-06-04' });
    expect(tick(life, at('2026-06-05')).answer.broken).toBe(true);
    expect(live(message, [merge, '2026-05-10']).answer.state).toBe('carried');
  });

  it.each<[string, Act, string]>([
    ['a late answer', answer, 'answered'],
    ['a late forward', { kind: 'forward', to: 'b', ...told }, 'forwarded'],
    ['a late refusal', { kind: 'refuse', ground: 'insult', ...told }, 'refused'],
    ['a late termination', { kind: 'terminate', ...told }, 'terminated'],
  ])('a breach outlives %s', (_what, act, end) => {
    const life = live(appeal, [act, '2026-06-09']);
    expect(life).toMatchObject({ end, answer: { state: 'done', broken: true } });
    expect(stageOf(life)).toBe('ended_late');
    expect(stageOf(live(appeal, [act, '2026-06-03']))).toBe('ended_in_time');
  });

  it('is over with a forward, whatever refusal is written to its author after', () => {
    const forward: Act = { kind: 'forward', to: 'b', ...told };
    const refusal: Act = { kind: 'refuse', ground: 'insult', ...told };
    const life = live(appeal, [forward, '2026-06-09'], [refusal, '2026-06-10']);
    expect(life).toMatchObject({ end: 'forwarded', endedAt: at('2026-06-09'), answer: { broken: true } });
    expect(life.owed).toContain('refusal_notice');
  });

  it('pauses what is left of a message and never what is broken', () => {
    const stopped: Observed = { dueAt: null, stopped: true };
    const asked = live(message, [{ kind: 'ask_author' }, '2026-05-10', stopped]);
    expect(asked).toMatchObject({ pausedAt: at('2026-05-10'), answer: { state: 'paused' } });
    expect(tick(asked, at('2026-07-01')).answer.broken).toBe(false);
    const moved = { dueAt: at('2026-07-10'), stopped: false };
    const back = apply(world, asked, { kind: 'author_answers' }, at('2026-06-10'), moved);
    expect(back.answer).toMatchObject({ state: 'running', brokenAfter: at('2026-07-10') });
    const late = live(message, [{ kind: 'ask_author' }, '2026-06-06', stopped]);
    expect(late).toMatchObject({ pausedAt: null, asked: true, answer: { state: 'running', broken: true } });
    expect(live(appeal, [{ kind: 'ask_author' }, '2026-05-10', stopped]).answer.state).toBe('running');
  });

  it('counts a forward after its days late, and one within them in time', () => {
    const to: Act = { kind: 'forward', to: 'b', ...told };
    expect(live(appeal, [to, '2026-05-12'])).toMatchObject({
      forward: { broken: false },
      notify: { broken: false },
    });
    expect(live(appeal, [to, '2026-05-13'])).toMatchObject({
      forward: { broken: true },
      notify: { broken: true },
    });
    expect(live({ ...appeal, migration: true }, [to, '2026-05-12']).forward.broken).toBe(true);
  });

  it('owes the letters of its acts, and none to who left no address', () => {
    const steps: [Act, string][] = [
      [{ kind: 'extend', to: '2026-06-20', ground: true, ...told }, '2026-05-20'],
      [answer, '2026-06-10'],
    ];
    expect(live(appeal, ...steps).owed).toEqual(['extension_notice', 'answer']);
    expect(live({ ...appeal, hasAddress: false }, ...steps).owed).toEqual([]);
    expect(live(appeal, ...steps).answer).toMatchObject({ due: '2026-06-20', broken: false });
  });

  it('owes who left no address no answer, and a crime its forward', () => {
    const life = live({ ...appeal, hasName: false, reportsCrime: true });
    expect(tick(life, at('2026-07-01'))).toMatchObject({
      answer: { broken: false },
      forward: { broken: true },
    });
    expect(live({ ...appeal, hasName: false })).toMatchObject({
      answer: { state: 'not_owed' },
      forward: { state: 'not_owed' },
    });
  });

  it('taken up again before its letter went keeps its day', () => {
    const again: Act = { kind: 'reopen', ground: true };
    const life = live(appeal, [{ kind: 'approve_unsent' }, '2026-05-10']);
    expect(life.agreed).toBe(true);
    const later = apply(world, life, again, at('2026-05-12'), { dueAt: at('2026-07-01'), stopped: false });
    expect(later).toMatchObject({ agreed: false, renewed: false, answer: { due: '2026-06-04' } });
  });

  it('lets an extension go where the day it was named from moved, though the term itself did not', () => {
    const friday: Facts = { ...appeal, receivedOn: '2026-05-08', registeredOn: '2026-05-08' };
    const extend: Act = { kind: 'extend', to: '2026-06-20', ground: true, ...told };
    const to: Act = { kind: 'correct_receipt', to: '2026-05-04', ground: true, promise: null };
    const life = live(friday, [extend, '2026-05-12'], [to, '2026-05-13']);
    expect(life).toMatchObject({ answer: { due: '2026-06-20', earliest: '2026-06-03' } });
    expect(certain(life, at('2026-06-02'))).toBe(true);
    expect(certain(life, at('2026-06-10'))).toBe(false);
    expect(certain(life, at('2026-06-21'))).toBe(true);
  });

  it('leaves it to the tool whether what ended between two days the articles allow was late', () => {
    const ended = (day: string) =>
      live({ ...appeal, migration: true, illegible: true }, [{ kind: 'return', ...complained }, day]);
    const { earliest, due } = ended('2026-05-06').answer;
    expect([earliest, due]).toEqual(['2026-05-08', '2026-05-12']);
    const later = at('2026-07-01');
    expect(certain(ended('2026-05-07'), later)).toBe(true);
    expect(certain(ended('2026-05-11'), later)).toBe(false);
    expect(ended('2026-05-13').answer.broken).toBe(true);
    expect(certain(ended('2026-05-13'), later)).toBe(true);
  });

  it('pauses what is left of a day promised anew, and nothing once it has passed too', () => {
    const again: Act = { kind: 'reopen', ground: true };
    const due: Observed = { dueAt: at('2026-07-01'), stopped: false };
    const steps: [Act, string, Observed?][] = [
      [answer, '2026-06-09'],
      [again, '2026-06-10', due],
    ];
    const pause: Act = { kind: 'pause' };
    expect(live(message, ...steps, [pause, '2026-06-15'])).toMatchObject({
      pausedAt: at('2026-06-15'),
      answer: { state: 'paused', broken: true },
    });
    expect(live(message, ...steps, [pause, '2026-07-02']).pausedAt).toBeNull();
  });

  it('is not answered by what was agreed and not sent', () => {
    expect(live(appeal, [{ kind: 'approve_unsent' }, '2026-05-10']).answer.state).toBe('running');
    expect(live(message, [{ kind: 'approve_unsent' }, '2026-05-10']).end).toBe('answered');
  });

  it('gives a return of a court act, and a notice of what cannot be read, seven days', () => {
    for (const sign of ['challengesCourtAct', 'illegible', 'unclear'] as const)
      expect(live({ ...appeal, [sign]: true }).answer.due).toBe('2026-05-12');
  });

  it('takes a term counted from receipt itself for a lawful one', () => {
    const late: Facts = { ...appeal, registeredOn: '2026-05-07' };
    const life = begin(world, late, at('2026-05-07'));
    const seen = (due: string) => compare(world, life, { ...honest, due }, at('2026-05-08'));
    expect(seen('2026-06-04')).toEqual([]);
    expect(seen('2026-06-05')).toEqual([]);
    expect(seen('2026-06-03')).toHaveLength(1);
    expect(seen('2026-06-08')).toHaveLength(1);
  });

  it('ends nothing by a withdrawal, a close or an answer to others', () => {
    for (const kind of ['withdraw_appeal', 'withdraw_consent', 'close', 'author_silent'] as const)
      expect(live(appeal, [{ kind }, '2026-05-10'])).toMatchObject({
        end: null,
        answer: { state: 'running' },
      });
    expect(live(appeal, [{ kind: 'answer_many', ownLetter: false }, '2026-05-10']).end).toBeNull();
    expect(live(appeal, [{ kind: 'answer_many', ownLetter: true }, '2026-05-10']).end).toBe('answered');
  });

  it('recounts by a corrected fact and keeps what was before', () => {
    const act: Act = { kind: 'correct_receipt', to: '2026-04-01', ground: true, promise: null };
    const life = live(appeal, [act, '2026-05-06']);
    expect(life.corrections).toEqual([
      { of: 'receipt', from: '2026-05-05', to: '2026-04-01', due: '2026-06-04', broken: false },
    ]);
    // Received 1 April, registered over a month later: the term runs from the last day of registration.
    expect(life.answer).toMatchObject({ due: '2026-05-04', broken: true });
    const toAppeal: Act = { kind: 'correct_regime', to: 'appeal_59fz', ground: true, promise: null };
    const revived = live(message, [{ kind: 'close' }, '2026-05-10'], [toAppeal, '2026-05-11']);
    expect(revived).toMatchObject({ end: null, answer: { state: 'running', due: '2026-06-04' } });
  });

  it('owes an appeal its signed answer, whatever was sent to it as a message', () => {
    const toAppeal: Act = { kind: 'correct_regime', to: 'appeal_59fz', ground: true, promise: null };
    const life = live(message, [answer, '2026-05-10'], [toAppeal, '2026-05-11']);
    expect(life).toMatchObject({ end: null, owed: [] });
    expect(
      live(message, [answer, '2026-05-10'], [toAppeal, '2026-05-11'], [answer, '2026-05-12']),
    ).toMatchObject({
      end: 'answered',
      owed: ['answer'],
    });
  });

  it('takes what was agreed and not sent for the answer of what becomes a message, and owes it to its author', () => {
    const toMessage: Act = {
      kind: 'correct_regime',
      to: 'pos_message',
      ground: true,
      promise: message.promise,
    };
    const agreed: Act = { kind: 'approve_unsent' };
    const course = (facts: typeof appeal) => live(facts, [agreed, '2026-05-10'], [toMessage, '2026-05-11']);
    expect(course(appeal)).toMatchObject({ end: 'answered', owed: ['answer'] });
    expect(course({ ...appeal, isReached: false })).toMatchObject({ end: 'answered', owed: [] });
    expect(live(appeal, [toMessage, '2026-05-11'])).toMatchObject({ end: null, owed: [] });
  });

  it('remembers a breach through a reopening', () => {
    const reopen: Act = { kind: 'reopen', ground: true };
    const life = live(
      appeal,
      [answer, '2026-06-09'],
      [reopen, '2026-06-10', { dueAt: at('2026-07-10'), stopped: false }],
    );
    expect(life).toMatchObject({ end: null, answer: { state: 'running', broken: true } });
  });
});

const honest: View = {
  answerOwed: true,
  due: '2026-06-04',
  dueAt: null,
  paused: false,
  listed: false,
  broken: { card: false, journal: false, k1: false },
  letters: [],
  corrections: 0,
  readable: true,
};

describe('what is shown against what is so', () => {
  const open = begin(world, appeal, at('2026-05-05'));
  const late = tick(open, at('2026-06-08'));
  const lateView: View = { ...honest, listed: true, broken: { card: true, journal: true, k1: true } };
  const answered = live(appeal, [answer, '2026-05-20']);

  it('finds nothing where both agree', () => {
    expect(compare(world, open, honest, at('2026-05-06'))).toEqual([]);
    expect(compare(world, late, lateView, at('2026-06-08'))).toEqual([]);
    expect(
      compare(world, answered, { ...honest, answerOwed: false, letters: ['answer'] }, at('2026-05-21')),
    ).toEqual([]);
  });

  it.each<[string, Life, View]>([
    ['an answer is owed', open, { ...honest, answerOwed: false }],
    ['last day', open, { ...honest, due: '2026-06-05' }],
    ['the term of an appeal runs', open, { ...honest, paused: true }],
    ['stands among the overdue', late, { ...lateView, listed: false }],
    ['stands among the overdue', open, { ...honest, listed: true }],
    ['broken by the journal', late, { ...lateView, broken: { card: true, journal: false } }],
    ['broken by the k1', late, { ...lateView, broken: { k1: false } }],
    ['letter to the author', answered, { ...honest, answerOwed: false }],
    ['an open case keeps its words and author', open, { ...honest, readable: false }],
    ['forwarded within its days', open, { ...honest, forwardLate: true }],
  ])('finds that %s', (what, life, view) => {
    expect(
      compare(world, life, view, at(life === late ? '2026-06-08' : '2026-05-21')).map((each) => each.what),
    ).toEqual([what]);
  });

  it('lets what was broken and then forwarded be called overdue, or not', () => {
    const sent = live(appeal, [{ kind: 'forward', to: 'b', ...told }, '2026-06-09']);
    const shown: View = { ...lateView, answerOwed: false, letters: ['forward_notice'] };
    expect(compare(world, sent, shown, at('2026-06-10'))).toEqual([]);
    expect(compare(world, sent, { ...shown, listed: false }, at('2026-06-10'))).toEqual([]);
  });

  it('says nothing of the hours of the last day', () => {
    expect(compare(world, open, { ...honest, listed: true }, at('2026-06-04', '20:00'))).toEqual([]);
    expect(compare(world, open, { ...honest, listed: true }, at('2026-06-03', '20:00'))).toHaveLength(1);
  });

  it.each([
    ['clock_hour', '2026-05-02', 1],
    ['working_hour', '2026-05-02', 1],
    ['calendar_day', '2026-05-02', 0],
    ['clock_hour', '2026-05-06', 0],
  ] as const)('a term in %s ended on %s at birth', (unit, due, count) => {
    const facts: Facts = { ...message, promise: { dueAt: at(due), unit } };
    const born = begin(world, facts, at('2026-05-05'));
    expect(compareBirth(world, born, at('2026-05-05'))).toHaveLength(count);
  });
});
