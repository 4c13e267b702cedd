import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type App, createApp } from '../server/app.ts';
import { DEMO_PASSWORD } from '../server/base/identity/people/demo-people.ts';
import { readConfig } from '../server/lib/config.ts';
import { createLog } from '../server/lib/log.ts';
import type { CaseRow } from '../shared/contract/messages/cases.ts';
import { type CitySize, citySizes, copyCity } from './support/demo-cities.ts';
import { explain, type Plan, recordStatements } from './support/plan.ts';
import {
  day,
  groupScreens,
  listHeatScreens,
  listParticipationScreens,
  type Screen,
} from './support/plan-screens.ts';
import { type Cluster, startCluster } from './support/site.ts';

/**
 * The plan of every statement behind the screens of staff and the portal's map, as it ran on a demo city: pages touched,
 * indexes, tables read whole.
 */

/** A table of a few pages is read whole rightly. */
const LARGE = 1000;

async function openApp(url: string, dataDir: string): Promise<App> {
  const config = readConfig({
    DATABASE_URL: url,
    OTKLIK_DATA: dataDir,
    OTKLIK_DEMO: '1',
    OTKLIK_POOL: '5',
    OTKLIK_REQUESTS_PER_MINUTE: '0',
    // The figures of the heat map are counted by the database, as where they are not in memory.
    OTKLIK_FIGURES_MB: '0',
    OTKLIK_FIGURES_ROLLUP: '0',
    LOG_LEVEL: 'warn',
  });
  return createApp({ config, log: createLog('warn') });
}

const cookies = new Map<string, string>();
async function cookieOf(app: App, role: string): Promise<string> {
  const known = cookies.get(role);
  if (known !== undefined) return known;
  const reply = await app.http.inject({
    method: 'POST',
    url: '/api/session/password',
    headers: { 'x-otklik': '1' },
    payload: { email: `${role}@demo.invalid`, password: DEMO_PASSWORD },
  });
  if (reply.statusCode !== 200) throw new Error(`Вход не удался: ${reply.body}`);
  const cookie = reply.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  cookies.set(role, cookie);
  return cookie;
}

async function ask(app: App, { role, method = 'POST', url, body }: Screen) {
  const cookie = role === '' ? '' : await cookieOf(app, role);
  const reply = await app.http.inject({
    method: body ? method : 'GET',
    url,
    headers: { 'x-otklik': '1', ...(cookie && { cookie }) },
    ...(body && { payload: body }),
  });
  if (reply.statusCode !== 200) throw new Error(`${url}: ${reply.statusCode} ${reply.body}`);
  return reply;
}

async function listScreens(app: App): Promise<Screen[]> {
  const inbox: Screen = { title: '', role: 'operator', url: '/api/inbox?limit=50' };
  const rows = (await ask(app, inbox)).json<{ rows: CaseRow[] }>().rows;
  const [first, next] = rows.filter(({ suggestion }) => suggestion.length > 0);
  if (!first || !next) throw new Error('Во входящих нет сообщений с подсказкой');
  const list = (title: string, query: string): Screen => ({
    title,
    role: 'chair',
    url: `/api/cases?${query}`,
  });
  const month = `from=${day(30)}&to=${day(0)}`;
  return [
    {
      title: 'решение',
      role: 'operator',
      url: `/api/cases/${first.id}/triage`,
      body: { version: first.version },
    },
    { title: 'карточка', role: 'operator', url: `/api/cases/${next.number}` },
    { title: 'входящие', role: 'operator', url: '/api/inbox?limit=50' },
    { title: 'входящие по поступлению', role: 'operator', url: '/api/inbox?limit=50&order=received' },
    { title: 'входящие: похожие', role: 'operator', url: '/api/inbox?limit=50&view=duplicates' },
    { title: 'числа входящих', role: 'operator', url: '/api/inbox/counts' },
    list('список', ''),
    list('список по сроку', 'sort=due'),
    list('список по статусу', 'sort=status'),
    list('список: просрочено', 'overdue=yes&sort=due'),
    list('список: блок и район', 'block=roads&districtId=sinarsky'),
    list('список: тема', 'factId=roads.pavement.pothole'),
    list('список: рядом', 'near=56.4185,61.9185,300'),
    list('поиск: частое слово', `q=${encodeURIComponent('яма')}`),
    list('поиск: три слова', `q=${encodeURIComponent('яма у остановки')}`),
    list('поиск: редкое слово', `q=${encodeURIComponent('космодром')}`),
    list('поиск: номер', `q=${next.number}`),
    list('поиск: опечатка', `q=${encodeURIComponent('асвальт')}`),
    list('поиск: адрес', `q=${encodeURIComponent('Титова 14')}`),
    list('поиск: слово и отбор', `q=${encodeURIComponent('яма')}&block=roads&stage=open`),
    list('поиск: номер кратко', 'q=412'),
    { title: 'моё сегодня', role: 'chair', url: '/api/today' },
    { title: 'согласование', role: 'approver', url: '/api/approvals' },
    ...listHeatScreens(month),
    { title: 'возраст дел за год', role: 'chair', url: `/api/analysis/ageing?from=${day(364)}&to=${day(0)}` },
    { title: 'карта портала', role: '', url: '/api/map/points' },
    { title: 'сделано рядом', role: '', url: '/api/done-nearby' },
    { title: 'открытые числа', role: '', url: '/api/open-data/figures?period=quarter' },
    ...listParticipationScreens(next.id),
    { title: 'открытый набор', role: '', url: '/api/open-data/messages?format=csv' },
    {
      title: 'похожие рядом',
      role: '',
      method: 'POST' as const,
      url: '/api/messages/similar',
      body: { lat: 56.4185, lon: 61.9185, text: 'Яма на дороге, машины бьют подвеску' },
    },
    { title: 'страница сообщения', role: '', url: `/api/messages/${next.number}` },
    ...groupScreens,
  ];
}

interface Job {
  title: string;
  name: string;
  payload: (app: App) => Promise<object>;
  /** How many times in a row: a composition is a job for each step. */
  times: number;
}

const nothing = async (): Promise<object> => ({});

/** Work by the clock and behind a press, told by the name of its job. */
const jobs: readonly Job[] = [
  { title: 'обход: тишина и обещания', name: 'cases.sweep', payload: nothing, times: 1 },
  { title: 'обход: ступени сроков', name: 'clocks.sweep', payload: nothing, times: 1 },
  { title: 'сверка открытых наборов', name: 'open-data.compare', payload: nothing, times: 1 },
  { title: 'отчёт главе за год', name: 'head-reports.compose', payload: beginReport, times: 4 },
];

async function beginReport(app: App): Promise<object> {
  const body = { from: day(365), to: day(1) };
  const screen: Screen = { title: '', role: 'secretary', url: '/api/head-reports', body };
  const { id, version } = (await ask(app, screen)).json<{ id: string; version: number }>();
  return { id, run: version };
}

/** Runs a job as the worker does. */
async function runJob(app: App, { name, times }: Job, payload: object): Promise<void> {
  for (let round = 0; round < times; round += 1)
    await app.tasks[name]!(payload, { job: { id: 'plans', attempts: 1 } } as never);
}

const format = (value: number, digits = 1): string =>
  value.toLocaleString('ru', { maximumFractionDigits: digits, minimumFractionDigits: digits });
const row = (...cells: string[]): string => `| ${cells.join(' | ')} |`;

function describeScreen(title: string, ms: number, plans: Plan[]): string {
  const sum = (pick: (plan: Plan) => number) => plans.reduce((total, plan) => total + pick(plan), 0);
  const heaviest = plans.toSorted((a, b) => b.pages - a.pages)[0];
  const scans = plans.flatMap((plan) => plan.scans).filter(({ rows }) => rows >= LARGE);
  const whole = scans.map(({ relation, rows }) => `${relation} (${format(rows, 0)})`).join(', ') || '–';
  return row(
    title,
    format(ms),
    String(plans.length),
    format(sum((plan) => plan.ms)),
    format(
      sum((plan) => plan.pages),
      0,
    ),
    heaviest ? `${heaviest.indexes.slice(0, 3).join(', ') || '–'} (${format(heaviest.pages, 0)})` : '–',
    whole,
  );
}

/** Rows of the table for one city: each screen asked once to warm, once to be looked at. */
async function lookAt(app: App, client: pg.Client): Promise<string[]> {
  const lines: string[] = [];
  for (const screen of await listScreens(app)) {
    // A decision is made once, and what is kept for a time is counted once; the rest is asked twice, on warm pages.
    const isKept = /^\/api\/(open-|zones\/scores)/.test(screen.url);
    if (!screen.body && !isKept) await ask(app, screen);
    const started = performance.now();
    const statements = await recordStatements(() => ask(app, screen));
    const ms = performance.now() - started;
    const plans: Plan[] = [];
    for (const statement of statements) {
      // An inserted row is there already: a second one would break its key and say nothing of the plan.
      const isAgain = screen.body !== undefined && /\binsert\s+into\b/i.test(statement.text);
      if (!isAgain) plans.push(await explain(client, statement));
    }
    lines.push(describeScreen(screen.title, ms, plans));
  }
  for (const job of jobs.filter(({ name }) => app.tasks[name])) {
    const payload = await job.payload(app);
    const started = performance.now();
    const statements = await recordStatements(() => runJob(app, job, payload));
    const ms = performance.now() - started;
    const reads = statements.filter(
      ({ text }) => /^\s*(?:select|with)/i.test(text) && !/insert into|update /i.test(text),
    );
    const plans: Plan[] = [];
    for (const statement of reads) plans.push(await explain(client, statement));
    lines.push(describeScreen(job.title, ms, plans));
  }
  return lines;
}

async function describeCity(cluster: Cluster, size: CitySize): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'otklik-plans-'));
  const city = await copyCity(cluster, size);
  const client = new pg.Client({ connectionString: city.url });
  await client.connect();
  const app = await openApp(city.url, dataDir);
  cookies.clear();
  try {
    const lines = await lookAt(app, client);
    return [
      `## Город на ${format(size, 0)} дел`,
      '',
      row('экран', 'ответ, мс', 'запросов', 'из них в базе, мс', 'страниц', 'самый тяжёлый', 'целиком'),
      row('---', '---:', '---:', '---:', '---:', '---', '---'),
      ...lines,
      '',
    ].join('\n');
  } finally {
    await client.end();
    await app.close();
    await city.drop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const cluster = await startCluster();
try {
  const cities: string[] = [];
  for (const size of citySizes) cities.push(await describeCity(cluster, size));
  const text = [
    '# Планы запросов',
    '',
    `PostgreSQL 17, EXPLAIN (ANALYZE, BUFFERS) каждого запроса за экраном, города \`npm run demo\` (зерно 1). Дата ${day(0)}. Страница — 8 КБ.`,
    '«Целиком» — таблицы от тысячи строк, прочитанные без указателя; «самый тяжёлый» — указатели запроса с наибольшим числом страниц. Вставки решения не повторялись.',
    '',
    ...cities,
  ].join('\n');
  writeFileSync(join(import.meta.dirname, 'results/plans.md'), text);
  console.log(text);
} finally {
  await cluster.stop();
}
