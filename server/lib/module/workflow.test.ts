import { expect, test } from 'vitest';
import { isAllowed, movesFrom, type Workflow } from './workflow.ts';

const door: Workflow<'open' | 'shut', 'close' | 'unlock' | 'paint'> = {
  states: { open: { title: 'Открыта', residentTitle: '' }, shut: { title: 'Закрыта', residentTitle: '' } },
  moves: {
    close: { from: ['open'], to: ['shut'], by: ['keeper', 'guest'], title: 'Закрыть' },
    unlock: { from: ['shut'], to: ['open'], by: ['keeper'], title: 'Открыть' },
    paint: { from: ['open', 'shut'], to: ['open'], by: ['painter'], title: 'Покрасить' },
  },
};

test.each([
  ['open', ['keeper'], ['close']],
  ['open', ['guest'], ['close']],
  ['shut', ['guest'], []],
  ['shut', ['keeper', 'painter'], ['unlock', 'paint']],
  ['open', [], []],
  ['open', ['stranger'], []],
] as const)('from %s those with %j may %j', (state, marks, moves) => {
  expect(movesFrom(door, state, new Set(marks))).toEqual(moves);
});

test('a move starts from its states alone, whoever makes it', () => {
  expect([isAllowed(door, 'close', 'open'), isAllowed(door, 'close', 'shut')]).toEqual([true, false]);
});
