import { writeFileSync } from 'node:fs';
import { cpus, loadavg, release } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { overClient } from '../server/demo/bulk/load.ts';
import type { Ctx } from '../server/lib/module/context.ts';
import { findNewest } from '../server/messages/cases/search/newest.ts';
import { listPhraseWords } from '../server/messages/cases/search/phrase.ts';
import { queryWords } from '../server/messages/cases/search/words.ts';
import { type Client, signIn } from './support/client.ts';
import { ensureCity } from './support/demo-cities.ts';
import { type Site, startCluster, startServer } from './support/site.ts';

/**
 * Search of staff through HTTP on the demo city of a million cases: forms of words, mistakes, addresses, numbers,
 * phones; beside PostgreSQL's plain index query over the same texts, sent to the same database. Kinds are asked in
 * turn, so that whatever else the machine does touches all alike.
 */

/** A city of fewer cases is made sooner; its table names the size and is not kept. */
const CASES = process.env.BENCH_CASES === '100000' ? 100_000 : 1_000_000;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 40);
/** Rounds that are not counted: every phrase is asked once. */
const WARM = 12;
const GOAL_MS = 100;
const GOAL_RATIO = 1.5;
const PAGE = 50;

type Kind =
  | 'plain'
  | 'match'
  | 'words'
  | 'common'
  | 'typo'
  | 'twice'
  | 'address'
  | 'number'
  | 'elsewhere'
  | 'phone'
  | 'filtered';
const titles: Record<Kind, string> = {
  plain: 'PostgreSQL: `to_tsvector` по тем же текстам, указатель GIN, 50 новых',
  match: 'Отклик: тот же отбор слов в базе, тысяча новых, каждое со своим весом',
  words: 'слова в любой форме, весь запрос',
  common: 'очень частое слово',
  typo: 'слово с опечаткой',
  twice: 'два слова, в каждом опечатка',
  address: 'адрес',
  number: 'номер, целый и краткий',
  elsewhere: 'номер другой системы, целый и часть',
  phone: 'телефон, с записью в журнал',
  filtered: 'слова с отбором по блоку и сроку',
};

/**
 * Words as people bend them, all of which the city has written: three are rare, three are frequent. What nobody wrote is asked with its
 * likenesses, which plain does not do: see `typos`.
 */
const words = [
  'сосульками',
  'провалившийся люк',
  'шлагбаумом',
  'контейнеры мусор',
  'светофором',
  'собак стая',
];
const common = ['яма', 'двор', 'дорогу'];
const twice = [
  'фанарь не гарит',
  'глубакая йама',
  'асвальд праволился',
  'контенер пириполнен',
  'астановка слумана',
  'свитофор нероботает',
];
const typos = ['сосулки', 'контейнр', 'светофр', 'остоновка', 'асвальт', 'подьезд'];

interface Sample {
  addresses: string[];
  numbers: string[];
  elsewhere: string[];
  phones: string[];
}

async function takeSample(client: pg.Client): Promise<Sample> {
  const list = async (text: string) =>
    (await client.query<{ value: string }>(text)).rows.map(({ value }) => value);
  const every = 'TABLESAMPLE SYSTEM (0.2) REPEATABLE (7)';
  return {
    addresses: await list(
      `SELECT DISTINCT address AS value FROM cases.case_file ${every} WHERE house IS NOT NULL ORDER BY 1 LIMIT 12`,
    ),
    numbers: (
      await list(`SELECT number AS value FROM cases.case_file ${every} ORDER BY number LIMIT 6`)
    ).flatMap((number) => [number, number.split('-')[2]!]),
    elsewhere: (
      await list(
        `SELECT external_id AS value FROM cases.contact ${every} WHERE external_id IS NOT NULL ORDER BY 1 LIMIT 6`,
      )
    ).flatMap((id) => [id, id.split('-').slice(-2).join('-')]),
    phones: await list(
      `SELECT DISTINCT phone AS value FROM cases.contact ${every} WHERE phone IS NOT NULL ORDER BY 1 LIMIT 12`,
    ),
  };
}

/** Kept between runs. What one would write first: the same texts (answers too), the same stemmer, one index, the newest fifty. */
async function makePlain(client: pg.Client): Promise<void> {
  await client.query(`
    CREATE TABLE IF NOT EXISTS public.plain_text AS
      SELECT id, registered_at, title, concat_ws(' ', title, address, body, (
        SELECT string_agg(body, ' ') FROM cases.answer WHERE case_id = case_file.id AND state = 'released')) AS text
      FROM cases.case_file`);
  await client.query(
    "CREATE INDEX IF NOT EXISTS plain_text_words ON public.plain_text USING gin (to_tsvector('russian', text))",
  );
  await client.query('CREATE INDEX IF NOT EXISTS plain_text_registered ON public.plain_text (registered_at)');
  const known = await client.query(
    "SELECT last_analyze FROM pg_stat_user_tables WHERE relname = 'plain_text'",
  );
  if (!known.rows[0]?.last_analyze) await client.query('VACUUM ANALYZE public.plain_text');
}

async function askPlain(client: pg.Client, phrase: string): Promise<number> {
  const started = performance.now();
  await client.query(
    `SELECT id, registered_at, title, count(*) OVER () AS total FROM public.plain_text
     WHERE to_tsvector('russian', text) @@ plainto_tsquery('russian', $1)
     ORDER BY registered_at DESC LIMIT ${PAGE}`,
    [phrase],
  );
  return performance.now() - started;
}

/** The statements by which the program meets the words and ranks them, alone: what plain is compared with. */
async function askMatch(client: pg.Client, phrase: string, databaseUrl: string): Promise<number> {
  // What is kept between requests is kept by the address of the database.
  const ctx = { db: overClient(client), config: { databaseUrl }, now: new Date() } as unknown as Ctx;
  const { text, uses } = await queryWords(ctx, listPhraseWords(phrase));
  const tsquery = sql`to_tsquery('russian', ${text})`;
  const rank = sql<number>`ts_rank('{0.1, 0.3, 0.6, 1}', search_document.document, ${tsquery}, 1)`;
  const started = performance.now();
  await findNewest(ctx, { tsquery, rank, uses });
  return performance.now() - started;
}

async function run(client: pg.Client, staff: Client, databaseUrl: string): Promise<Record<Kind, number[]>> {
  const sample = await takeSample(client);
  const times = Object.fromEntries(Object.keys(titles).map((kind) => [kind, []])) as unknown as Record<
    Kind,
    number[]
  >;
  const ask = async (kind: Kind, phrase: string, isKept: boolean, more = '') => {
    const { ms } = await staff.get(`/api/cases?limit=${PAGE}&q=${encodeURIComponent(phrase)}${more}`);
    if (isKept) times[kind].push(ms);
  };
  for (let round = -WARM; round < ROUNDS; round += 1) {
    const isKept = round >= 0;
    const at = <T>(list: readonly T[]): T => list[(round + WARM) % list.length]!;
    const plain = await askPlain(client, at(words));
    if (isKept) times.plain.push(plain);
    const match = await askMatch(client, at(words), databaseUrl);
    if (isKept) times.match.push(match);
    await ask('words', at(words), isKept);
    await ask('common', at(common), isKept);
    await ask('typo', at(typos), isKept);
    await ask('twice', at(twice), isKept);
    await ask('address', at(sample.addresses), isKept);
    await ask('number', at(sample.numbers), isKept);
    await ask('elsewhere', at(sample.elsewhere), isKept);
    await ask('phone', at(sample.phones), isKept);
    await ask('filtered', at(words), isKept, '&block=roads&stage=open');
  }
  return times;
}

const at = (values: number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
  Number.NaN;
const format = (value: number, digits = 1): string =>
  value.toLocaleString('ru', { maximumFractionDigits: digits, minimumFractionDigits: digits });
const row = (...cells: string[]): string => `| ${cells.join(' | ')} |`;
const holds = (isTrue: boolean): string => (isTrue ? 'да' : '**нет**');

function report(times: Record<Kind, number[]>, buffers: string): string {
  const kinds = Object.keys(titles) as Kind[];
  const ours = kinds.filter((kind) => kind !== 'plain' && kind !== 'match');
  const slowest = Math.max(...ours.map((kind) => at(times[kind], 0.95)));
  const ratio = at(times.match, 0.95) / at(times.plain, 0.95);
  const half = at(times.match, 0.5) / at(times.plain, 0.5);
  return [
    `# Поиск на ${CASES === 1_000_000 ? 'миллионе' : CASES.toLocaleString('ru')} дел`,
    '',
    `Машина: ${cpus().length} × ${cpus()[0]?.model.trim()}, ядро ${release()}, Node ${process.version}. PostgreSQL 17 встроенный, fsync и synchronous_commit включены, shared_buffers ${buffers}. Очередь к процессорам за минуту: ${format(loadavg()[0] ?? 0)}.`,
    `Через HTTP, с правами, числом найденного, строками и пометкой слов; город \`npm run demo\` (зерно 1), ${ROUNDS} кругов после ${WARM} для разогрева, виды по очереди. PostgreSQL спрошен напрямую, без HTTP. Дата ${new Date().toISOString().slice(0, 10)}.`,
    '',
    row('что, мс', 'медиана', '95 %'),
    row('---', '---:', '---:'),
    ...kinds.map((kind) => row(titles[kind], format(at(times[kind], 0.5)), format(at(times[kind], 0.95)))),
    '',
    row('цель', 'достигнуто', 'выполнено'),
    row('---', '---:', '---'),
    row(`95 % каждого вида ≤ ${GOAL_MS} мс`, `${format(slowest)} мс`, holds(slowest <= GOAL_MS)),
    row(
      `отбор слов: 95 % ≤ ${format(GOAL_RATIO)} × простого запроса`,
      `${format(ratio, 2)} ×`,
      holds(ratio <= GOAL_RATIO),
    ),
    row(
      `отбор слов: медиана ≤ ${format(GOAL_RATIO)} × простого запроса`,
      `${format(half, 2)} ×`,
      holds(half <= GOAL_RATIO),
    ),
    '',
  ].join('\n');
}

const cluster = await startCluster();
let site: Site | undefined;
try {
  const url = await ensureCity(cluster, CASES);
  const client = new pg.Client({ connectionString: url });
  // The cluster stops under it where something failed: that is told by what failed.
  client.on('error', () => {});
  await client.connect();
  site = await startServer(url, { OTKLIK_ONLY: 'web', OTKLIK_DEMO: '1', OTKLIK_POOL: '5' });
  await makePlain(client);
  const staff = await signIn(site.port, 'chair');
  const { rows } = await client.query<{ shared_buffers: string }>('SHOW shared_buffers');
  const text = report(await run(client, staff, url), rows[0]!.shared_buffers);
  if (CASES === 1_000_000) writeFileSync(join(import.meta.dirname, 'results/search.md'), text);
  console.log(text);
  staff.close();
  await site.stop();
  site = undefined;
  await client.end();
} finally {
  await site?.stop();
  await cluster.stop();
}
