import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { listIndicators } from '../../../shared/contract/heatmap/indicators.ts';
import { importRegion } from '../../../shared/contract/pages/register-region.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { WEDNESDAY } from '../../support/pages/register-desk.ts';
import { toMultipart } from '../../support/pictures.ts';
import { startTestServer, type TestServer } from '../../support/site/server.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { drawLife, drawRegister, makeUnits, UNITS } from './drawn-register.ts';
import { countByOwnQueries } from './own-queries.ts';

/** A drawn register of three hundred pages: its table goes out and comes back, its figures are counted by other queries too. */

const { PLAYED = '' } = process.env;
const NOVEMBER = { from: '2026-11-01', to: '2026-11-25' };

async function sendTable(server: TestServer, cookie: string, content: Buffer, name: string, query: string) {
  const { payload, headers } = toMultipart(content, { filename: name, type: 'application/octet-stream' });
  const reply = await server.inject({
    method: 'POST',
    url: `${importRegion.path}${query}`,
    headers: { ...headers, cookie },
    payload,
  });
  if (reply.statusCode >= 300) throw new Error(reply.body);
  return reply.json() as RouteReply<typeof importRegion>;
}
const takeTable = async (server: TestServer, cookie: string, format: 'csv' | 'xlsx'): Promise<Buffer> =>
  (
    await server.inject({
      method: 'GET',
      url: `/api/official-pages/region/export?format=${format}`,
      headers: { cookie },
    })
  ).rawPayload;

/** Everything the register keeps, as one print. */
async function printOf({ app }: TestServer): Promise<string> {
  const tables = ['body', 'page', 'exemption', 'grade', 'figure', 'look', 'reading', 'fix', 'event'];
  const parts: string[] = [];
  for (const table of tables) {
    const { rows } = await app.pool.query<{ all: string }>(
      `SELECT coalesce(string_agg(t::text, '\n' ORDER BY t::text), '') AS all FROM register.${table} t`,
    );
    parts.push(rows[0]!.all);
  }
  return createHash('sha256').update(parts.join('\n\n')).digest('hex');
}

/** Columns a table carries over: what pictures and readings prove, and what is counted, is not among them. */
const carried = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 17, 18, 19];
function carriedOf(csv: Buffer): string[] {
  const lines = String(csv)
    .replace(/^\uFEFF/u, '')
    .trim()
    .split('\r\n');
  return lines
    .map((line) => {
      const fields = [...line.matchAll(/("(?:[^"]|"")*"|[^;]*)(?:;|$)/gu)].map(([, field = '']) => field);
      return carried.map((at) => fields[at] ?? '').join(';');
    })
    .toSorted();
}

test('the table of the region and the figures of pages', { timeout: 900_000 }, async () => {
  const server = await startTestServer();
  server.setNow('2026-10-02T07:00:00Z');
  const units = await makeUnits(server);
  server.setNow('2026-11-20T07:00:00Z');
  const pages = await drawRegister(server, units);
  await drawLife(server, pages);
  const [editor, head] = [await signInAs(server, 'editor'), await signInAs(server, 'head')];

  // Its own table once more changes nothing.
  const before = await printOf(server);
  const own: { format: string; rows: number; same: number; entered: number; refused: number }[] = [];
  for (const format of ['csv', 'xlsx'] as const) {
    const table = await takeTable(server, head, format);
    const { rows, same, entered, refused } = await sendTable(
      server,
      editor,
      table,
      `свод.${format}`,
      '?write=yes',
    );
    own.push({ format, rows, same, entered: entered.length, refused: refused.length });
  }
  const isUntouched = (await printOf(server)) === before;

  // The table enters an empty register of the same bodies, which then gives the same table, and takes it once more unchanged.
  const other = await startTestServer();
  other.setNow(WEDNESDAY);
  await makeUnits(other);
  const otherEditor = await signInAs(other, 'editor');
  const sent = await takeTable(server, head, 'csv');
  const first = await sendTable(
    other,
    otherEditor,
    sent,
    'свод.csv',
    '?write=yes&recipient=municipal-organisation',
  );
  const again = await sendTable(
    other,
    otherEditor,
    sent,
    'свод.csv',
    '?write=yes&recipient=municipal-organisation',
  );
  const [there, here] = [carriedOf(await takeTable(other, otherEditor, 'csv')), carriedOf(sent)];
  const unlike = [
    ...here.filter((row) => !there.includes(row)),
    ...there.filter((row) => !here.includes(row)),
  ];

  // Figures of the whole, of networks and of bodies.
  const slices = [undefined, ...units.slice(0, 40)];
  const unequal: string[] = [];
  let compared = 0;
  for (const unitId of slices) {
    const query = { ...NOVEMBER, ...(unitId && { unitId }) };
    const { indicators } = await server.call(listIndicators, { query }, head);
    const counted = await countByOwnQueries(server.app.services.database, {
      ...NOVEMBER,
      now: WEDNESDAY,
      unitId,
    });
    for (const [name, value] of Object.entries(counted)) {
      const [id, key] = name.split('.');
      const indicator = indicators.find((one) => one.id === id)!;
      const shown = key ? (indicator.parts.find((one) => one.key === key)?.value ?? null) : indicator.value;
      compared += 1;
      const isEqual = shown === null || value === null ? shown === value : Math.abs(shown - value) < 1e-9;
      if (!isEqual)
        unequal.push(`${name} ${unitId ? 'органа' : 'города'}: показано ${shown}, сосчитано ${value}`);
    }
  }
  const { indicators } = await server.call(listIndicators, { query: NOVEMBER }, head);
  const figureOf = (id: string) => indicators.find((one) => one.id === id)?.value ?? null;
  const played = {
    pages: pages.length,
    bodies: UNITS,
    own,
    isUntouched,
    lines: here.length,
    entered: first.entered.length,
    refused: first.refused.length,
    againEntered: again.entered.length,
    unlike: unlike.length,
    compared,
    unequal,
    values: { K16: figureOf('K16'), K17: figureOf('K17'), K19: figureOf('K19') },
  };
  if (PLAYED) writeFileSync(PLAYED, JSON.stringify(played));
  console.log(
    JSON.stringify(played, null, 1),
    first.refused.slice(0, 5),
    unlike.slice(0, 5),
    there.slice(0, 2),
  );
  await other.close();
  await server.close();
  expect(compared).toBeGreaterThan(100);
});
