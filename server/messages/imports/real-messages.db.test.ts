import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getMatrix, listHeatPoints } from '../../../shared/contract/heatmap/heatmap.ts';
import { listCases, listInbox } from '../../../shared/contract/messages/cases-list.ts';
import { importTable } from '../../../tests/support/imports.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { lacksShared, sharedData } from '../../../tests/support/site/shared.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { readBlock } from './blocks.ts';

const ROWS = 3271;
/** What the acceptance gives for the whole file; two shared cores take about 5 s. */
const LIMIT_MS = 60_000;

interface CaseFacts {
  id: string;
  number: string;
  block: string;
  fact_id: string;
  due_at: Date;
  precision: string;
  lat: number | null;
  words: number;
}

describe.skipIf(lacksShared)('3,271 real messages of residents', () => {
  let server: TestServer;
  let cookie: string;
  let file: Buffer;
  beforeAll(async () => {
    server = await startTestServer();
    cookie = await signInAs(server, 'chair');
    file = await readFile(sharedData('appeals/labelled.jsonl'));
  });
  afterAll(() => server.close());

  const day = (shift: number): string => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10);
  /** Days around today, whatever the zone. */
  const period = () => ({ from: day(-1), to: day(1) });
  const readCases = async (): Promise<CaseFacts[]> => {
    const { rows } = await sql<CaseFacts>`
      SELECT contact.external_source || '#' || contact.external_id AS id, number, block, fact_id, due_at,
        place_precision AS precision, lat, length(document) AS words
      FROM cases.case_file file JOIN cases.contact ON contact.case_id = file.id
      JOIN cases.search_document ON search_document.case_id = file.id`.execute(server.app.services.database);
    return rows;
  };

  it('all become cases in under a minute', async () => {
    const began = performance.now();
    const done = await importTable(server, cookie, file, { filename: 'labelled.jsonl' });
    expect(performance.now() - began).toBeLessThan(LIMIT_MS);
    expect(done).toMatchObject({ state: 'done', rowsRead: ROWS, accepted: ROWS, refused: 0, repeated: 0 });
  }, 120_000);

  it('each has its labelled block, a fact of that block, a number of its own, a term and words for search', async () => {
    const cases = await readCases();
    expect(new Set(cases.map(({ number }) => number)).size).toBe(ROWS);
    const labels = new Map(
      file
        .toString('utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { source: string; id: string; block: string })
        .map(({ source, id, block }): [string, string | null] => [
          `labelled/${source}#${id}`,
          readBlock(block),
        ]),
    );
    expect(cases.filter(({ id, block }) => labels.get(id) !== block)).toEqual([]);
    expect(cases.filter(({ block, fact_id }) => !fact_id.startsWith(`${block}.`))).toEqual([]);
    expect(cases.filter(({ due_at: due, words }) => due === null || words === 0)).toEqual([]);
    // A fact of its own where the words tell, else «другое»: a third told is what the suggester surely gives.
    const told = cases.filter(({ fact_id: fact }) => !fact.endsWith('.general.other'));
    expect(told.length).toBeGreaterThan(ROWS / 3);
  });

  it('have a place where one is named: a point for streets of this city, words for others', async () => {
    const cases = await readCases();
    const points = cases.filter(({ lat }) => lat !== null);
    const words = cases.filter(({ precision }) => precision === 'text');
    expect(points.length).toBeGreaterThan(100);
    expect(words.length).toBeGreaterThan(800);
    const map = await server.call(listHeatPoints, { query: { ...period(), measure: 'received' } }, cookie);
    expect(map.total).toBe(points.length);
  });

  it('show in the inbox, the list and the matrix', async () => {
    const inbox = await server.call(listInbox, {}, cookie);
    expect([inbox.total, inbox.isApproximate]).toSatisfy(
      ([total, about]) => total === ROWS || about === true,
    );
    const list = await server.call(listCases, { query: { channel: 'import', block: 'roads' } }, cookie);
    expect(list.rows[0]).toMatchObject({ channel: 'import', block: 'roads' });
    const matrix = await server.call(getMatrix, { query: { ...period(), measure: 'received' } }, cookie);
    expect(matrix.total.total.count).toBe(ROWS);
  });

  it('a second import adds nothing and says «повтор»', async () => {
    const again = await importTable(server, cookie, file, { filename: 'другое имя.jsonl' });
    expect(again).toMatchObject({ state: 'done', rowsRead: ROWS, accepted: 0, refused: 0, repeated: ROWS });
    expect(await readCases()).toHaveLength(ROWS);
  }, 120_000);
});
