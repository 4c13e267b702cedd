import { describe, expect, test } from 'vitest';
import { type PollState, pollStates } from '../../../shared/contract/participation/polls.ts';
import type { PollAct } from '../../../shared/contract/participation/polls-acts.ts';
import { keysOf } from '../../../shared/known.ts';
import { pollDeedWords } from '../../../shared/text/participation/poll-words.ts';
import type { Actor } from '../../lib/module/context.ts';
import { offeredActs, pollActs, requireAct } from './policy.ts';

const staff = (id: string, ...permissions: string[]): Actor => ({
  kind: 'staff',
  id,
  name: id,
  roles: [],
  permissions: new Set(permissions),
  unitIds: [],
  blocks: [],
  districts: [],
  substitutes: [],
});
const keeper = { actor: staff('keeper', 'polls.read', 'polls.keep') };
const approver = { actor: staff('approver', 'polls.read', 'polls.approve') };
const both = { actor: staff('author', 'polls.read', 'polls.keep', 'polls.approve') };
const reader = { actor: staff('reader', 'polls.read') };
const poll = (state: PollState, maker = 'author') => ({ state, made_by: `staff:${maker}` });

/** By hand: state → what a keeper, an approver may do. */
const expected: Record<PollState, [PollAct[], PollAct[]]> = {
  draft: [['change', 'submit', 'cancel'], []],
  'legal-review': [
    ['recall', 'cancel'],
    ['return', 'approve'],
  ],
  approved: [['recall', 'announce', 'cancel'], []],
  announced: [['recall', 'cancel'], []],
  open: [['pause', 'extend', 'correct', 'close'], []],
  paused: [['resume', 'extend', 'correct', 'close'], []],
  closed: [[], []],
  counted: [['settle'], ['publish']],
  published: [['decide'], []],
  'decision-recorded': [['archive'], []],
  archived: [[], []],
  cancelled: [[], []],
};

test.each(pollStates)('%s: what is offered to whom', (state) => {
  expect(offeredActs(keeper, poll(state)).toSorted()).toEqual(expected[state][0].toSorted());
  expect(offeredActs(approver, poll(state)).toSorted()).toEqual(expected[state][1].toSorted());
  expect(offeredActs(reader, poll(state))).toEqual([]);
});

describe('every refusal', () => {
  const refusal = (act: () => unknown): string => {
    try {
      act();
    } catch (error) {
      return (error as { code: string }).code;
    }
    return 'allowed';
  };
  test.each(keysOf(pollActs))('%s', (act) => {
    const { from, by, isForOther, needsReason, words } = pollActs[act];
    const right = by === 'polls.keep' ? keeper : approver;
    const wrong = by === 'polls.keep' ? approver : keeper;
    for (const state of pollStates) {
      expect(refusal(() => requireAct(wrong, poll(state), act, 'Есть причина'))).toBe('lib.forbidden');
      expect(refusal(() => requireAct(right, poll(state), act, 'Есть причина'))).toBe(
        from.includes(state) ? 'allowed' : 'lib.conflict',
      );
    }
    const state = from[0]!;
    expect(refusal(() => requireAct(both, poll(state), act, 'Есть причина'))).toBe(
      isForOther ? 'lib.forbidden' : 'allowed',
    );
    expect(refusal(() => requireAct(right, poll(state), act, ' x '))).toBe(
      needsReason ? 'lib.bad-input' : 'allowed',
    );
    expect(words).toMatch(/\.$/u);
  });

  test('whoever may both does not let out their own, and is not offered to', () => {
    expect(offeredActs(both, poll('legal-review'))).not.toContain('approve');
    expect(offeredActs(both, poll('counted'))).toEqual(['settle']);
    expect(offeredActs(both, poll('counted', 'another'))).toEqual(['settle', 'publish']);
  });
});

test.each(keysOf(pollActs))('%s of a vote is told as of a vote', (act) => {
  const { what } = pollActs[act];
  expect(pollDeedWords('survey', what)).toBe(what);
  expect(pollDeedWords('vote', what)).not.toMatch(/^(?:\S+(?:[её]н|ан|ыт)|ушёл)(?: |$)/u);
});
