import { writeFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countRecord } from '../../../scripts/support/count-record.ts';
import { readSheets, sealDays, sheetsFolder } from '../../../server/base/audit/index.ts';
import { publishDays } from '../../../server/base/audit/publish.ts';
import { openRandom, type Random } from '../../../server/demo/world/random.ts';
import { type Database, type Db, openDatabase, openPool } from '../../../server/lib/database/db.ts';
import { DAY } from '../../../shared/time.ts';
import { openHearing, putHeardPages, seenFact } from '../../support/networks/heard-posts.ts';
import { asSystem } from '../../support/site/cases.ts';
import { startTestServer, type TestServer } from '../../support/site/server.ts';
import { openCity } from '../record/proof/play.ts';
import type { EvidenceReport } from './6-evidence.ts';

/** One character of the evidence of posts, changed by whoever owns the database, against days signed outside it. Set by `6-evidence.ts`. */

const { PLAYED = '', PLAYED_SEED = '1', PLAYED_MUTATIONS = '10000' } = process.env;
const BATCH = 100;
const DAYS = 6;
const POSTS_A_DAY = 30;
const columns = ['author_key', 'author_name', 'text', 'url', 'raw', 'sha256'] as const;

/** The journal goes by the clock of the database. */
const start = Date.now();
const report: EvidenceReport = { looks: 0, days: 0, mutations: 0, columns: {}, clean: [], missed: [] };
let server: TestServer;
let owner: Database;

/** People write, and some change what they wrote. */
async function fillDays(): Promise<void> {
  const hearing = openHearing(server);
  await putHeardPages(server);
  for (let day = 0; day < DAYS; day += 1) {
    server.setNow(new Date(start + day * DAY).toISOString());
    for (let count = 0; count < POSTS_A_DAY; count += 1) {
      const post = hearing.fresh({
        postedAt: new Date(start + day * DAY),
        text: `Во дворе темно, день ${day}, ${count}`,
      });
      const edited = {
        ...post,
        text: `${post.text}, и вчера тоже`,
        editedAt: new Date(start + day * DAY + 1000),
      };
      await hearing.hear([seenFact(post), seenFact(edited)]);
    }
  }
  server.setNow(new Date(start + (DAYS + 2) * DAY).toISOString());
  await asSystem(server, sealDays);
  await asSystem(server, publishDays);
}

interface Look {
  post: string;
  serial: number;
}

/** Another character in one place of one column; says which line it is of. */
async function change(db: Db, { post, serial }: Look, { pick, next }: Random): Promise<string> {
  const column = pick(columns);
  const name = sql.ref(column);
  const at = sql`1 + floor(${next()}::float8 * length(${name}))::int`;
  // Of a print another digit, of words another letter.
  const other =
    column === 'sha256'
      ? sql`translate(substr(${name}, ${at}, 1), '0123456789abcdef', '123456789abcdef0')`
      : sql`CASE substr(${name}, ${at}, 1) WHEN 'х' THEN 'у' ELSE 'х' END`;
  await sql`UPDATE posts.sight SET ${name} = overlay(${name} PLACING ${other} FROM ${at} FOR 1)
    WHERE post_id = ${post}::uuid AND serial = ${serial}`.execute(db);
  report.columns[column] = (report.columns[column] ?? 0) + 1;
  return `posts.sight, строка ${post}/${serial} — `;
}

class TakenBack extends Error {}

async function playBatch(looks: readonly Look[], random: Random): Promise<void> {
  const chosen = looks
    .map((look) => ({ look, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, BATCH);
  try {
    await owner.transaction().execute(async (db) => {
      const names: string[] = [];
      for (const { look } of chosen) names.push(await change(db, look, random));
      const { faults } = await countRecord(db, { data: server.app.services.config.dataDir });
      report.mutations += names.length;
      report.missed.push(...names.filter((name) => !faults.some((fault) => fault.startsWith(name))));
      throw new TakenBack();
    });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
  }
}

beforeAll(async () => {
  server = await startTestServer({}, new Date(start).toISOString());
  await fillDays();
  owner = openDatabase(openPool(server.ownerUrl, 1));
});
afterAll(async () => {
  await owner?.destroy();
  await server?.close();
});

test('one character of evidence is named', async () => {
  const data = server.app.services.config.dataDir;
  const { record, faults } = await countRecord(server.app.services.database, { data });
  report.days = record.days;
  expect(record.open.lines).toBe(0);
  report.clean = faults;
  const city = await openCity(owner, server, readSheets(sheetsFolder({ dataDir: data }), []).days);
  const looks = (city.lines.get('post-sight') ?? []).map((id): Look => {
    const [post = '', serial] = id.split('/');
    return { post, serial: Number(serial) };
  });
  report.looks = looks.length;
  const random = openRandom(`evidence ${PLAYED_SEED}`);
  while (report.mutations < Number(PLAYED_MUTATIONS)) await playBatch(looks, random);
  if (PLAYED) writeFileSync(PLAYED, JSON.stringify(report));
  console.log(JSON.stringify(report).slice(0, 2000));
  expect(report).toMatchObject({ clean: [], missed: [] });
});
