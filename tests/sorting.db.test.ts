import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { currentTaxonomy } from '../server/base/taxonomy/index.ts';
import type { CaseRow } from '../shared/contract/messages/cases.ts';
import { listInbox } from '../shared/contract/messages/cases-list.ts';
import { triageCase } from '../shared/contract/messages/cases-triage.ts';
import { importTable } from './support/imports.ts';
import { makeUnit, readCard } from './support/site/cases.ts';
import { startTestServer, type TestServer } from './support/site/server.ts';
import { lacksShared, sharedData } from './support/site/shared.ts';
import { signInAs } from './support/site/sign-in.ts';

const ROWS = 60;
const SEED = 20_261_124;

interface Labelled {
  id: string;
  source: string;
  text: string;
  block: string;
}

/** The same rows at each run: a shuffle by a small linear congruential generator. */
function pickRows(rows: Labelled[], count: number): Labelled[] {
  let state = SEED;
  const dice = (sides: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
  const pool = [...rows];
  return Array.from({ length: count }, () => pool.splice(dice(pool.length), 1)[0]!);
}

/** Code of a block by the name the register calls it. */
const codeOf = (name: string): string =>
  currentTaxonomy().blocks.find(({ title, shortTitle }) => [title, shortTitle].includes(name))!.code;

describe.skipIf(lacksShared)('sixty real messages sorted by an operator', () => {
  let server: TestServer;
  let operator: string;
  let labels: Map<string, string>;

  beforeAll(async () => {
    server = await startTestServer();
    operator = await signInAs(server, 'operator');
    for (const kind of Object.keys(currentTaxonomy().executorKinds))
      await makeUnit(server, `Исполнитель ${kind}`, kind);
    const lines = (await readFile(sharedData('appeals/labelled.jsonl'), 'utf8')).trim().split('\n');
    const picked = pickRows(
      lines.map((line) => JSON.parse(line) as Labelled),
      ROWS,
    );
    // Without their labels: the server is to suggest, the operator to decide.
    const table = picked.map(({ text }, at) => JSON.stringify({ id: String(at), text })).join('\n');
    const done = await importTable(server, operator, table, { filename: 'sample.jsonl', isOwnCity: false });
    expect(done).toMatchObject({ state: 'done', accepted: ROWS, refused: 0 });
    labels = new Map(picked.map(({ block }, at) => [String(at), codeOf(block)]));
  }, 60_000);
  afterAll(() => server.close());

  /** Label of a message, by the number its file gave it. */
  async function labelOf({ number }: CaseRow): Promise<string> {
    const { contacts } = await readCard(server, number, operator);
    return labels.get(contacts[0]!.externalId!)!;
  }

  /** Enter agrees; a digit names the block; behind 0 stand two blocks, told apart by one key more. */
  async function decide(row: CaseRow, label: string): Promise<number> {
    const agrees = row.suggestion[0]?.block === label;
    const body = { version: row.version, ...(!agrees && { block: label }) };
    const decided = await server.call(triageCase, { params: { id: row.id }, body }, operator);
    expect(decided.row).toMatchObject({ block: label, status: 'assigned' });
    if (agrees) return 1;
    return currentTaxonomy().blocks.find(({ code }) => code === label)!.digit === 0 ? 2 : 1;
  }

  test('each ends in its labelled block, with at most three keys', async () => {
    const keys: number[] = [];
    let agreed = 0;
    for (;;) {
      const [row] = (await server.call(listInbox, { query: { limit: 1 } }, operator)).rows;
      if (!row) break;
      const label = await labelOf(row);
      if (row.suggestion[0]?.block === label) agreed += 1;
      keys.push(await decide(row, label));
    }
    expect(keys).toHaveLength(ROWS);
    expect(Math.max(...keys)).toBeLessThanOrEqual(3);
    // The suggestion is of use: it is right for more than half.
    expect(agreed).toBeGreaterThan(ROWS / 2);
  }, 60_000);
});
