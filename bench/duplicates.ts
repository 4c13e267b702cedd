import { writeFileSync } from 'node:fs';
import { cpus, loadavg, release } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { findPlaces } from '../server/modules/territory/find-places.ts';
import { buildGazetteer } from '../server/modules/territory/gazetteer.ts';
import { listGazetteerRows, loadCityPack } from '../server/modules/territory/pack.ts';
import {
  createDuplicateIndex,
  type IndexedMessage,
} from '../server/modules/understanding/duplicate-index.ts';
import { tried, tuned } from '../server/modules/understanding/duplicate-matters.ts';
import { seededRandom } from '../server/modules/understanding/duplicate-trial.ts';
import { maskPersonal } from '../server/modules/understanding/personal-data.ts';
import { loadShippedReader } from '../server/modules/understanding/shipped-reader.ts';
import { makeDatabase, startCluster } from './support/site.ts';

/**
 * Looking for duplicates of a message among a million: the index in memory beside pg_trgm's query over the same texts, in
 * the same run, asked in turn. Copies are planted: texts retold with words changed, dropped, added and mistyped. Then the
 * whole pipeline of a message on one thread: topic, place, personal data, duplicates.
 */

const TEXTS = Number(process.env.BENCH_TEXTS ?? 1_000_000);
const PROBES = Number(process.env.BENCH_PROBES ?? 400);
/** pg_trgm is asked about so many of them: each takes seconds. */
const SLOW_PROBES = Number(process.env.BENCH_SLOW_PROBES ?? 12);
/** All within the longest gate, so that time spares nobody a comparison. */
const DAYS = 28;
const DAY = 86_400_000;
const START = Date.UTC(2026, 9, 1);

const random = seededRandom(7);
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

/** Words beside the matter itself, by Zipf: thirty thousand made of syllables, the frequent ones everywhere. */
const syllables =
  'ка по ро ла ни та ве со мо де ли на ру ши ти бо за гу ре ча пе вы му хо зе да ко ла не'.split(' ');
const filler = Array.from({ length: 30_000 }, () =>
  Array.from({ length: 2 + Math.floor(random() * 3) }, () => pick(syllables)).join(''),
);
const zipf = (): string => filler[Math.floor(filler.length * random() ** 3)]!;
const matters = [...tried, ...tuned];

interface Text extends IndexedMessage {
  text: string;
}

function makeText(id: number): Text {
  const matter = pick(matters);
  const words = Array.from({ length: 10 + Math.floor(random() * 22) }, zipf);
  const said = [pick(matter.what), ...(random() < 0.6 ? [pick(matter.more)] : [])].join(' ');
  const hasPoint = random() < 0.6;
  return {
    id: String(id),
    text: `${said.replaceAll('{n}', String(1 + Math.floor(random() * 9)))} ${words.join(' ')}.`,
    at: START + Math.floor((id / TEXTS) * DAYS * DAY),
    lat: hasPoint ? 56.33 + random() * 0.15 : null,
    lon: hasPoint ? 61.8 + random() * 0.28 : null,
    address: null,
    block: matter.block,
    facts: [matter.fact],
  };
}

/** The same told again: one word in twelve mistyped or dropped, a sentence of courtesy added. */
function retell(text: string): string {
  const words = text.split(' ').flatMap((word) => {
    const chance = random();
    if (chance < 0.04) return [];
    if (chance < 0.08 && word.length > 4) return [word.slice(0, 2) + word.slice(3)];
    return [word];
  });
  return `Здравствуйте! ${words.join(' ')} Прошу принять меры.`;
}

const middle = (values: number[], share = 0.5): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
  Number.NaN;
const format = (value: number, digits = 1): string =>
  value.toLocaleString('ru', { maximumFractionDigits: digits, minimumFractionDigits: digits });
const row = (...cells: string[]): string => `| ${cells.join(' | ')} |`;
const holds = (isTrue: boolean): string => (isTrue ? 'да' : '**нет**');

interface Probe extends Text {
  original: string;
}

async function fillDatabase(client: pg.Client, texts: () => Generator<Text>): Promise<void> {
  await client.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');
  await client.query('CREATE TABLE text (id int, body text)');
  const lines = function* () {
    for (const { id, text } of texts()) yield `${id}\t${text}\n`;
  };
  await pipeline(Readable.from(lines()), client.query(copyFrom('COPY text FROM STDIN')));
  await client.query("SET maintenance_work_mem = '768MB'");
  await client.query('CREATE INDEX text_trigrams ON text USING gin (body gin_trgm_ops)');
  await client.query('VACUUM ANALYZE text');
  await client.query('SET pg_trgm.similarity_threshold = 0.5');
}

async function askTrigrams(client: pg.Client, probe: Probe): Promise<{ ms: number; isFound: boolean }> {
  const started = performance.now();
  const { rows } = await client.query<{ id: number }>(
    'SELECT id FROM text WHERE body % $1 ORDER BY similarity(body, $1) DESC LIMIT 20',
    [probe.text],
  );
  return { ms: performance.now() - started, isFound: rows.some(({ id }) => String(id) === probe.original) };
}

function measurePipeline(find: (message: IndexedMessage) => unknown, probes: readonly Probe[]) {
  const read = loadShippedReader();
  const city = resolve(import.meta.dirname, '../packs/city/kamensk-uralsky');
  const gazetteer = buildGazetteer(listGazetteerRows(loadCityPack(city)));
  const times: number[] = [];
  for (const probe of probes) {
    const started = performance.now();
    const facts = read(probe.text);
    findPlaces(probe.text, gazetteer);
    maskPersonal(probe.text);
    find({ ...probe, block: facts[0]?.block ?? null, facts: facts.map(({ factId }) => factId) });
    times.push(performance.now() - started);
  }
  return times;
}

const index = createDuplicateIndex({ capacity: TEXTS });
const kept: Text[] = [];
const every = Math.floor(TEXTS / PROBES);
function* generate(): Generator<Text> {
  for (let id = 0; id < TEXTS; id += 1) {
    const text = makeText(id);
    index.add(text);
    if (id % every === 0 && kept.length < PROBES) kept.push(text);
    yield text;
  }
}

const cluster = await startCluster();
try {
  const client = new pg.Client({ connectionString: await makeDatabase(cluster, 'otklik_duplicates') });
  await client.connect();
  const before = process.memoryUsage().rss;
  await fillDatabase(client, generate);
  const probes: Probe[] = kept.map((text) => ({
    ...text,
    id: `p${text.id}`,
    original: text.id,
    text: retell(text.text),
    at: START + DAYS * DAY,
    lat: text.lat === null ? null : text.lat + 0.0002,
  }));
  // The gate of a place is shorter in time than all of it: a copy is then found by its words.
  const own: { ms: number; isFound: boolean }[] = [];
  const slow: { ms: number; isFound: boolean }[] = [];
  const step = Math.floor(probes.length / SLOW_PROBES);
  for (const warm of probes.slice(0, 40)) index.find(warm, 20);
  for (const [at, probe] of probes.entries()) {
    const started = performance.now();
    const found = index.find(probe, 20);
    own.push({ ms: performance.now() - started, isFound: found.some(({ id }) => id === probe.original) });
    if (at % step === 0 && slow.length < SLOW_PROBES) slow.push(await askTrigrams(client, probe));
  }
  const times = measurePipeline((message) => index.find(message, 20), probes);
  const ours = middle(own.map(({ ms }) => ms));
  const theirs = middle(slow.map(({ ms }) => ms));
  const share = (list: { isFound: boolean }[]) => list.filter(({ isFound }) => isFound).length / list.length;
  const perSecond = 1000 / (times.reduce((sum, ms) => sum + ms, 0) / times.length);
  const text = [
    '# Дубли среди миллиона сообщений',
    '',
    `Машина: ${cpus().length} × ${cpus()[0]?.model.trim()}, ядро ${release()}, Node ${process.version}. PostgreSQL 17 встроенный с pg_trgm, указатель GIN, порог сходства 0,5. Очередь к процессорам за минуту: ${format(loadavg()[0] ?? 0)}.`,
    `Сообщений ${TEXTS.toLocaleString('ru')} за ${DAYS} дней, порождены (зерно 7); спрошено ${probes.length} пересказов (пропущено или с опиской каждое двенадцатое слово), pg_trgm — ${slow.length} из них. Один поток. Дата ${new Date().toISOString().slice(0, 10)}.`,
    '',
    row('что', 'медиана, мс', '95 %, мс', 'найдено пересказанное'),
    row('---', '---:', '---:', '---:'),
    row(
      'Отклик: ячейка места и полосы MinHash, ворота, точное сравнение',
      format(ours, 3),
      format(
        middle(
          own.map(({ ms }) => ms),
          0.95,
        ),
        3,
      ),
      format(share(own), 3),
    ),
    row(
      'PostgreSQL: `body % $1` по указателю, 20 ближайших',
      format(theirs),
      format(
        middle(
          slow.map(({ ms }) => ms),
          0.95,
        ),
      ),
      format(share(slow), 3),
    ),
    row(
      'весь разбор сообщения: тема, место, личные данные, дубли',
      format(middle(times), 2),
      format(middle(times, 0.95), 2),
      '',
    ),
    '',
    `Память указателя: ${format(index.bytes() / 2 ** 20, 0)} МБ на ${TEXTS.toLocaleString('ru')} сообщений (не растёт), процесс с порождением ${format((process.memoryUsage().rss - before) / 2 ** 20, 0)} МБ сверх начального.`,
    '',
    row('цель', 'достигнуто', 'выполнено'),
    row('---', '---:', '---'),
    row('поиск ≥ 1000 × pg_trgm', `${format(theirs / ours, 0)} ×`, holds(theirs / ours >= 1000)),
    row('полнота ≥ 0,98', format(share(own), 3), holds(share(own) >= 0.98)),
    row('весь разбор ≥ 1000 сообщений в секунду', format(perSecond, 0), holds(perSecond >= 1000)),
    '',
  ].join('\n');
  writeFileSync(join(import.meta.dirname, 'results/duplicates.md'), text);
  console.log(text);
  await client.end();
} finally {
  await cluster.stop();
}
