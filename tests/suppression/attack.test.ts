import { expect, test } from 'vitest';
import { publishMonth } from '../../server/heatmap/figures/open/month.ts';
import { attack } from './attack.ts';
import { checkCity, publishAll } from './check-city.ts';
import { countMonth } from './count-city.ts';
import { makeCity, makeDice } from './random-city.ts';

/** The attacker of `npm run check:suppression` against a few cities; and that it finds what is there to be found. */

const rules = { smallest: 5, perPair: 10 };
const dice = makeDice(1);

test.each([2, 5])('city %i: no hidden number is solved, each keeps its range', async (seed) => {
  const { solved, narrow, leastWidth, tables } = await checkCity(seed, rules, 3);
  expect(solved).toEqual([]);
  expect(narrow).toEqual([]);
  expect(leastWidth).toBeGreaterThanOrEqual(rules.smallest);
  expect(tables).toBeGreaterThan(40);
});

/** A month of a city as published, with some numbers shown or hidden by hand afterwards. */
function publishOne() {
  const counts = countMonth(makeCity(2), 1);
  return { counts, published: publishAll([publishMonth(counts, { ...rules, width: rules.smallest })]) };
}

test('a number hidden alone in its line is solved', async () => {
  const { published } = publishOne();
  const rows = published.rows.map((row) => ({ ...row }));
  const lines = rows.filter(({ level, received }) => level === 'block' && typeof received === 'number');
  const [first] = lines;
  // All the other blocks and the city are told.
  for (const row of rows) if (row.level === 'block' && row.received === null) row.received = 7;
  const city = rows.find(({ level }) => level === 'city')!;
  const sum = rows.reduce((all, { level, received }) => all + (level === 'block' ? Number(received) : 0), 0);
  city.received = sum;
  for (const row of rows) if (row.level === 'district') row.received = null;
  const told = Number(first!.received);
  first!.received = null;
  const { found } = await attack({ rows, figures: [] }, { width: 5, more: [], dice });
  const of = found.find(({ secret }) => secret.block === first!.block_id && secret.measure === 'received');
  expect(of).toMatchObject({ low: told, high: told });
});

test('the rest of a whole whose part is told is solved', async () => {
  const { published, counts } = publishOne();
  const rows = published.rows
    .filter(({ level }) => level === 'city')
    .map((row) => ({ ...row, rated: 8, rated_4_5: 5 }));
  const more = [
    { month: counts.month, measure: 'rest of rated' as const, block: 'all', district: 'all', width: 5 },
  ];
  const sides = published.rows.filter(({ level }) => level === 'block' || level === 'district');
  const blank = sides.map((row) => ({ ...row, rated: null, rated_4_5: null }));
  const { found } = await attack({ rows: [...rows, ...blank], figures: [] }, { width: 5, more, dice });
  expect(found.find(({ secret }) => secret.measure === 'rest of rated')).toMatchObject({ low: 3, high: 3 });
});

test('a page that tells more than the set is refused', async () => {
  const { published } = publishOne();
  const [first] = published.figures;
  const reply = structuredClone(first!.reply);
  reply.total.counts.received = Number(reply.total.counts.received) + 1;
  await expect(
    attack({ rows: published.rows, figures: [{ period: 'month', reply }] }, { width: 5, more: [], dice }),
  ).rejects.toThrow(/received/u);
});
