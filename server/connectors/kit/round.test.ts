import { expect, test } from 'vitest';
import { NetworkFailure, type NetworkReading, type NetworkTrouble } from '../../base/networks/index.ts';
import { makeReading } from './look.ts';
import { askRound } from './round.ts';

/** Asks for entries that are read, but for those that name a trouble: `later:2`. */
function playRound(entries: readonly string[], isKept?: (entry: string, trouble: NetworkTrouble) => boolean) {
  const readings: NetworkReading[] = [];
  const asked: string[] = [];
  const rest = askRound(entries, {
    pageId: '1',
    readings,
    ask: async (entry) => {
      asked.push(entry);
      const [trouble = ''] = entry.split(':');
      if (trouble !== entry) throw new NetworkFailure(trouble as NetworkTrouble, 'Сеть: отказ');
      readings.push(makeReading(entry, {}, [{ fact: 'gone', id: entry, at: null, by: 'unknown' }]));
      return entry === 'more' ? ['deeper'] : [];
    },
    ...(isKept && { isKept }),
  });
  return { readings, asked, rest };
}

test('what one question shows is asked for behind the others, eight in all', async () => {
  const entries = ['more', ...Array.from({ length: 9 }, (_, at) => `post${at}`)];
  const { asked, rest, readings } = playRound(entries);
  expect(await rest).toEqual(['post7', 'post8', 'deeper']);
  expect(asked).toHaveLength(8);
  expect(readings).toHaveLength(8);
  expect(await playRound(['more']).rest).toEqual([]);
});

test.each(['later', 'key'] as const)(
  '%s: what was read stays, the rest waits for the next pull',
  async (trouble) => {
    const { rest, readings } = playRound(['a', `${trouble}:1`, 'b']);
    expect(await rest).toEqual([`${trouble}:1`, 'b']);
    expect(readings).toHaveLength(1);
    await expect(playRound([`${trouble}:1`, 'b']).rest).rejects.toMatchObject({ trouble });
  },
);

test('what is closed is told once and costs the rest nothing', async () => {
  const { rest, readings } = playRound(['rights:1+0', 'missing:2+100^7', 'a']);
  expect(await rest).toEqual([]);
  expect(readings).toMatchObject([
    { key: 'unread:1:rights:1:rights', ignored: 'Сеть: отказ' },
    { key: 'unread:1:missing:2:missing', ignored: 'Сеть: отказ' },
    { key: 'a', ignored: null },
  ]);
});

test('a connector names what waits besides', async () => {
  const { rest } = playRound(['a', 'form:1', 'b'], (_, trouble) => trouble === 'form');
  expect(await rest).toEqual(['form:1', 'b']);
});
