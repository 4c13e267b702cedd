import { writeFileSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { hashToken, newToken } from '../server/lib/ids.ts';
import { type LoadResult, runLoad } from './support/load.ts';
import { measureReadingLag } from './support/paced.ts';
import { requirePgbench, runPgbench } from './support/pgbench.ts';
import { measureRedmine } from './support/redmine.ts';
import { type Cluster, makeDatabase, startCluster, startServer } from './support/site.ts';

/**
 * Durable registrations a second through the real HTTP endpoints, committed before the reply with the WAL synced,
 * beside pgbench's single-row insert, our own one-insert-per-request path and Redmine, all on the same server in
 * one run: medians of interleaved rounds.
 */

const WHOLE_ROUNDS = 5;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? WHOLE_ROUNDS);
const CONNECTIONS = 64;
const SECONDS = 5;
/** Messages a second under which the topic and the place follow within two seconds. */
const PACE = 500;

interface Round {
  pgbench: number;
  prepared: number;
  bare: LoadResult;
  single: LoadResult;
  full: LoadResult;
}

async function prepareSource(url: string): Promise<string> {
  const token = newToken();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    `INSERT INTO channels.source (id, title, kind, token_hash, created_at) VALUES ('bench', 'Замер', 'social_comment', $1, now())`,
    [hashToken(token)],
  );
  await client.query(
    'CREATE TABLE IF NOT EXISTS public.pgbench_event (id bigserial PRIMARY KEY, body text NOT NULL, at timestamptz NOT NULL DEFAULT now())',
  );
  await client.end();
  return token;
}

const pgbenchScript = `INSERT INTO public.pgbench_event (body) VALUES ('{"text":"Яма на проезжей части у остановки, вчера пробил колесо"}');\n`;

/** Our own path without batching: the same door and checks, one INSERT and COMMIT a request, by a server of its own. */
async function measureSingle(url: string, event: Parameters<typeof runLoad>[0]): Promise<LoadResult> {
  const single = await startServer(url, { OTKLIK_ONLY: 'web', OTKLIK_POOL: '12', OTKLIK_EVENT_BATCH: '1' });
  try {
    const alone = { ...event, port: single.port };
    await runLoad(alone);
    return await runLoad(alone);
  } finally {
    await single.stop();
  }
}

async function settle(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('CHECKPOINT');
  await client.end();
}

async function runRound(cluster: Cluster, round: number, pgbench: string): Promise<Round> {
  const url = await makeDatabase(cluster, 'bench_intake');
  // The worker would take its share of two cores while the load runs: intake is the web process's own cost.
  // Pools and pgbench's 64 must fit into the cluster's 100 connections together, whichever comes first.
  const site = await startServer(url, { OTKLIK_ONLY: 'web', OTKLIK_POOL: '12' });
  try {
    const token = await prepareSource(url);
    await new Promise((done) => setTimeout(done, 5200));
    const load = { port: site.port, connections: CONNECTIONS, seconds: SECONDS };
    const event = { ...load, script: 'event', path: '/api/channels/bench/events', token } as const;
    const message = { ...load, script: 'message', path: '/api/messages' } as const;
    // Code is compiled as it runs: the first seconds tell of the compiler.
    for (const warmed of [event, message]) await runLoad(warmed);
    const rows = { clients: CONNECTIONS, seconds: SECONDS };
    const measures: [keyof Round, () => Promise<Round[keyof Round]>][] = [
      ['pgbench', async () => runPgbench(pgbench, url, pgbenchScript, rows)],
      ['bare', () => runLoad(event)],
      ['prepared', async () => runPgbench(pgbench, url, pgbenchScript, { ...rows, isPrepared: true })],
      ['single', () => measureSingle(url, event)],
      ['full', () => runLoad(message)],
    ];
    const result: Partial<Record<keyof Round, unknown>> = {};
    // Rounds go through the measures in turning order, so that none always has the warmest cache.
    for (let index = 0; index < measures.length; index += 1) {
      const [name, measure] = measures[(index + round) % measures.length]!;
      // What the measure before has written is on the disk: nobody pays for another's checkpoint.
      await settle(url);
      result[name] = await measure();
    }
    return result as unknown as Round;
  } finally {
    await site.stop();
  }
}

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const format = (value: number, digits = 0): string =>
  value.toLocaleString('ru', { maximumFractionDigits: digits, minimumFractionDigits: digits });

/** The whole server, its worker too, under an even load: how long a message waits to be read, s. */
async function measureLag(cluster: Cluster): Promise<number> {
  const databaseUrl = await makeDatabase(cluster, 'bench_intake');
  const site = await startServer(databaseUrl);
  try {
    return await measureReadingLag({ port: site.port, databaseUrl, rate: PACE, seconds: 15 });
  } finally {
    await site.stop();
  }
}

function report(rounds: Round[], redmine: number | null, lag: number): string {
  const pgbench = median(rounds.map((round) => round.pgbench));
  const rate = (pick: (round: Round) => LoadResult) => median(rounds.map((round) => pick(round).perSecond));
  const tail = (pick: (round: Round) => LoadResult) => median(rounds.map((round) => pick(round).p99));
  const bare = rate((round) => round.bare);
  const single = rate((round) => round.single);
  const full = rate((round) => round.full);
  const bareTail = tail((round) => round.bare);
  const fullTail = tail((round) => round.full);
  const row = (...cells: string[]) => `| ${cells.join(' | ')} |`;
  const holds = (isTrue: boolean) => (isTrue ? 'да' : '**нет**');
  return [
    '# Приём сообщений',
    '',
    `Машина: ${cpus().length} × ${cpus()[0]?.model.trim()}, ядро ${release()}, Node ${process.version}. PostgreSQL 17 встроенный, fsync и synchronous_commit включены.`,
    `Нагрузка (wrk, pgbench) с тех же ядер, ${CONNECTIONS} соединения; ${rounds.length} чередующихся раундов, медианы. Дата ${new Date().toISOString().slice(0, 10)}.`,
    '',
    row('что', 'в секунду', 'p99, мс'),
    row('---', '---:', '---:'),
    row('pgbench, вставка одной строки', format(pgbench), '–'),
    row('то же, -M prepared', format(median(rounds.map((round) => round.prepared))), '–'),
    row(
      'свой путь, одна вставка на запрос',
      format(single),
      format(
        tail((round) => round.single),
        1,
      ),
    ),
    row('приём, сырое событие', format(bare), format(bareTail, 1)),
    row('приём, полная регистрация', format(full), format(fullTail, 1)),
    row('Redmine, POST задачи', redmine === null ? 'не измерен' : format(redmine, 1), '–'),
    '',
    row('цель', 'достигнуто', 'выполнено'),
    row('---', '---:', '---'),
    row('сырое ≥ 1,2 × pgbench', `${format(bare / pgbench, 2)} ×`, holds(bare >= 1.2 * pgbench)),
    row('сырое ≥ 3 × своего пути без пакетов', `${format(bare / single, 2)} ×`, holds(bare >= 3 * single)),
    row('сырое, p99 ≤ 10 мс', `${format(bareTail, 1)} мс`, holds(bareTail <= 10)),
    row('полное ≥ 0,25 × pgbench', `${format(full / pgbench, 2)} ×`, holds(full >= 0.25 * pgbench)),
    row('полное, p99 ≤ 50 мс', `${format(fullTail, 1)} мс`, holds(fullTail <= 50)),
    row(`тема и место ≤ 2 с при ${PACE} в секунду`, `${format(lag, 2)} с`, holds(lag <= 2)),
    row(
      'полное ≥ 100 × Redmine',
      redmine === null ? 'не измерено' : `${format(full / redmine, 0)} ×`,
      redmine === null ? 'не измерено' : holds(full >= 100 * redmine),
    ),
    '',
  ].join('\n');
}

const pgbench = requirePgbench();
const cluster = await startCluster();
try {
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const result = await runRound(cluster, round, pgbench);
    rounds.push(result);
    console.log(
      `раунд ${round + 1}: pgbench ${format(result.pgbench)}, сырое ${format(result.bare.perSecond)}, одиночное ${format(result.single.perSecond)}, полное ${format(result.full.perSecond)}`,
    );
  }
  const redmine = await measureRedmine(cluster);
  const table = report(rounds, redmine, await measureLag(cluster));
  if (ROUNDS >= WHOLE_ROUNDS) writeFileSync(join(import.meta.dirname, 'results/intake.md'), table);
  console.log(table);
} finally {
  await cluster.stop();
}
