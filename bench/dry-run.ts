import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { App } from '../server/app.ts';
import { tryRule } from '../server/monitoring/rules/dry-run.ts';
import { startingRulesOn } from '../server/monitoring/rules/index.ts';
import { tryRule as tryRuleRoute } from '../shared/contract/monitoring/rules.ts';
import { inJob, openApp } from './support/clock-city.ts';
import { makeRegister, SEED } from './support/retold.ts';
import { makeDatabase, startCluster } from './support/site.ts';
import { format, holds, machine, middle, row } from './support/table.ts';
import { toTsquery } from './support/tsquery.ts';

/**
 * The trial of a rule over ninety days of posts, as «Прогнать» does it, beside one tsquery of the same rule in PostgreSQL, by its index and
 * by reading the texts: in one run, in turn. To PostgreSQL a distance is a mere «both», and filters are not asked for.
 */

const POSTS = Number(process.env.BENCH_TEXTS ?? 100_000);
const RULES = 12;
const DAYS = 90;
const GOAL_MS = 3000;

async function fillPosts(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const page = await client.query<{ id: string }>(
      `INSERT INTO networks.page (id, network, external_id, title, is_own, is_local, next_pull_at, created_at, created_by_name)
       VALUES (gen_random_uuid(), 'vk', '7', 'Замер', false, true, 'infinity', now(), 'Замер') RETURNING id`,
    );
    const texts = [...makeRegister(POSTS, 1).texts()].map(({ text }) => text);
    await client.query(
      `INSERT INTO posts.post (id, network, page_id, external_id, kind, thread_key, author_key, author_name, is_own, text, url, posted_at, captured_at)
       SELECT gen_random_uuid(), 'vk', $4::uuid, n::text, 'comment', 'thread' || n / 40, n % 7000, 'Житель', false, text, '', at, at
       FROM unnest($1::text[]) WITH ORDINALITY AS given (text, n),
         LATERAL (SELECT now() - n * ($2::int * interval '1 day') / ($3::int + 1)) AS moment (at)`,
      [texts, DAYS, POSTS, page.rows[0]?.id],
    );
    await client.query('VACUUM ANALYZE posts.post');
  } finally {
    await client.end();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** One tsquery of a rule over the same days; by reading the texts where the index is set aside. */
async function askPostgres(app: App, query: string, byScan: boolean): Promise<number> {
  const client = await app.pool.connect();
  try {
    await client.query('BEGIN');
    if (byScan) await client.query('SET LOCAL enable_indexscan = off; SET LOCAL enable_bitmapscan = off');
    return await timed(() =>
      client.query(
        `SELECT count(*) FROM posts.post WHERE captured_at >= now() - $2::int * interval '1 day'
           AND to_tsvector('russian', text) @@ to_tsquery('russian', $1)`,
        [query, DAYS],
      ),
    );
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

interface Times {
  own: number[];
  byIndex: number[];
  byScan: number[];
  caught: number;
}

async function measure(app: App): Promise<Times> {
  const { rules } = startingRulesOn(new Date().toISOString().slice(0, 10));
  const every = Math.floor(rules.length / RULES);
  const tried = rules.filter((_, at) => at % every === 0).slice(0, RULES);
  const times: Times = { own: [], byIndex: [], byScan: [], caught: 0 };
  for (const { query, node } of tried) {
    const body = tryRuleRoute.body!.parse({ query, look: {} });
    times.own.push(
      await timed(() =>
        inJob(app, async (ctx) => {
          const { looked, caught } = await tryRule(ctx, { body } as Parameters<typeof tryRule>[1]);
          if (looked !== POSTS) throw new Error(`Просмотрено ${looked} записей из ${POSTS}`);
          times.caught += caught;
        }),
      ),
    );
    times.byIndex.push(await askPostgres(app, toTsquery(node), false));
    times.byScan.push(await askPostgres(app, toTsquery(node), true));
  }
  return times;
}

function report({ own, byIndex, byScan, caught }: Times): string {
  const told = (title: string, list: number[]) =>
    row(title, format(middle(list), 0), format(Math.max(...list), 0));
  const worst = Math.max(...own);
  return [
    '# Прогон правила',
    '',
    `${machine()} PostgreSQL 17 встроенный.`,
    `Записей ${POSTS.toLocaleString('ru')} за ${DAYS} дней, порождены (зерно ${SEED}); правил начального набора ${own.length}, каждое в свой прогон, поймано всеми ${caught.toLocaleString('ru')}.`,
    '',
    row('что, мс', 'медиана', 'худший'),
    row('---', '---:', '---:'),
    told('Отклик: прогон с найденными словами, закрытыми данными и показом', own),
    told('PostgreSQL: один `tsquery`, число записей, по индексу', byIndex),
    told('PostgreSQL: то же без индекса', byScan),
    '',
    row('цель', 'достигнуто', 'выполнено'),
    row('---', '---:', '---'),
    row(`прогон ≤ ${GOAL_MS / 1000} с (худший)`, `${format(worst / 1000, 2)} с`, holds(worst <= GOAL_MS)),
    '',
  ].join('\n');
}

const cluster = await startCluster();
const dataDir = mkdtempSync(join(tmpdir(), 'otklik-dry-run-'));
let app: App | undefined;
try {
  const url = await makeDatabase(cluster, 'bench_dry_run');
  app = await openApp(url, dataDir);
  await fillPosts(url);
  const table = report(await measure(app));
  writeFileSync(join(import.meta.dirname, 'results/dry-run.md'), table);
  console.log(table);
} finally {
  await app?.close();
  await cluster.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
