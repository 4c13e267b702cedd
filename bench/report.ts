import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Browser } from 'playwright-core';
import type { ReportCard } from '../shared/contract/group/head-reports.ts';
import { launchBrowser, openPage } from '../tests/support/site/browser.ts';
import { type Client, signIn } from './support/client.ts';
import { type CitySize, ensureCity } from './support/demo-cities.ts';
import { type Site, startCluster, startServer } from './support/site.ts';
import { format, holds, machine, middle, row } from './support/table.ts';

/**
 * The report to the head over a demo city, from the press to the draft, as the screen sees it: by steps, for a month, a quarter and a
 * year; in one process with the figures of the heat map, and by a worker of its own that has none.
 */

const CASES = Number(process.env.BENCH_CASES ?? 1_000_000) as CitySize;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const GOAL_MS = 10_000;

const day = (daysAgo: number): string =>
  new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);
const periods = [
  { title: 'месяц', from: day(31), to: day(1) },
  { title: 'квартал', from: day(92), to: day(1) },
  { title: 'год', from: day(365), to: day(1) },
] as const;
type Period = (typeof periods)[number];

interface Composed {
  ms: number;
  /** How long each step stood on the screen. */
  steps: Map<string, number>;
  received: number;
}

async function compose(client: Client, { from, to }: Period): Promise<Composed> {
  const started = performance.now();
  let { body: card } = await client.post<ReportCard>('/api/head-reports', { from, to });
  const steps = new Map<string, number>();
  let since = started;
  while (card.state === 'collecting') {
    await new Promise((done) => setTimeout(done, 20));
    const next = (await client.get<ReportCard>(`/api/head-reports/${card.id}`)).body;
    if (next.step !== card.step) {
      steps.set(card.stepTitle, performance.now() - since);
      since = performance.now();
    }
    card = next;
  }
  return { ms: performance.now() - started, steps, received: card.figures!.total.received };
}

async function measurePeriods(client: Client): Promise<Map<Period, Composed[]>> {
  const found = new Map<Period, Composed[]>(periods.map((period) => [period, []]));
  for (let round = 0; round < ROUNDS; round += 1)
    for (const period of periods) found.get(period)!.push(await compose(client, period));
  return found;
}

/** What a person watching the page of a report reads while it is composed, with the moment of each, ms. */
async function watch(browser: Browser, site: Site, client: Client): Promise<string[]> {
  const { from, to } = periods[2];
  const { body: last } = await client.post<ReportCard>('/api/head-reports', { from, to });
  while ((await client.get<ReportCard>(`/api/head-reports/${last.id}`)).body.state === 'collecting')
    await new Promise((done) => setTimeout(done, 100));
  const look = { cookie: client.cookie() };
  const { page, context } = await openPage(browser, { url: `http://127.0.0.1:${site.port}` }, look);
  await page.goto(`/staff/reports/${last.id}`);
  await page.locator('.desk__sheet').first().waitFor();
  await client.post<ReportCard>('/api/head-reports', { from, to });
  await page.reload();
  const seen: string[] = [];
  const started = performance.now();
  while (performance.now() - started < 30_000) {
    const told = await page
      .locator('section:has(progress) p, h1')
      .last()
      .textContent()
      .catch(() => null);
    const text = told ?? '';
    if (text && seen.at(-1)?.split(' — ')[1] !== text)
      seen.push(`${format(performance.now() - started, 0)} мс — ${text}`);
    if (/Отчёт/u.test(text) && seen.length > 1) break;
    await page.waitForTimeout(50);
  }
  await context.close();
  return seen;
}

function describe(title: string, found: Map<Period, Composed[]>): string[] {
  return [...found].map(([period, list]) => {
    const times = list.map(({ ms }) => ms);
    const longest = middle(list.map(({ steps }) => Math.max(...steps.values())));
    return row(
      title,
      period.title,
      format(list[0]!.received, 0),
      format(times[0]!, 0),
      format(middle(times), 0),
      format(Math.max(...times), 0),
      String(list[0]!.steps.size),
      format(longest, 0),
      holds(Math.max(...times) <= GOAL_MS),
    );
  });
}

/** Drafts made here go again. */
async function removeDrafts(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const { from, to } of periods)
    await client.query(
      'DELETE FROM head_reports.report WHERE from_day = $1 AND to_day = $2 AND signed_at IS NULL',
      [from, to],
    );
  await client.end();
}

const cluster = await startCluster();
try {
  const url = await ensureCity(cluster, CASES);
  const env = { OTKLIK_DEMO: '1', OTKLIK_POOL: '8' };
  const lines: string[] = [];

  const whole = await startServer(url, env);
  const client = await signIn(whole.port, 'secretary');
  lines.push(...describe('один процесс', await measurePeriods(client)));
  const browser = await launchBrowser();
  const seen = await watch(browser, whole, client);
  await browser.close();
  client.close();
  await whole.stop();

  const web = await startServer(url, { ...env, OTKLIK_ONLY: 'web' });
  const worker = await startServer(url, { ...env, OTKLIK_ONLY: 'worker' });
  const apart = await signIn(web.port, 'secretary');
  // A worker says nothing of its start: it has begun when it has composed one.
  await compose(apart, periods[0]);
  lines.push(...describe('работник отдельно', await measurePeriods(apart)));
  apart.close();
  await worker.stop();
  await web.stop();
  await removeDrafts(url);

  const text = [
    '# Отчёт главе',
    '',
    machine(),
    `PostgreSQL 17 встроенный. Город \`npm run demo\` на ${format(CASES, 0)} дел; от нажатия до черновика, ${ROUNDS} раз, первый сразу после запуска сервера. Дата ${day(0)}.`,
    '',
    row(
      'кто собирает',
      'период',
      'сообщений в нём',
      'первый, мс',
      'медиана, мс',
      'худший, мс',
      'шагов видно',
      'самый долгий шаг, мс',
      `худший ≤ ${GOAL_MS / 1000} с`,
    ),
    row('---', '---', '---:', '---:', '---:', '---:', '---:', '---:', '---'),
    ...lines,
    '',
    'Что читает на странице отчёта за год тот, кто смотрит, пока он собирается (Chromium, один процесс):',
    '',
    ...seen.map((one) => `- ${one}`),
    '',
  ].join('\n');
  console.log(text);
  writeFileSync(join(import.meta.dirname, 'results/report.md'), text);
} finally {
  await cluster.stop();
}
