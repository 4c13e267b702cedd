import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { listInbox } from '../shared/contract/cases-list.ts';
import type { RouteReply } from '../shared/contract/route.ts';
import { type Cluster, startCluster, startServer, urlOf } from './support/site.ts';

/**
 * One decision of an operator and the next message, through HTTP, on the demo cities of 100 thousand and 1 million cases
 * (`npm run demo -- --cases N --database …/otklik_100k`). Each decision is taken back after the run, so that the next run
 * finds the same city.
 */

const DECISIONS = Number(process.env.BENCH_DECISIONS ?? 200);
const cities = [
  { database: 'otklik_100k', title: '100 тысяч дел' },
  { database: 'otklik_1m', title: '1 миллион дел' },
];

interface Figures {
  title: string;
  decision: number[];
  next: number[];
}

type Inbox = RouteReply<typeof listInbox>;

async function hasCity(cluster: Cluster, database: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: cluster.url });
  await client.connect();
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
  await client.end();
  if (!rowCount) return false;
  const city = new pg.Client({ connectionString: urlOf(cluster, database) });
  await city.connect();
  const found = await city.query(`SELECT to_regclass('cases.case_file') AS found`);
  const cases = found.rows[0].found ? await city.query('SELECT 1 FROM cases.case_file LIMIT 1') : null;
  await city.end();
  return (cases?.rowCount ?? 0) > 0;
}

async function measure(cluster: Cluster, database: string, title: string): Promise<Figures> {
  const site = await startServer(urlOf(cluster, database), { OTKLIK_ONLY: 'web', OTKLIK_DEMO: '1' });
  const base = `http://127.0.0.1:${site.port}`;
  const headers: Record<string, string> = { 'content-type': 'application/json', 'x-otklik': '1' };
  try {
    const signIn = await fetch(`${base}/api/session/password`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ email: 'operator@demo.invalid', password: 'otklik-demo' }),
    });
    if (!signIn.ok) throw new Error(`Вход оператора: ${signIn.status}`);
    headers.cookie = signIn.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    const post = (path: string, body: unknown) =>
      fetch(`${base}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    const inbox = (await (
      await fetch(`${base}/api/inbox?limit=${Math.min(200, DECISIONS)}`, { headers })
    ).json()) as Inbox;
    const figures: Figures = { title, decision: [], next: [] };
    const undo: string[] = [];
    for (const [at, row] of inbox.rows.entries()) {
      const started = performance.now();
      const reply = await post(`/api/cases/${row.id}/triage`, {
        version: row.version,
        ...(row.block ? {} : { block: 'other' }),
      });
      const decided = performance.now();
      if (!reply.ok) throw new Error(`Разбор № ${row.number}: ${reply.status} ${await reply.text()}`);
      undo.push(((await reply.json()) as { undoToken: string }).undoToken);
      const next = inbox.rows[at + 1];
      if (next) await (await fetch(`${base}/api/cases/${next.number}`, { headers })).arrayBuffer();
      figures.decision.push(decided - started);
      figures.next.push(performance.now() - decided);
    }
    for (const undoToken of undo) await post('/api/cases/undo', { undoToken });
    return figures;
  } finally {
    await site.stop();
  }
}

const at = (values: number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
  Number.NaN;
const ms = (value: number): string =>
  value.toLocaleString('ru', { maximumFractionDigits: 1, minimumFractionDigits: 1 });

const cluster = await startCluster();
try {
  const lines = [
    '# Разбор',
    '',
    `Машина: ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}. Через HTTP, одно за другим. Дата ${new Date().toISOString().slice(0, 10)}.`,
    'Цель: решение не дольше 50 мс в 95 случаях из 100.',
    '',
    '| город | решений | решение p50, мс | решение p95, мс | следующая карточка p50, мс | p95, мс |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
  ];
  for (const { database, title } of cities) {
    if (!(await hasCity(cluster, database))) {
      lines.push(`| ${title} | нет города: npm run demo | – | – | – | – |`);
      continue;
    }
    const { decision, next } = await measure(cluster, database, title);
    lines.push(
      `| ${title} | ${decision.length} | ${ms(at(decision, 0.5))} | ${ms(at(decision, 0.95))} | ${ms(at(next, 0.5))} | ${ms(at(next, 0.95))} |`,
    );
  }
  const table = `${lines.join('\n')}\n`;
  writeFileSync(join(import.meta.dirname, 'results/triage.md'), table);
  console.log(table);
} finally {
  await cluster.stop();
}
