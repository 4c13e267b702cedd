import { describe, expect, it } from 'vitest';
import { matchCommands } from './palette-match.ts';

const commands = [
  { group: 'Перейти', label: 'Входящие' },
  { group: 'Перейти', label: 'Тепловая карта' },
  { group: 'Дело', label: 'Продлить срок' },
];
const labels = (typed: string) => matchCommands(commands, typed).map(({ label }) => label);

describe('the palette', () => {
  it('finds by beginnings of words in any order', () => {
    expect(labels('карт теп')).toEqual(['Тепловая карта']);
    expect(labels('перейти')).toHaveLength(2);
    expect(labels('ходящие')).toEqual([]);
  });
  it('understands the wrong layout', () => expect(labels('d[jl')).toEqual(['Входящие']));
  it('shows all when nothing is typed', () => expect(labels('  ')).toHaveLength(3));
});
