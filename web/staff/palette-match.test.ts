import { describe, expect, it } from 'vitest';
import { matchCommands, orderFound } from './palette-match.ts';

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
  it('puts a command called by its name before what was found, others after', () => {
    const order = (typed: string) =>
      orderFound(
        typed,
        [{ group: 'Дела', label: '№ 2026-11-0001 Теплотрасса' }],
        matchCommands(commands, typed),
      ).map(({ label }) => label);
    expect(order('тепл')).toEqual(['Тепловая карта', '№ 2026-11-0001 Теплотрасса']);
    expect(order('карта')).toEqual(['№ 2026-11-0001 Теплотрасса', 'Тепловая карта']);
  });
  it('shows all when nothing is typed', () => expect(labels('  ')).toHaveLength(3));
});
