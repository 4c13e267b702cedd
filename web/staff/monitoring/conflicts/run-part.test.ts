import { expect, test } from 'vitest';
import type { ConflictCard } from '../../../../shared/contract/monitoring/conflicts.ts';
import { freePlaybooks } from './run-part.tsx';

const cardOf = (doneAt: string | null, isVoid = false) =>
  ({
    playbooks: ['one', 'two'].map((id) => ({ id, title: 'Свести ответы' })),
    runs: [{ playbook: 'one', title: 'Свести ответы', tasks: [{ doneAt, isVoid }] }],
  }) as ConflictCard;

test.each([
  ['a step waits', cardOf(null), ['two']],
  ['all is done', cardOf('2026-11-24T09:00:00Z'), ['one', 'two']],
  ['what was not done is no more to be done', cardOf(null, true), ['one', 'two']],
])('of two of one name, where %s, %j is to start', (_, card, ids) => {
  expect(freePlaybooks(card).map(({ id }) => id)).toEqual(ids);
});
