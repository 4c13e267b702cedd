import { describe, expect, it } from 'vitest';
import { type CaseEnd, chainsOf, doneOf, type PromiseRow, returned } from './promise-chains.ts';

const at = (date: number): Date => new Date(Date.UTC(2026, 10, date));
const row = (id: string, date: number, state: PromiseRow['state']): PromiseRow => ({
  id,
  case_id: 'c',
  kind: 'answer',
  until: '2026-11-20',
  unit_id: null,
  made_at: at(date),
  settled_at: state === 'kept' ? at(15) : null,
  state,
});

describe('promises of a case', () => {
  it.each<[string, PromiseRow[], string[][]]>([
    ['are none without a line', [], []],
    ['are one where the term was moved', [row('b', 5, 'open'), row('a', 1, 'moved')], [['a', 'b']]],
    [
      'are one where a new term was named after the first had passed',
      [row('a', 1, 'broken'), row('b', 9, 'open')],
      [['a', 'b']],
    ],
    [
      'are apart after one that was kept',
      [row('a', 1, 'kept'), row('b', 9, 'moved'), row('c', 11, 'open')],
      [['a'], ['b', 'c']],
    ],
  ])('%s', (_, rows, chains) => {
    expect(chainsOf(rows).map((chain) => chain.map(({ id }) => id))).toEqual(chains);
  });
});

describe('what was promised', () => {
  const end: CaseEnd = { outcome: 'solved', answered_at: at(18), resolved: null, has_photo: false };
  const none = { doneAt: null, proof: null };
  const deed = row('a', 1, 'open');
  const answer: PromiseRow = { ...deed, kind: 'interim' };

  it.each<[string, PromiseRow, Partial<CaseEnd>, ReturnType<typeof doneOf>]>([
    ['is not done without an answer', deed, { answered_at: null, resolved: 'yes' }, none],
    ['is done by the answer, which proves nothing', deed, {}, { doneAt: at(18), proof: null }],
    ['is proved by a resident', deed, { resolved: 'yes' }, { doneAt: at(18), proof: 'residents' }],
    ['is proved by a photo everybody sees', deed, { has_photo: true }, { doneAt: at(18), proof: 'photo' }],
    ['is not done where a resident denies it, photo or not', deed, { resolved: 'no', has_photo: true }, none],
    ['is not done where a part is', deed, { resolved: 'partly', has_photo: true }, none],
    ['is not done by an answer that explains', deed, { outcome: 'explained', resolved: 'yes' }, none],
    [
      'is an answer, which is its own proof',
      answer,
      { outcome: 'explained' },
      { doneAt: at(18), proof: 'answer' },
    ],
    ['is an answer that has not come', answer, { answered_at: null }, none],
    [
      'is an answer that came, though the case is back in work',
      { ...answer, state: 'kept', settled_at: at(15) },
      returned,
      { doneAt: at(15), proof: 'answer' },
    ],
    [
      'is no deed that had to be promised again',
      { ...deed, state: 'kept', settled_at: at(15) },
      returned,
      none,
    ],
  ])('%s', (_, last, over, done) => {
    expect(doneOf(last, { ...end, ...over })).toEqual(done);
  });
});
