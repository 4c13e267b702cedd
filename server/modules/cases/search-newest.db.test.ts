import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asSystem, readCard, submitCase } from '../../../tests/support/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/server.ts';
import { signInAs } from '../../../tests/support/sign-in.ts';
import { COUNTED, findNewest, markDepths, nextDepth } from './search-newest.ts';

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

/** Which of the texts a query finds, newest first; `uses` decides where the search begins and by which way. */
const find = (query: string, uses: number, limit: number) =>
  asSystem(server, async (ctx) => {
    const tsquery = sql`to_tsquery('russian', ${query})`;
    const rank = sql<number>`ts_rank(search_document.document, ${tsquery})::float8`;
    const found = await findNewest(ctx, { tsquery, rank, uses }, { limit, shortest: 1 });
    expect(found.every((one) => one.rank > 0)).toBe(true);
    return found.map(({ id }) => texts.length - 1 - ids.indexOf(id));
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
          expect(await find(query, uses, limit), `${uses} ${limit}`).toEqual(expected.slice(0, limit));
    });
  });
});

test.each([
  ['nothing found: far, but not to the end', 1000, 0, 16_000],
  ['half found: no less than four times', 1000, 50, 4000],
  ['a tenth found', 1000, 10, 13_000],
])('the next look: %s', (_, depth, found, expected) => {
  expect(nextDepth(depth, found, 100)).toBe(expected);
});
