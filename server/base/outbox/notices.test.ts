import { describe, expect, it } from 'vitest';
import { kindsFor, noticeKindNames, noticeKinds, pacesOf } from '../../../shared/text/notice-kinds.ts';
import { type Asked, wishesOf } from './notices.ts';

const nothing: Asked = {
  notice_kind: 'work',
  notice_pace: null,
  pace: null,
  quiet_from: null,
  quiet_to: null,
};

describe('when a notice may come', () => {
  it.each([
    ['as is usual for its kind, not at night', {}, ['hourly', 21, 8]],
    [
      'of terms at night too: their ladder has hours of its own',
      { notice_kind: 'terms' },
      ['instant', null, null],
    ],
    ['a sent view at the hour it was asked for', { notice_kind: 'reports' }, ['instant', null, null]],
    ['as was chosen for the kind', { notice_pace: 'off' }, ['off', 21, 8]],
    [
      'as was chosen for the address, where nothing was for the kind',
      { pace: 'daily' },
      ['daily', null, null],
    ],
    ['the kind before the address', { notice_pace: 'instant', pace: 'off' }, ['instant', null, null]],
    ['in hours of one’s own', { pace: 'instant', quiet_from: 19, quiet_to: 9 }, ['instant', 19, 9]],
    ['a letter to a resident: at once, at any hour', { notice_kind: null }, ['instant', null, null]],
    ['a kind there is no more: at once', { notice_kind: 'bygone' }, ['instant', null, null]],
  ] as const)('%s', (_, more, [pace, quietFrom, quietTo]) => {
    expect(wishesOf({ ...nothing, ...more })).toEqual({ pace, quietFrom, quietTo });
  });
});

describe('kinds of notices', () => {
  it('what is owed is never switched off, the rest may be', () => {
    for (const kind of noticeKindNames)
      expect(pacesOf(kind).includes('off'), kind).toBe(!('isOwed' in noticeKinds[kind]));
  });

  it('each comes to who may get it', () => {
    expect(kindsFor(new Set(['cases.review']))).toEqual(['approvals']);
    expect(kindsFor(new Set())).toEqual([]);
  });
});
