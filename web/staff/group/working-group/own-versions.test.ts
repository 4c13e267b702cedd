import { describe, expect, it } from 'vitest';
import { noteOwnVersion, withOwnVersion } from './own-versions.ts';

const at = (id: string, version: number) => ({ params: { id }, body: { version, act: 'speak' } });

describe('версия заседания в своих командах подряд', () => {
  it('вторая команда идёт от версии, которую сделала первая', () => {
    noteOwnVersion(at('a', 4), 5);
    noteOwnVersion(at('a', 5), 6);
    expect(withOwnVersion(at('a', 4))).toEqual(at('a', 6));
    expect(withOwnVersion({ params: { id: 'a' }, query: { version: 5 } }).query).toEqual({ version: 6 });
  });

  it('чужое изменение остаётся несовпадением', () => {
    noteOwnVersion(at('b', 4), 5);
    expect(withOwnVersion(at('b', 3))).toEqual(at('b', 3));
    expect(withOwnVersion(at('c', 4))).toEqual(at('c', 4));
  });

  it('команда без версии идёт как есть', () => {
    const vote = { params: { id: 'a' }, body: { choice: 'for' } };
    expect(withOwnVersion(vote)).toBe(vote);
  });
});
