import { describe, expect, test } from 'vitest';
import type { SignalLine } from '../../../../shared/contract/monitoring/conflict-signals.ts';
import type { ConflictLine } from '../../../../shared/contract/monitoring/conflicts.ts';
import { type Item, readPlace, stepIn, toAddress } from './use-conflicts.ts';

const conflict = (id: string): Item => ({ kind: 'conflict', line: { id } as ConflictLine });
const signal = (id: string): Item => ({ kind: 'signal', line: { id } as SignalLine });
const items = [conflict('a'), conflict('b'), signal('c')];

describe('one goes through conflicts, then signals', () => {
  test.each([
    [{}, 1, 'a'],
    [{ id: 'a' }, 1, 'b'],
    [{ id: 'b' }, 1, 'c'],
    [{ signal: 'c' }, 1, 'c'],
    [{ signal: 'c' }, -1, 'b'],
    [{ id: 'a' }, -1, 'a'],
    [{ id: 'gone' }, 1, 'a'],
  ] as const)('from %o by %d to %s', (query, by, to) => {
    expect(stepIn(items, readPlace(query), by)?.line.id).toBe(to);
  });

  test('of nothing there is no step', () => expect(stepIn([], readPlace({}), 1)).toBeUndefined());
});

test('one thing stands in the address', () => {
  expect(toAddress(signal('c'))).toEqual({ id: '', signal: 'c' });
  expect(readPlace({ view: 'nothing' })).toEqual({ view: 'open', unit: '', id: '', signal: '' });
});
