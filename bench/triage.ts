import { writeFileSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { join } from 'node:path';
import type { CaseRow } from '../shared/contract/messages/cases.ts';
import { type Client, signIn } from './support/client.ts';
import { type CitySize, citySizes, copyCity, fillInbox } from './support/demo-cities.ts';
import { type Site, startCluster, startServer } from './support/site.ts';

/**
 * One decision of an operator and the next message, through HTTP, on demo cities of 100 thousand and 1 million cases:
 * the decision, the card of the next message, the figures beside the list, a new page every fifty. Both cities are
 * served at once and asked in turn, so that whatever else the machine does touches both alike.
 */

const DECISIONS = Number(process.env.BENCH_DECISIONS ?? 600);
const WARM = 60;
/** Messages that wait in each city when the day begins. */
const WAITING = WARM + DECISIONS + 2 * 50;
const PAGE = 50;
const GOAL_MS = 50;
const EQUAL = 1.5;

interface Inbox {
  rows: CaseRow[];
}

/** Milliseconds of each request, by what was asked. */
type Times = Record<'decision' | 'card' | 'both' | 'counts' | 'page', number[]>;

interface Desk {
  size: CitySize;
  site: Site;
  client: Client;
  waiting: CaseRow[];
  times: Times;
  close: () => Promise<void>;
}

async function openDesk(cluster: Parameters<typeof copyCity>[0], size: CitySize): Promise<Desk> {
  const { url, drop } = await copyCity(cluster, size);
  await fillInbox(url, WAITING);
  // The worker's share of the cores is not what is measured.
  const site = await startServer(url, { OTKLIK_ONLY: 'web', OTKLIK_DEMO: '1', OTKLIK_POOL: '5' });
  const client = await signIn(site.port, 'operator');
  return {
    size,
    site,
    client,
    waiting: [],
    times: { decision: [], card: [], both: [], counts: [], page: [] },
    close: async () => {
      client.close();
      await site.stop();
      await drop();
    },
  };
}

/** What the screen does for one message: decides, and has the next one open. */
async function decide(desk: Desk): Promise<void> {
  const { client, times } = desk;
  if (desk.waiting.length < 2) {
    const page = await client.get<Inbox>(`/api/inbox?limit=${PAGE}`);
    times.page.push(page.ms);
    desk.waiting = page.body.rows;
    if (desk.waiting.length < 2) throw new Error(`В городе на ${desk.size} дел не хватает входящих`);
  }
  const row = desk.waiting.shift()!;
  const choice = row.suggestion.length > 0 ? {} : { block: 'other' };
  const decision = await client.post(`/api/cases/${row.id}/triage`, { version: row.version, ...choice });
  const card = await client.get(`/api/cases/${desk.waiting[0]!.number}`);
  times.decision.push(decision.ms);
  times.card.push(card.ms);
  times.both.push(decision.ms + card.ms);
  times.counts.push((await client.get('/api/inbox/counts')).ms);
}

const at = (values: number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
  Number.NaN;
const format = (value: number, digits = 1): string =>
  value.toLocaleString('ru', { maximumFractionDigits: digits, minimumFractionDigits: digits });
const row = (...cells: string[]): string => `| ${cells.join(' | ')} |`;
const holds = (isTrue: boolean): string => (isTrue ? 'да' : '**нет**');

const titles: Record<keyof Times, string> = {
  both: 'решение и следующее сообщение',
  decision: '— решение (тема, исполнитель, срок)',
  card: '— карточка следующего',
  counts: 'числа у видов и каналов',
  page: 'страница входящих, 50 строк',
};

function report([small, large]: [Desk, Desk]): string {
  const pair = (name: keyof Times, share: number) =>
    [at(small.times[name], share), at(large.times[name], share)] as const;
  const lines = (Object.keys(titles) as (keyof Times)[]).map((name) => {
    const [smallHalf, largeHalf] = pair(name, 0.5);
    const [smallMost, largeMost] = pair(name, 0.95);
    const cells = [smallHalf, smallMost, largeHalf, largeMost].map((value) => format(value));
    return row(titles[name], ...cells, `${format(largeHalf / smallHalf, 2)} ×`);
  });
  const [smallMost, largeMost] = pair('both', 0.95);
  const [smallHalf, largeHalf] = pair('both', 0.5);
  return [
    '# Разбор входящих',
    '',
    `Машина: ${cpus().length} × ${cpus()[0]?.model.trim()}, ядро ${release()}, Node ${process.version}. PostgreSQL 17 встроенный, fsync и synchronous_commit включены.`,
    `Через HTTP, один оператор, города \`npm run demo\` (зерно 1), ждёт ${WAITING} сообщений, ${small.times.both.length} решений в каждом, по очереди. Дата ${new Date().toISOString().slice(0, 10)}.`,
    '',
    row('что, мс', '100 тыс., медиана', '95 %', '1 млн, медиана', '95 %', 'медианы'),
    row('---', '---:', '---:', '---:', '---:', '---:'),
    ...lines,
    '',
    row('цель', 'достигнуто', 'выполнено'),
    row('---', '---:', '---'),
    row(`95 % на 100 тыс. ≤ ${GOAL_MS} мс`, `${format(smallMost)} мс`, holds(smallMost <= GOAL_MS)),
    row(`95 % на 1 млн ≤ ${GOAL_MS} мс`, `${format(largeMost)} мс`, holds(largeMost <= GOAL_MS)),
    row(
      `медианы равны в пределах ${format(EQUAL)} ×`,
      `${format(largeHalf / smallHalf, 2)} ×`,
      holds(largeHalf <= EQUAL * smallHalf),
    ),
    row(
      `95 % равны в пределах ${format(EQUAL)} ×`,
      `${format(largeMost / smallMost, 2)} ×`,
      holds(largeMost <= EQUAL * smallMost),
    ),
    '',
  ].join('\n');
}

const cluster = await startCluster();
const desks: Desk[] = [];
try {
  for (const size of citySizes) desks.push(await openDesk(cluster, size));
  for (let index = 0; index < WARM + DECISIONS; index += 1) {
    // Now the one first, now the other.
    for (const desk of index % 2 ? desks : desks.toReversed()) await decide(desk);
    if (index === WARM - 1) {
      for (const { times } of desks) for (const list of Object.values(times)) list.length = 0;
    }
  }
  const table = report(desks as [Desk, Desk]);
  writeFileSync(join(import.meta.dirname, 'results/triage.md'), table);
  console.log(table);
} finally {
  for (const desk of desks) await desk.close();
  await cluster.stop();
}
