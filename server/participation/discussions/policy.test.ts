import { describe, expect, test } from 'vitest';
import {
  type DiscussionState,
  discussionStates,
} from '../../../shared/contract/participation/discussions.ts';
import type { DiscussionAct } from '../../../shared/contract/participation/discussions-acts.ts';
import { keysOf } from '../../../shared/known.ts';
import { openDiscussionStateOf, papersOf } from '../../../shared/text/participation/discussion-words.ts';
import type { Actor } from '../../lib/module/context.ts';
import { discussionActs, offeredDiscussionActs, requireDiscussionAct } from './policy.ts';

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
const keeper = { actor: staff('keeper', 'discussions.read', 'discussions.keep') };
const approver = { actor: staff('approver', 'discussions.read', 'discussions.approve') };
const both = { actor: staff('author', 'discussions.read', 'discussions.keep', 'discussions.approve') };
const reader = { actor: staff('reader', 'discussions.read') };
const row = (state: DiscussionState, maker = 'author') => ({ state, made_by: `staff:${maker}` });

/** By hand: state → what a keeper, an approver may do. */
const expected: Record<DiscussionState, [DiscussionAct[], DiscussionAct[]]> = {
  draft: [['change', 'submit', 'cancel'], []],
  'legal-review': [
    ['recall', 'cancel'],
    ['return', 'approve'],
  ],
  approved: [['recall', 'announce', 'cancel'], []],
  announced: [['recall', 'cancel'], []],
  open: [['extend', 'close', 'enter', 'judge', 'answer'], []],
  closed: [['enter', 'judge', 'answer', 'amend', 'finish'], []],
  answered: [
    ['judge', 'amend'],
    ['reopen', 'publish'],
  ],
  published: [['judge', 'decide'], []],
  'decision-recorded': [['judge', 'archive'], []],
  archived: [[], []],
  cancelled: [[], []],
};
/** By hand: where each act leads from the first of its states. */
const leads: Record<DiscussionAct, DiscussionState> = {
  change: 'draft',
  submit: 'legal-review',
  recall: 'draft',
  return: 'draft',
  approve: 'approved',
  announce: 'announced',
  extend: 'open',
  close: 'closed',
  enter: 'open',
  judge: 'open',
  answer: 'open',
  amend: 'closed',
  finish: 'answered',
  reopen: 'closed',
  publish: 'published',
  decide: 'decision-recorded',
  archive: 'archived',
  cancel: 'cancelled',
};

/** By hand: what needs a reason in words, and what is for another than the author. */
const reasoned: DiscussionAct[] = ['cancel', 'close', 'extend', 'reopen', 'return'];
const forOther: DiscussionAct[] = ['approve', 'publish'];

test.each(discussionStates)('%s: what is offered to whom', (state) => {
  expect(offeredDiscussionActs(keeper, row(state)).toSorted()).toEqual(expected[state][0].toSorted());
  expect(offeredDiscussionActs(approver, row(state)).toSorted()).toEqual(expected[state][1].toSorted());
  expect(offeredDiscussionActs(reader, row(state))).toEqual([]);
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
  test.each(keysOf(discussionActs))('%s', (act) => {
    const { from, by, words } = discussionActs[act];
    const [isForOther, needsReason] = [forOther.includes(act), reasoned.includes(act)];
    const right = by === 'discussions.keep' ? keeper : approver;
    const wrong = by === 'discussions.keep' ? approver : keeper;
    for (const state of discussionStates) {
      expect(refusal(() => requireDiscussionAct(wrong, row(state), act, 'Есть причина'))).toBe(
        'lib.forbidden',
      );
      expect(refusal(() => requireDiscussionAct(right, row(state), act, 'Есть причина'))).toBe(
        from.includes(state) ? 'allowed' : 'lib.conflict',
      );
    }
    const state = from[0]!;
    expect(requireDiscussionAct(right, row(state), act, 'Есть причина').to).toBe(leads[act]);
    expect(refusal(() => requireDiscussionAct(both, row(state), act, 'Есть причина'))).toBe(
      isForOther ? 'lib.forbidden' : 'allowed',
    );
    expect(refusal(() => requireDiscussionAct(right, row(state), act, ' xy '))).toBe(
      needsReason ? 'lib.bad-input' : 'allowed',
    );
    expect(refusal(() => requireDiscussionAct(right, row(state), act, 'xyz'))).toBe('allowed');
    expect(words).toMatch(/\.$/u);
  });

  test('whoever may both does not let out their own, and is not offered to', () => {
    expect(offeredDiscussionActs(both, row('legal-review'))).not.toContain('approve');
    expect(offeredDiscussionActs(both, row('answered'))).not.toContain('publish');
    expect(offeredDiscussionActs(both, row('answered', 'another'))).toContain('publish');
  });
});

test('what everybody sees of each state, and which papers there are', () => {
  expect(discussionStates.map(openDiscussionStateOf)).toEqual([
    ...[null, null, null, 'soon', 'open', 'answering', 'answering', 'result', 'result', 'result', null],
  ]);
  expect(papersOf('hearing')).toEqual(['notice', 'protocol', 'conclusion']);
  expect(papersOf('consultation')).toEqual(['notice', 'summary']);
});
