import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asSystem, readCard, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { COUNTED, findNewest, markDepths, narrowNewest, nextDepth } from './newest.ts';

let server: TestServer;
/** Newest first. */
const ids: string[] = [];
const texts = [
  'Яма у дома.',
  'Дом без тепла.',
  'Яма и снег у дома.',
  'Снег у дома.',
  'Яма у школы.',
  'Ямы и снег.',
];

beforeAll(async () => {
  server = await startTestServer();
  const operator = await signInAs(server, 'operator');
  for (const text of texts) {
    const { number } = await submitCase(server, { text });
    ids.unshift((await readCard(server, number, operator)).id);
  }
});
afterAll(() => server.close());

const textOf = ({ id }: { id: string }): number => texts.length - 1 - ids.indexOf(id);
/** Which of the texts a query finds, newest first, all and without one; `uses` decides where the search begins and by which way. */
const find = (query: string, uses: number, limit: number, without: number) =>
  asSystem(server, async (ctx) => {
    const tsquery = sql`to_tsquery('russian', ${query})`;
    const rank = sql<number>`ts_rank(search_document.document, ${tsquery})::float8`;
    const sought = { tsquery, rank, uses: { most: uses, likely: uses / 2 } };
    const found = await findNewest(ctx, sought, { limit, shortest: 1 });
    expect(found.every((one) => one.rank > 0)).toBe(true);
    const where = sql<boolean>`cases.case_file.id <> ${ids[texts.length - 1 - without]!}`;
    const narrowed = await narrowNewest(ctx, sought, found, { where, limit });
    return [found.map(textOf), narrowed.map(textOf)];
  });

const cases: [query: string, expected: number[]][] = [
  ['яма', [5, 4, 2, 0]],
  ['дом', [3, 2, 1, 0]],
  ['яма & снег', [5, 2]],
  ['яма & тепло', []],
  ['космодром', []],
];

describe('the newest are the same by every way', () => {
  // No depth is known; each one is; only some are.
  describe.each([[[]], [[1, 2, 3, 4, 5, 6]], [[2, 5]]])('depths %j', (depths) => {
    beforeAll(async () => {
      await asSystem(server, async (ctx) => {
        await markDepths(ctx, depths);
        // A city large enough for its words to be called common.
        await sql`UPDATE lib.setting SET value = jsonb_set(value, '{cases}', '1000000') WHERE name = 'cases.depths'`.execute(
          ctx.db,
        );
      });
    });
    test.each(cases)('«%s»', async (query, expected) => {
      for (const uses of [0, COUNTED / 100, COUNTED])
        for (const limit of [1, 2, 3, 10])
          for (const without of [0, 2, 5])
            expect(await find(query, uses, limit, without), `${uses} ${limit} ${without}`).toEqual([
              expected.slice(0, limit),
              expected.filter((text) => text !== without).slice(0, limit),
            ]);
    });
  });
});

test.each([
  ['nothing found: far, but not to the end', 1000, 0, 16_000],
  ['nearly all found: no less than twice', 1000, 90, 2000],
  ['a tenth found', 1000, 10, 13_000],
])('the next look: %s', (_, depth, found, expected) => {
  expect(nextDepth(depth, found, 100)).toBe(expected);
});
