import { describe, expect, it } from 'vitest';
import { certain } from './compare.ts';
import type { Act } from './facts.ts';
import { appeal, at, live, message } from './fixtures.ts';

const answer: Act = { kind: 'answer', signed: true };
const told = { withoutNotice: false };

describe('a case whose facts were corrected', () => {
  it('taken up again and put under another order is not held to an order its earlier round was not under', () => {
    const again: Act = { kind: 'reopen', ground: true };
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
