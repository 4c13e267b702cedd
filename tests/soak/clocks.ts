import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillClocks, inJob, makeDue, openApp } from '../../bench/support/clock-city.ts';
import { makeDatabase, type Site, startCluster, startServer } from '../../bench/support/site.ts';
import { sweepClocks } from '../../server/base/clocks/index.ts';

/**
 * A million open clocks, two processes that sweep them at once, one of which is killed at random: every step that came
 * is announced, none twice — neither claimed twice, nor told to anybody in two letters — and a sweep of 1,000 takes
 * under a second. Bounded: KILLS rounds (20 by default).
 */

const CLOCKS = Number(process.env.SOAK_CLOCKS ?? 1_000_000);
const KILLS = Number(process.env.KILLS ?? 20);
/** Steps that come in each round; the sweep takes a thousand at a time. */
const DUE = 3000;
const GOAL_MS = 1000;

const cluster = await startCluster();
const dataDir = mkdtempSync(join(tmpdir(), 'otklik-soak-'));
const url = await makeDatabase(cluster, 'soak_clocks');
const app = await openApp(url, dataDir);
let isFailed = false;

/** Two sweeps at once for each process: without a key, so that they do run side by side. */
const wake = () =>
  app.pool.query(
    `SELECT graphile_worker.add_job('clocks.sweep', json_build_object()) FROM generate_series(1, 4)`,
  );

async function countDue(): Promise<number> {
  const { rows } = await app.pool.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM cases.clock WHERE stopped_at IS NULL AND next_step_at <= now()',
  );
  return rows[0]!.n;
}

/** Until nothing is due; the processes are woken again, since a killed one takes its jobs along. */
async function waitSwept(): Promise<void> {
  for (let attempt = 0; attempt < 240; attempt += 1) {
    if ((await countDue()) === 0) return;
    if (attempt % 8 === 7) await wake();
    await new Promise((done) => setTimeout(done, 250));
  }
  throw new Error(`Не объявлено за минуту: ${await countDue()}`);
}

interface Tally {
  notices: number;
  missing: number;
  twice: number;
}

/** Every clock that came due against what was claimed and what the letters say. */
async function tally(due: readonly string[]): Promise<Tally> {
  const { rows } = await app.pool.query<Tally>(
    `SELECT (SELECT count(*)::int FROM clocks.notice) AS notices,
       (SELECT count(*)::int FROM unnest($1::uuid[]) AS given(id)
        WHERE NOT EXISTS (SELECT FROM clocks.notice WHERE clock_id = given.id)) AS missing,
       (SELECT count(*)::int FROM (
          SELECT recipient, line FROM outbox.letter, unnest(string_to_array(text, E'\\n')) AS line
          WHERE purpose = 'control-term' AND line LIKE 'Дело №%' GROUP BY recipient, line HAVING count(*) > 1) AS repeated) AS twice`,
    [due],
  );
  return rows[0]!;
}

/** Letters at once, whatever the hour: what is looked for is the same letter twice. */
const hasten = () => app.pool.query('UPDATE clocks.line SET send_at = now() WHERE sent_at IS NULL');

try {
  process.stdout.write(`наполняю: ${CLOCKS} идущих часов\n`);
  await fillClocks(app, CLOCKS);
  const due: string[] = [];
  let sites: Site[] = [await startServer(url), await startServer(url)];
  for (let round = 1; round <= KILLS; round += 1) {
    due.push(...(await makeDue(app.pool, DUE)));
    await hasten();
    await wake();
    await new Promise((done) => setTimeout(done, 20 + Math.random() * 1500));
    const victim = sites[Math.floor(Math.random() * 2)]!;
    victim.process.kill('SIGKILL');
    await new Promise((done) => victim.process.once('exit', done));
    sites = [sites.find((site) => site !== victim)!, await startServer(url)];
    await waitSwept();
    process.stdout.write(`kill -9 № ${round}: подошло ${due.length}\n`);
  }
  await hasten();
  await wake();
  await waitSwept();
  for (const site of sites) await site.stop();
  while (
    (await app.pool.query('SELECT 1 FROM clocks.line WHERE sent_at IS NULL AND send_at <= now()')).rowCount
  )
    await inJob(app, sweepClocks);
  const times: number[] = [];
  for (let round = 0; round < 10; round += 1) {
    due.push(...(await makeDue(app.pool, 1000)));
    const started = performance.now();
    await inJob(app, sweepClocks);
    times.push(performance.now() - started);
  }
  const { notices, missing, twice } = await tally(due);
  const worst = Math.max(...times);
  console.log(
    `Идущих часов ${CLOCKS}, убито ${KILLS}, ступеней подошло ${due.length}, объявлено ${notices}, пропущено ${missing}, дважды ${twice}; обход тысячи: худший ${Math.round(worst)} мс.`,
  );
  isFailed = missing > 0 || twice > 0 || notices !== due.length || worst > GOAL_MS;
} finally {
  await app.close();
  await cluster.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(isFailed ? 1 : 0);
