import { describe, expect, it } from 'vitest';
import { judgeWord, type WordFacts } from './judge-word.ts';

const day = (date: number): Date => new Date(Date.UTC(2026, 10, date, 19));
const now = day(24);
const facts = (over: Partial<WordFacts>): WordFacts => ({
  madeAt: day(1),
  dueAt: day(20),
  moves: [],
  doneAt: null,
  proof: null,
  ...over,
});

describe('a promise', () => {
  it.each<[string, Partial<WordFacts>, string]>([
    ['is ahead until its term', { dueAt: day(25) }, 'ahead'],
    ['is ahead at the very end of its term', { dueAt: now }, 'ahead'],
    ['is broken once the term has passed', {}, 'broken'],
    ['is kept where it was done in time and is proved', { doneAt: day(18), proof: 'residents' }, 'kept'],
    ['is kept at the end of its term', { doneAt: day(20), proof: 'photo' }, 'kept'],
    [
      'is kept before its term, though that is ahead',
      { dueAt: day(30), doneAt: day(18), proof: 'evidence' },
      'kept',
    ],
    ['is no kept one by words alone', { doneAt: day(18) }, 'unproven'],
    ['is unproven by words alone before its term too', { dueAt: day(30), doneAt: day(18) }, 'unproven'],
    [
      'is broken where it was done too late, however well proved',
      { doneAt: day(21), proof: 'residents' },
      'broken',
    ],
    ['is broken where something is proved that nobody says was done', { proof: 'photo' }, 'broken'],
    ['waits for a term it was moved to in time', { moves: [{ at: day(19), dueAt: day(28) }] }, 'ahead'],
    ['may be moved at the end of its term', { moves: [{ at: day(20), dueAt: day(28) }] }, 'ahead'],
    [
      'is broken by a term named after its own has passed',
      { moves: [{ at: day(21), dueAt: day(28) }] },
      'broken',
    ],
    [
      'is kept by the term it was moved to',
      { moves: [{ at: day(10), dueAt: day(23) }], doneAt: day(22), proof: 'indicator' },
      'kept',
    ],
    [
      'is broken by a second postponement',
      {
        dueAt: day(10),
        moves: [
          { at: day(9), dueAt: day(15) },
          { at: day(14), dueAt: day(30) },
        ],
      },
      'broken',
    ],
    [
      'is broken by a second postponement whatever comes after',
      {
        dueAt: day(10),
        moves: [
          { at: day(9), dueAt: day(15) },
          { at: day(14), dueAt: day(30) },
        ],
        doneAt: day(16),
        proof: 'residents',
      },
      'broken',
    ],
    [
      'is kept in the term of its first postponement, though a second one was named',
      {
        dueAt: day(10),
        moves: [
          { at: day(9), dueAt: day(15) },
          { at: day(14), dueAt: day(30) },
        ],
        doneAt: day(15),
        proof: 'residents',
      },
      'kept',
    ],
    [
      'is not held to an earlier term than it gave',
      { dueAt: day(28), moves: [{ at: day(9), dueAt: day(15) }] },
      'ahead',
    ],
  ])('%s', (_, over, outcome) => {
    expect(judgeWord(facts(over), now).outcome).toBe(outcome);
  });

  it('is not moved by its own term said once more, and may be moved after', () => {
    const same = { at: day(15), dueAt: day(20) };
    expect(judgeWord(facts({ moves: [same] }), now)).toMatchObject({ isMoved: false, dueAt: day(20) });
    const moves = [same, { at: day(19), dueAt: day(28) }];
    expect(judgeWord(facts({ moves }), now)).toMatchObject({ isMoved: true, dueAt: day(28) });
  });

  it('shows its one postponement, and no term that counts for nothing', () => {
    const move = { at: day(19), dueAt: day(28) };
    expect(judgeWord(facts({ moves: [move] }), now)).toEqual({
      outcome: 'ahead',
      dueAt: day(28),
      isMoved: true,
      laterDueAt: null,
    });
  });

  it('tells of a term named too late or a second time, and is held to the one before', () => {
    expect(judgeWord(facts({ moves: [{ at: day(21), dueAt: day(28) }] }), now)).toEqual({
      outcome: 'broken',
      dueAt: day(20),
      isMoved: false,
      laterDueAt: day(28),
    });
    const moves = [
      { at: day(9), dueAt: day(22) },
      { at: day(21), dueAt: day(28) },
    ];
    expect(judgeWord(facts({ dueAt: day(10), moves }), now)).toEqual({
      outcome: 'broken',
      dueAt: day(22),
      isMoved: true,
      laterDueAt: day(28),
    });
  });
});
