import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { fillGroupYear } from '../tests/support/group/group-year.ts';
import { type Client, signIn } from './support/client.ts';
import { type CitySize, copyCity } from './support/demo-cities.ts';
import { startCluster, startServer } from './support/site.ts';
import { format, holds, machine, middle, row } from './support/table.ts';

/**
 * Lists of the working group's modules through HTTP, in a demo city with a year of sixty meetings and two thousand assignments:
 * every list asked in turn, warm.
 */

const CASES = Number(process.env.BENCH_CASES ?? 1_000_000) as CitySize;
const ROUNDS = 60;
const WARM = 10;
const GOAL_MS = 100;

interface List {
  title: string;
  url: string;
}

async function prepare(url: string): Promise<{ year: number; meeting: string }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const members = await client.query<{ id: string }>(
      "SELECT person_id AS id FROM working_group.membership WHERE role = 'member' AND to_day IS NULL ORDER BY id LIMIT 2",
    );
    const [first, second] = members.rows;
    if (!first || !second) throw new Error('В демонстрационном городе нет членов группы');
    const year = new Date().getFullYear();
    await fillGroupYear(client, { year, people: [first.id, second.id] });
    const meeting = await client.query<{ id: string }>(
      'SELECT id FROM working_group.meeting ORDER BY day DESC LIMIT 1',
    );
    return { year, meeting: meeting.rows[0]!.id };
  } finally {
    await client.end();
  }
}

const listLists = ({ year, meeting }: Awaited<ReturnType<typeof prepare>>): List[] => [
  { title: 'поручения: открытые', url: '/api/assignments?limit=100' },
  { title: 'поручения: просроченные', url: '/api/assignments?view=overdue&limit=100' },
  { title: 'поручения: все', url: '/api/assignments?view=all&limit=100' },
  { title: 'поручения: поиск', url: '/api/assignments?q=работы перечню&view=all&limit=100' },
  { title: 'поручения: часть слова', url: '/api/assignments?q=перечн&view=all&limit=100' },
  { title: 'поручения: мои', url: '/api/assignments?mine=yes' },
  { title: 'что дали сообщения', url: '/api/assignments/use' },
  { title: 'решения для снятия', url: '/api/assignments/decisions' },
  { title: 'напоминания', url: '/api/assignments/reminders' },
  { title: 'шаблоны', url: '/api/assignments/templates' },
  { title: 'заседания года', url: `/api/working-group/meetings?year=${year}` },
  { title: 'карточка заседания', url: `/api/working-group/meetings/${meeting}` },
  { title: 'предложения в повестку', url: `/api/working-group/meetings/${meeting}/proposals` },
  { title: 'состав группы', url: '/api/working-group/composition' },
  { title: 'отчёты главе', url: '/api/head-reports' },
  { title: 'красные зоны', url: '/api/zones' },
  { title: 'закрытые зоны', url: '/api/zones?state=closed' },
  { title: 'баллы районов и блоков', url: '/api/zones/scores' },
  { title: 'баллы районов и тем', url: '/api/zones/scores?by=fact' },
  { title: 'баллы частей районов', url: '/api/zones/scores?place=subarea' },
  { title: 'баллы шестиугольников', url: '/api/zones/scores?place=hexagon' },
];

interface Times {
  /** Of the first request after the start. */
  first: number;
  warm: number[];
}

async function measure(client: Client, lists: readonly List[]): Promise<Map<List, Times>> {
  const times = new Map<List, Times>(lists.map((list) => [list, { first: 0, warm: [] }]));
  for (let round = -WARM; round < ROUNDS; round += 1)
    for (const list of lists) {
      const { ms } = await client.get(encodeURI(list.url));
      const own = times.get(list)!;
      if (round === -WARM) own.first = ms;
      if (round >= 0) own.warm.push(ms);
    }
  return times;
}

const cluster = await startCluster();
const city = await copyCity(cluster, CASES);
try {
  const env = { OTKLIK_ONLY: 'web', OTKLIK_DEMO: '1', OTKLIK_POOL: '5' };
  // A first start brings the city up to date and adds what the demo has of the group's own.
  await (await startServer(city.url, env)).stop();
  const lists = listLists(await prepare(city.url));
  const site = await startServer(city.url, env);
  const client = await signIn(site.port, 'secretary');
  const times = await measure(client, lists);
  const text = [
    '# Списки рабочей группы',
    '',
    machine(),
    `PostgreSQL 17 встроенный. Через HTTP, город \`npm run demo\` на ${format(CASES, 0)} дел, в нём год из 60 заседаний и 2 000 поручений (\`tests/support/group/group-year.ts\`), секретарь группы; ${ROUNDS} кругов после ${WARM} для разогрева, списки по очереди. Дата ${new Date().toISOString().slice(0, 10)}.`,
    '',
    row('список', 'первый раз, мс', 'медиана, мс', '95 %, мс', 'худший, мс', `95 % ≤ ${GOAL_MS} мс`),
    row('---', '---:', '---:', '---:', '---:', '---'),
    ...[...times].map(([{ title }, { first, warm: list }]) => {
      const late = middle(list, 0.95);
      return row(
        title,
        format(first),
        format(middle(list)),
        format(late),
        format(Math.max(...list)),
        holds(late <= GOAL_MS),
      );
    }),
    '',
    'Баллы районов считаются по делам за год заново не чаще раза в минуту, позади того, кто спросил; первый раз их ждут.',
    '',
  ].join('\n');
  console.log(text);
  writeFileSync(join(import.meta.dirname, 'results/year.md'), text);
  client.close();
  await site.stop();
} finally {
  await city.drop();
  await cluster.stop();
}
