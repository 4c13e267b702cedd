import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, release, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '../server/app.ts';
import { sweepClocks, tablesOf, takeDueSteps } from '../server/base/clocks/index.ts';
import {
  fillClocks,
  fillIncidentTerms,
  inJob,
  makeDue,
  makeIncidentsDue,
  openApp,
} from './support/clock-city.ts';
import { recordStatements } from './support/plan.ts';
import { makeDatabase, startCluster } from './support/site.ts';

/**
 * The sweep for warnings and breaches over a million open clocks, of cases and of incidents of networks, at most 1,000 of them due,
 * beside a sequential scan of the table of cases for its clocks: in one run, in turn, medians.
 */

const CLOCKS = Number(process.env.BENCH_CLOCKS ?? 1_000_000);
/** So many of them are of incidents: told to the sweep anew each minute, where cases keep theirs. */
const INCIDENTS = Number(process.env.BENCH_INCIDENTS ?? 20_000);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 9);
/** Due of cases, and of incidents. */
const DUE = 800;
const DUE_INCIDENTS = 200;
const GOAL_MS = 1000;
const FASTER = 20;

/** The condition of the sweep, word for word; only the way to the rows differs. */
const FIND = `SELECT id, case_id, kind, rule_id, started_at, due_at, extensions, next_step FROM cases.clock
  WHERE stopped_at IS NULL AND next_step_at IS NOT NULL AND next_step_at <= now() ORDER BY next_step_at LIMIT ${DUE}`;

interface Times {
  find: number[];
  scan: number[];
  take: number[];
  sweep: number[];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** The same rows by the index, or with every index set aside. */
async function find(app: App, byScan: boolean): Promise<number> {
  const client = await app.pool.connect();
  try {
    await client.query('BEGIN');
    if (byScan) await client.query('SET LOCAL enable_indexscan = off; SET LOCAL enable_bitmapscan = off');
    let rows = 0;
    const ms = await timed(async () => {
      rows = (await client.query(FIND)).rows.length;
    });
    if (rows !== DUE) throw new Error(`Найдено ${rows} часов вместо ${DUE}`);
    return ms;
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

async function runRound(app: App, times: Times): Promise<void> {
  await makeDue(app.pool, DUE);
  await makeIncidentsDue(app.pool, DUE_INCIDENTS);
  times.scan.push(await find(app, true));
  times.find.push(await find(app, false));
  // Found and locked, as the job does; let go again.
  const rollback = new Error('rollback');
  times.take.push(
    await timed(() =>
      inJob(app, async (ctx) => {
        for (const table of tablesOf(ctx)) await takeDueSteps(ctx, table, DUE);
        throw rollback;
      }).catch((error) => {
        if (error !== rollback) throw error;
      }),
    ),
  );
  times.sweep.push(await timed(() => inJob(app, sweepClocks)));
  const { rows } = await app.pool.query<{ left: number }>(
    `SELECT ((SELECT count(*) FROM cases.clock WHERE stopped_at IS NULL AND next_step_at <= now())
       + (SELECT count(*) FROM clocks.clock WHERE stopped_at IS NULL AND next_step_at <= now()))::int AS left`,
  );
  if (rows[0]!.left > 0) throw new Error(`Не объявлено: ${rows[0]!.left}`);
}

async function readPlan(app: App): Promise<string> {
  const { rows } = await app.pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${FIND}`);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

const median = (list: number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!;
const format = (value: number, digits = 1): string =>
  value.toLocaleString('ru', { maximumFractionDigits: digits, minimumFractionDigits: digits });

function describe(times: Times, plan: string, statements: number): string {
  const row = (title: string, list: number[]) =>
    `| ${title} | ${format(median(list))} | ${format(Math.max(...list))} |`;
  const ratio = median(times.scan) / median(times.find);
  const isQuick = Math.max(...times.sweep) <= GOAL_MS;
  return [
    '# Обход сроков',
    '',
    `Машина: 2 × ${cpus()[0]?.model ?? '?'}, ядро ${release()}, Node ${process.version}. PostgreSQL 17 встроенный, fsync и synchronous_commit включены.`,
    `Идущих часов ${format(CLOCKS, 0)}: ${format(CLOCKS - INCIDENTS, 0)} дел (по четыре на дело) и ${format(INCIDENTS, 0)} инцидентов соцсетей; подошла ступень у ${DUE} и ${DUE_INCIDENTS}, ${ROUNDS} кругов, в каждом всё по очереди. Дата ${new Date().toISOString().slice(0, 10)}.`,
    '',
    '| что, мс | медиана | худший |',
    '| --- | ---: | ---: |',
    row('найти подошедшие: последовательное чтение таблицы', times.scan),
    row('найти подошедшие: обход', times.find),
    row('найти и запереть', times.take),
    row(
      `весь обход: ${DUE + DUE_INCIDENTS} ступеней, адресаты, строки писем, письма, следующие ступени (запросов ${statements})`,
      times.sweep,
    ),
    '',
    '| цель | достигнуто | выполнено |',
    '| --- | ---: | --- |',
    `| весь обход ≤ ${format(GOAL_MS / 1000, 0)} с (худший) | ${format(Math.max(...times.sweep))} мс | ${isQuick ? 'да' : 'нет'} |`,
    `| быстрее последовательного чтения в ${FASTER} раз | ${format(ratio)} × | ${ratio >= FASTER ? 'да' : 'нет'} |`,
    '',
    'План запроса, который находит подошедшие:',
    '',
    '```',
    plan,
    '```',
    '',
  ].join('\n');
}

const cluster = await startCluster();
const dataDir = mkdtempSync(join(tmpdir(), 'otklik-clocks-'));
let app: App | undefined;
try {
  app = await openApp(await makeDatabase(cluster, 'bench_clocks'), dataDir);
  console.log(`Наполняю: ${format(CLOCKS, 0)} идущих часов…`);
  await fillClocks(app, CLOCKS - INCIDENTS);
  await fillIncidentTerms(app, INCIDENTS);
  const times: Times = { find: [], scan: [], take: [], sweep: [] };
  await runRound(app, { find: [], scan: [], take: [], sweep: [] });
  for (let round = 0; round < ROUNDS; round += 1) await runRound(app, times);
  const opened = app;
  await makeDue(opened.pool, DUE);
  await makeIncidentsDue(opened.pool, DUE_INCIDENTS);
  const statements = await recordStatements(() => inJob(opened, sweepClocks));
  const text = describe(times, await readPlan(app), statements.length);
  writeFileSync(join(import.meta.dirname, 'results/clocks.md'), text);
  console.log(text);
} finally {
  await app?.close();
  await cluster.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
