import { type ChildProcess, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import {
  type Cluster,
  makeDatabase,
  type Site,
  startCluster,
  startServer,
} from '../../bench/support/site.ts';
import { createApp } from '../../server/app.ts';
import { seedDemo } from '../../server/demo/seed.ts';
import { checkFigures, describeDifference, saveNow, whenFilled } from '../../server/heatmap/figures/index.ts';
import { readConfig } from '../../server/lib/config.ts';
import { createLog } from '../../server/lib/log.ts';
import type { getMatrix, listHexagons } from '../../shared/contract/heatmap/heatmap.ts';
import type { getPivot } from '../../shared/contract/heatmap/heatmap-pivot.ts';
import type { RouteReply } from '../../shared/contract/route.ts';
import {
  type Door,
  runDatabaseWriter,
  runExecutor,
  runOperator,
  runResident,
  signInCrew,
  type Tally,
} from './figures-moves.ts';

/**
 * Figures of the heat map while sixteen write at once and processes that answer or work are killed by kill -9 and started
 * anew: the recount finds no difference, during the writing and after it; every process that answers gives the numbers of
 * the database; a planted difference is named by its cell. SOAK_SECONDS of load, 240 by default.
 */

const SECONDS = Number(process.env.SOAK_SECONDS ?? 240);
const root = resolve(import.meta.dirname, '../..');
/** One for all: the key of sessions lies there. */
const dataDir = mkdtempSync(join(tmpdir(), 'otklik-soak-'));
const env = {
  OTKLIK_DATA: dataDir,
  OTKLIK_SEAL_KEY: 'soak-soak-soak-soak-soak-soak-soak-soak',
  OTKLIK_DEMO: '1',
  OTKLIK_FIGURES_LAG_MS: '250',
};
const PERIOD = 'from=2024-01-01&to=2026-12-31&measure=received';
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
const problems: string[] = [];
const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Only answers, or answers and works in the background. */
type Kind = 'web' | '';
interface Member {
  kind: Kind;
  site: Site;
}

const startMember = async (url: string, kind: Kind): Promise<Member> => ({
  kind,
  site: await startServer(url, { ...env, ...(kind && { OTKLIK_ONLY: kind }) }),
});

const ended = (process: ChildProcess): Promise<unknown> => new Promise((done) => process.once('exit', done));

/** The writers, over whichever web process lives. */
async function startWriters(url: string, crew: Member[], tally: Tally, isOver: () => boolean) {
  const door: Door = () => crew[Math.floor(Math.random() * crew.length)]!.site.port;
  const cookies = await signInCrew(door(), ['operator', 'executor', 'approver', 'chair']);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const facts = (await client.query<{ id: string }>('SELECT id FROM taxonomy.v_fact')).rows.map(
    ({ id }) => id,
  );
  await client.end();
  const staff = { executor: cookies.get('executor')!, approver: cookies.get('approver')! };
  const writers = [
    ...Array.from({ length: 5 }, () => runResident(door, tally, isOver)),
    ...Array.from({ length: 5 }, () => runOperator(door, cookies.get('operator')!, facts, tally, isOver)),
    ...Array.from({ length: 3 }, () => runExecutor(door, staff, tally, isOver)),
    ...Array.from({ length: 3 }, () => runDatabaseWriter(url, tally, isOver)),
  ];
  return { writers: Promise.all(writers), chair: cookies.get('chair')! };
}

/** Cells of the matrix, hexagons and a table, as a process tells them, in whatever order. */
async function tellFigures(port: number, cookie: string): Promise<string> {
  const ask = async <T>(path: string): Promise<T> => {
    const reply = await fetch(`http://127.0.0.1:${port}/api/heatmap/${path}`, {
      headers: { 'x-otklik': '1', cookie },
    });
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
    return reply.json() as Promise<T>;
  };
  const { rows } = await ask<RouteReply<typeof getMatrix>>(`matrix?${PERIOD}`);
  const { hexagons } = await ask<RouteReply<typeof listHexagons>>(`hexagons?${PERIOD}`);
  const table = await ask<RouteReply<typeof getPivot>>(
    'pivot?from=2024-01-01&to=2026-12-31&rows=block&columns=month&measure=late',
  );
  const cells = [
    ...rows.flatMap(({ districtId, level, cells: own }) =>
      Object.entries(own).map(([block, { count }]) => `${districtId} ${level} ${block} ${count}`),
    ),
    ...hexagons.map(({ cell, count }) => `${cell} ${count}`),
    ...table.rows.flatMap(({ id }, row) =>
      table.columns.map(
        (column, at) => `${id} ${column.id} ${table.values[row * table.columns.length + at]}`,
      ),
    ),
  ];
  return cells.toSorted().join('\n');
}

/** Every living process against one that holds no figures and so asks the database; work in the background may still go on. */
async function compareProcesses(url: string, crew: readonly Member[], cookie: string): Promise<number> {
  const plain = await startServer(url, {
    ...env,
    OTKLIK_ONLY: 'web',
    OTKLIK_FIGURES_MB: '0',
    OTKLIK_FIGURES_ROLLUP: '0',
  });
  let compared = 0;
  for (const { site } of crew) {
    for (let attempt = 0; ; attempt += 1) {
      const [own, expected] = [await tellFigures(site.port, cookie), await tellFigures(plain.port, cookie)];
      compared = expected.split('\n').length;
      if (own === expected) break;
      if (attempt === 20) {
        problems.push('процесс отвечает не теми числами, что база');
        break;
      }
      await pause(1000);
    }
  }
  await plain.stop();
  return compared;
}

/** The command, as an administrator runs it. */
function runCheck(url: string): { code: number; words: string } {
  const done = spawnSync(process.execPath, [join(root, 'scripts/run.mjs'), 'scripts/figures-check.ts'], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: url, OTKLIK_SEAL_KEY: env.OTKLIK_SEAL_KEY },
    encoding: 'utf8',
  });
  return { code: done.status ?? -1, words: `${done.stdout}${done.stderr}`.trim() };
}

/** A change that no trigger sees: what only the recount can find. */
async function plantDifference(client: pg.Client): Promise<{ district: string; block: string }> {
  await client.query('ALTER TABLE cases.case_file DISABLE TRIGGER case_file_change');
  const { rows } = await client.query<{ id: string; district: string; block: string }>(
    `UPDATE cases.case_file SET block = 'culture', fact_id = NULL WHERE id = (SELECT id FROM cases.case_file
       WHERE block = 'roads' AND district_id IS NOT NULL AND merged_into IS NULL ORDER BY id LIMIT 1)
     RETURNING id, district_id AS district, block`,
  );
  await client.query('ALTER TABLE cases.case_file ENABLE TRIGGER case_file_change');
  return rows[0]!;
}

async function soak(cluster: Cluster, crew: Member[]): Promise<void> {
  const url = await makeDatabase(cluster, 'soak_figures');
  // The auditor: follows all the while, saves what it holds, recounts.
  const app = await createApp({
    config: readConfig({
      DATABASE_URL: url,
      OTKLIK_DATA: dataDir,
      OTKLIK_ONLY: 'web',
      OTKLIK_POOL: '4',
      LOG_LEVEL: 'error',
      OTKLIK_SEAL_KEY: env.OTKLIK_SEAL_KEY,
      OTKLIK_DEMO: '1',
    }),
    log: createLog('error'),
  });
  await seedDemo(app.services, { seed: '1', count: 600, days: 90 });
  await whenFilled(app.services);
  for (const kind of ['web', 'web', ''] as const) crew.push(await startMember(url, kind));
  const tally: Tally = {};
  let isOver = false;
  const { writers, chair } = await startWriters(url, crew, tally, () => isOver);
  const until = Date.now() + SECONDS * 1000;
  const starting: Promise<void>[] = [];
  let kills = 0;
  let checks = 0;
  while (Date.now() < until) {
    await pause(1000 + Math.random() * 3000);
    // One is left to answer while the others start.
    if (crew.length < 2) continue;
    const [victim] = crew.splice(Math.floor(Math.random() * crew.length), 1);
    victim!.site.process.kill('SIGKILL');
    await ended(victim!.site.process);
    kills += 1;
    if (kills % 2 === 0) await saveNow(app.services);
    starting.push(startMember(url, victim!.kind).then((member) => void crew.push(member)));
    if (kills % 5 === 0) {
      const found = await checkFigures(app.services);
      checks += 1;
      if (!found) problems.push('под нагрузкой чисел не было');
      else if (found.difference) problems.push(`под нагрузкой: ${describeDifference(found.difference)}`);
      say(`убито ${kills}, сверено ячеек ${found?.cells} во время записи, ходов ${JSON.stringify(tally)}`);
    }
  }
  isOver = true;
  await writers;
  await Promise.all(starting);
  const compared = await compareProcesses(url, crew, chair);
  for (const { site } of crew) await site.stop();
  const whole = runCheck(url);
  say(`После остановки: ${whole.words}`);
  if (whole.code !== 0) problems.push(`figures:check: ${whole.words}`);
  await saveNow(app.services);
  await app.close();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const planted = await plantDifference(client);
  await client.end();
  const named = runCheck(url);
  say(`Подложенное расхождение: ${named.words}`);
  if (named.code !== 1 || !named.words.includes(`территория ${planted.district}`))
    problems.push('подложенное расхождение не названо');
  say(
    `Писавших 16, ходов ${JSON.stringify(tally)}, убито процессов ${kills}, сверок под нагрузкой ${checks}, ячеек, в которых процессы равны базе, ${compared}.`,
  );
  if (!tally.подано || !tally.разобрано || !tally.отвечено) problems.push('какие-то ходы не делались');
}

const cluster = await startCluster();
const members: Member[] = [];
try {
  await soak(cluster, members);
} finally {
  for (const { site } of members) site.process.kill('SIGKILL');
  await cluster.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
for (const problem of problems) console.error(problem);
console.log(problems.length === 0 ? 'Числа не разошлись.' : 'Числа разошлись.');
process.exit(problems.length === 0 ? 0 : 1);
