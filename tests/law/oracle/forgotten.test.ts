import { describe, expect, it } from 'vitest';
import { compare, type View } from './compare.ts';
import type { Act } from './facts.ts';
import { appeal, at, live, message, world } from './fixtures.ts';
import type { Observed } from './life.ts';

const answer: Act = { kind: 'answer', signed: true };
const withdraw: Act = { kind: 'withdraw_consent' };
const again: Act = { kind: 'reopen', ground: true };
const due: Observed = { dueAt: at('2026-07-01'), stopped: false };
const readable: View = {
  answerOwed: true,
  due: '2026-06-04',
  dueAt: null,
  paused: false,
  listed: false,
  broken: {},
  letters: [],
  corrections: 0,
  readable: false,
};

describe('a consent withdrawn', () => {
  it('forgets the author of a message that was over with the consent withdrawn, and of no other', () => {
    expect(live(message, [withdraw, '2026-05-10']).forgotten).toBe(false);
    expect(compare(world, live(message, [withdraw, '2026-05-10']), readable, at('2026-05-11'))).not.toEqual(
      [],
    );
    for (const [first, second] of [
      [withdraw, answer],
      [answer, withdraw],
    ] as const) {
      expect(
        live(message, [first, '2026-05-10'], [second, '2026-05-11'], [again, '2026-05-12', due]),
      ).toMatchObject({ end: null, forgotten: true });
      expect(live(appeal, [first, '2026-05-10'], [second, '2026-05-11']).forgotten).toBe(false);
    }
  });

  it('owes no letter to an author forgotten before, and one to who is still known', () => {
    const steps: [Act, string, Observed?][] = [
      [answer, '2026-05-10'],
      [withdraw, '2026-05-11'],
      [again, '2026-05-20', due],
    ];
    expect(live(message, ...steps, [answer, '2026-05-25']).owed).toEqual(['answer']);
    const extend: Act = { kind: 'extend', to: '2026-07-20', ground: true, withoutNotice: false };
    expect(live(message, ...steps, [extend, '2026-05-25']).owed).toEqual(['answer']);
    // Withdrawn while it is open, it is answered first: the purpose of keeping the author ends with the answer.
    expect(live(message, [withdraw, '2026-05-10'], [answer, '2026-05-11']).owed).toEqual(['answer']);
    expect(live(appeal, ...steps, [answer, '2026-05-25']).owed).toEqual(['answer', 'answer']);
    // Forgotten as of a message, it is not known to who finds an appeal in it either.
    const found: Act = { kind: 'correct_regime', to: 'appeal_59fz', ground: true, promise: null };
    expect(live(message, ...steps, [found, '2026-05-22'], [answer, '2026-05-25']).owed).toEqual([]);
    const toMessage: Act = { ...found, to: 'pos_message', promise: message.promise };
    expect(
      live(
        appeal,
        [withdraw, '2026-05-09'],
        [{ kind: 'approve_unsent' }, '2026-05-10'],
        [toMessage, '2026-05-11'],
      ),
    ).toMatchObject({ end: 'answered', owed: ['answer'], forgotten: true });
  });
});
