import { expect, test } from 'vitest';
import { conflictStates } from '../../../shared/contract/monitoring/conflicts.ts';
import { conflictActs, mayFrom } from './workflow.ts';

test('every act from every state', () => {
  const table = Object.fromEntries(
    conflictActs.map((act) => [act, conflictStates.filter((state) => mayFrom(act, state))]),
  );
  expect(table).toEqual({
    change: ['open', 'led'],
    take: ['open', 'led'],
    part: ['open', 'led'],
    play: ['open', 'led'],
    mark: ['open', 'led'],
    call: ['open', 'led'],
    review: ['open', 'led', 'closed'],
    close: ['led'],
    reopen: ['closed'],
  });
});
