import { describe, expect, it } from 'vitest';
import { type Clock, isReplaced, orderClocks } from './order-clocks.ts';

const clock = (id: string, more: Partial<Clock>): Clock => ({
  id,
  kind: 'answer',
  title: 'Ответ жителю',
  ruleId: 'rule',
  startedAt: '2026-11-23T05:00:00.000Z',
  dueAt: '2026-12-07T18:59:59.000Z',
  leftShare: 0.5,
  leftWorkingMinutes: 900,
  state: 'normal',
  dueFrom: null,
  stoppedAt: null,
  pausedAt: null,
  extensionCount: 0,
  ...more,
});

const first = clock('first', { stoppedAt: '2026-11-23T06:00:00.000Z', dueAt: '2026-12-23T18:59:59.000Z' });
const second = clock('second', {});
const again = clock('again', { startedAt: '2026-12-08T05:00:00.000Z', dueAt: '2026-12-20T18:59:59.000Z' });

describe('the terms of a case', () => {
  it('know which of them a topic replaced', () => {
    expect([first, second].map((one) => isReplaced(one, [first, second]))).toEqual([true, false]);
  });

  it('do not take a term that ran to its end for a replaced one', () => {
    const answered = { ...second, stoppedAt: '2026-12-01T05:00:00.000Z' };
    expect(isReplaced(answered, [first, answered, again])).toBe(false);
    expect(isReplaced(first, [first, answered, again])).toBe(true);
  });

  it('never leave out the term of the answer for those of stages', () => {
    const stage = (id: string, dueAt: string) => clock(id, { kind: id, dueAt, startedAt: dueAt });
    const stages = ['moderation', 'distribution', 'refusal'].map((id, at) =>
      stage(id, `2026-11-2${5 + at}T18:59:59.000Z`),
    );
    expect(orderClocks([second, ...stages]).map(({ id }) => id)).toEqual([
      'moderation',
      'distribution',
      'second',
    ]);
  });

  it('stand by what counts: running, ended, replaced', () => {
    const answered = { ...second, stoppedAt: '2026-12-01T05:00:00.000Z' };
    expect(orderClocks([first, answered, again]).map(({ id }) => id)).toEqual(['again', 'second', 'first']);
  });
});
