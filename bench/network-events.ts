import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { placeOfKey } from '../server/base/networks/page-access.ts';
import { readConfig } from '../server/lib/config.ts';
import { newId } from '../server/lib/ids.ts';
import { seal } from '../server/lib/seal/sealed.ts';
import { type LoadResult, runLoad } from './support/load.ts';
import { requirePgbench, runPgbench } from './support/pgbench.ts';
import { type Cluster, makeDatabase, type Site, startCluster, startServer } from './support/site.ts';
import { format, holds, machine, middle, row } from './support/table.ts';

/**
 * Events of a network through its real door, with its secret, committed before they are acknowledged, beside pgbench's insert of a row of
 * the same length: medians of interleaved rounds. Then how long a comment waits to stand in the feed, the whole server on one core.
 */

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const CONNECTIONS = 64;
const SECONDS = 5;
/** Events a second while it is looked at how long each waits, and for how long, s. */
const PACE = 50;
const PACED_SECONDS = 30;
const SECRET = 'bench-secret';
const GROUP = 7;

const words = 'На проспекте Победы, 9 второй день нет горячей воды, когда дадут? Соседи тоже жалуются';
/** A comment under a post of the page, as the Callback API of VK brings it; `@@` is its number. */
const body = JSON.stringify({
  type: 'wall_reply_new',
  event_id: 'event-@@',
  v: '5.199',
  group_id: GROUP,
  secret: SECRET,
  object: { id: '@@', from_id: 102, date: 1_790_000_000, text: words, owner_id: -GROUP, post_id: 1 },
}).replace('"id":"@@"', '"id":@@');

interface Door {
  site: Site;
  url: string;
  path: string;
}

async function query(url: string, text: string, values: unknown[] = []): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(text, values);
  } finally {
    await client.end();
  }
}

/** A server with a page of ours whose events are let in by their secret. */
async function openDoor(cluster: Cluster, env: Record<string, string>): Promise<Door> {
  const url = await makeDatabase(cluster, 'bench_events');
  const data = mkdtempSync(join(tmpdir(), 'otklik-bench-'));
  const site = await startServer(url, { ...env, OTKLIK_DATA: data });
  const config = readConfig({ ...process.env, DATABASE_URL: url, OTKLIK_DATA: data });
  const pageId = newId();
  await query(
    url,
    `INSERT INTO networks.page (id, network, external_id, title, is_own, next_pull_at, created_at, created_by_name)
     VALUES ($1, 'vk', $2, 'Замер', true, 'infinity', now(), 'Замер')`,
    [pageId, String(GROUP)],
  );
  const place = placeOfKey(pageId, 'secret');
  await query(
    url,
    `INSERT INTO networks.page_key (page_id, name, sealed, place, entered_at, entered_by_name)
     VALUES ($1, 'secret', $2, $3, now(), 'Замер')`,
    [pageId, seal(config, place, SECRET), place],
  );
  await query(
    url,
    'CREATE TABLE public.pgbench_event (id bigserial PRIMARY KEY, body text NOT NULL, at timestamptz NOT NULL DEFAULT now())',
  );
  // A door is believed for seconds.
  await new Promise((done) => setTimeout(done, 5200));
  return { site, url, path: `/api/networks/${pageId}/events` };
}

interface Round {
  pgbench: number;
  events: LoadResult;
}

async function runRound(cluster: Cluster, pgbench: string, round: number): Promise<Round> {
  const { site, url, path } = await openDoor(cluster, { OTKLIK_ONLY: 'web', OTKLIK_POOL: '12' });
  const load = { port: site.port, path, body, script: 'network-event' as const };
  const script = `INSERT INTO public.pgbench_event (body) VALUES ('${body.replaceAll("'", '')}');\n`;
  try {
    await runLoad({ ...load, connections: CONNECTIONS, seconds: SECONDS });
    const measureRows = async (): Promise<number> => {
      await query(url, 'CHECKPOINT');
      return runPgbench(pgbench, url, script, { clients: CONNECTIONS, seconds: SECONDS });
    };
    const early = round % 2 === 0 ? await measureRows() : null;
    await query(url, 'CHECKPOINT');
    const events = await runLoad({ ...load, connections: CONNECTIONS, seconds: SECONDS });
    return { pgbench: early ?? (await measureRows()), events };
  } finally {
    await site.stop();
  }
}

function post(agent: Agent, port: number, path: string, text: string): Promise<void> {
  return new Promise((done, fail) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
    const asked = request({ agent, port, path, method: 'POST', headers }, (reply) => {
      reply.resume();
      reply.on('end', () =>
        reply.statusCode === 200 ? done() : fail(new Error(`Отказ: ${reply.statusCode}`)),
      );
    });
    asked.on('error', fail);
    asked.end(text);
  });
}

/** Seconds from the knock at the door until the comment stands in the feed, of each. */
async function measureWaits(cluster: Cluster): Promise<number[]> {
  const { site, url, path } = await openDoor(cluster, {});
  execFileSync('taskset', ['-acp', '1', String(site.process.pid)], { stdio: 'ignore' });
  const agent = new Agent({ keepAlive: true });
  const knocked: number[] = [];
  const waits = new Map<number, number>();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const started = performance.now();
  const all = PACE * PACED_SECONDS;
  const sent: Promise<void>[] = [];
  while (waits.size < all && performance.now() - started < (PACED_SECONDS + 60) * 1000) {
    const due = Math.min(all, Math.floor(((performance.now() - started) / 1000) * PACE));
    while (knocked.length < due) {
      sent.push(post(agent, site.port, path, body.replaceAll('@@', String(knocked.length + 1))));
      knocked.push(performance.now());
    }
    const { rows } = await client.query(
      `SELECT regexp_replace(post.external_id, '^.*_', '')::int AS number FROM posts.post JOIN incidents.member ON member.post_id = post.id`,
    );
    const now = performance.now();
    for (const { number } of rows) {
      const at = knocked[number - 1];
      if (at !== undefined && !waits.has(number)) waits.set(number, (now - at) / 1000);
    }
    await new Promise((done) => setTimeout(done, 50));
  }
  await Promise.all(sent);
  agent.destroy();
  await client.end();
  await site.stop();
  if (waits.size < all) throw new Error(`В ленте ${waits.size} из ${all}`);
  return [...waits.values()];
}

function report(rounds: readonly Round[], waits: readonly number[]): string {
  const pgbench = middle(rounds.map((round) => round.pgbench));
  const events = middle(rounds.map((round) => round.events.perSecond));
  const tail = middle(rounds.map((round) => round.events.p99));
  const wait = middle(waits, 0.95);
  return [
    '# События сетей',
    '',
    machine(),
    `PostgreSQL 17 встроенный, fsync и synchronous_commit включены; нагрузка с тех же ядер, ${CONNECTIONS} соединения, ${rounds.length} чередующихся раундов, медианы.`,
    '',
    row('что', 'в секунду', 'p99, мс'),
    row('---', '---:', '---:'),
    row('pgbench, вставка строки той же длины', format(pgbench, 0), '–'),
    row('событие ВКонтакте через дверь страницы', format(events, 0), format(tail)),
    '',
    row('цель', 'достигнуто', 'выполнено'),
    row('---', '---:', '---'),
    row('событие ≥ 1,2 × pgbench', `${format(events / pgbench, 2)} ×`, holds(events >= 1.2 * pgbench)),
    row('событие, p99 ≤ 10 мс', `${format(tail)} мс`, holds(tail <= 10)),
    row(
      `в ленте ≤ 2 с (p95) при ${PACE} в секунду, сервер на одном ядре`,
      `${format(wait, 2)} с`,
      holds(wait <= 2),
    ),
    '',
  ].join('\n');
}

const pgbench = requirePgbench();
const cluster = await startCluster();
try {
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const made = await runRound(cluster, pgbench, round);
    rounds.push(made);
    console.log(
      `раунд ${round + 1}: pgbench ${format(made.pgbench, 0)}, события ${format(made.events.perSecond, 0)}`,
    );
  }
  const table = report(rounds, await measureWaits(cluster));
  writeFileSync(join(import.meta.dirname, 'results/network-events.md'), table);
  console.log(table);
} finally {
  await cluster.stop();
}
