import { expect, it } from 'vitest';
import type { Snapshot } from '../../../../shared/contract/messages/reconcile.ts';
import { describeTotals } from './reconcile-words.ts';

const of = (theirs: number, ours: number, here: number, there: number): NonNullable<Snapshot['totals']> => ({
  theirs,
  ours,
  alike: 0,
  badRows: [],
  badCount: 0,
  foreign: 0,
  kinds: {
    'missing-here': { all: here, undecided: here },
    'missing-there': { all: there, undecided: there },
  },
});

it.each([
  [of(214, 209, 5, 0), 'В ПОС 214 сообщений, здесь 209: здесь не хватает 5.'],
  [of(1, 2, 0, 1), 'В ПОС 1 сообщение, здесь 2: в ПОС не хватает 1.'],
  [of(3, 3, 0, 0), 'В ПОС 3 сообщения, здесь 3: ни одно не потеряно.'],
])('both sides in one line', (totals, words) => expect(describeTotals(totals)).toBe(words));
