import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { createDuplicateIndex } from '../server/base/understanding/duplicates/duplicate-index.ts';
import { DAYS, makeRegister, type Probe, SEED, type Text } from './support/retold.ts';
import { makeDatabase, startCluster } from './support/site.ts';
import { format, holds, machine, middle, row } from './support/table.ts';

/**
 * Looking for duplicates of a message among a million: the index in memory beside pg_trgm's query over the same texts, in
 * the same run, asked in turn. Copies are planted: texts retold with words changed, dropped, added and mistyped. The whole
 * reading of a message is measured by bench/understand.ts.
 */

const TEXTS = Number(process.env.BENCH_TEXTS ?? 1_000_000);
const PROBES = Number(process.env.BENCH_PROBES ?? 2000);
/** pg_trgm is asked about so many of them: each takes seconds. */
const SLOW_PROBES = Number(process.env.BENCH_SLOW_PROBES ?? 12);

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

const index = createDuplicateIndex({ capacity: TEXTS });
const register = makeRegister(TEXTS, PROBES);
function* generate(): Generator<Text> {
  for (const text of register.texts()) {
    index.add(text);
    yield text;
  }
}

const cluster = await startCluster();
try {
  const client = new pg.Client({ connectionString: await makeDatabase(cluster, 'otklik_duplicates') });
  await client.connect();
  const before = process.memoryUsage().rss;
  await fillDatabase(client, generate);
  const probes = register.probes();
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
  const ours = middle(own.map(({ ms }) => ms));
  const theirs = middle(slow.map(({ ms }) => ms));
  const share = (list: { isFound: boolean }[]) => list.filter(({ isFound }) => isFound).length / list.length;
  const text = [
    '# Дубли среди миллиона сообщений',
    '',
    `${machine()} PostgreSQL 17 встроенный с pg_trgm, указатель GIN, порог сходства 0,5.`,
    `Сообщений ${TEXTS.toLocaleString('ru')} за ${DAYS} дней, порождены (зерно ${SEED}); спрошено ${probes.length} пересказов (пропущено или с опиской каждое двенадцатое слово), pg_trgm — ${slow.length} из них. Один поток. Дата ${new Date().toISOString().slice(0, 10)}.`,
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
    '',
    `Память указателя: ${format(index.bytes() / 2 ** 20, 0)} МБ на ${TEXTS.toLocaleString('ru')} сообщений (не растёт), процесс с порождением ${format((process.memoryUsage().rss - before) / 2 ** 20, 0)} МБ сверх начального.`,
    '',
    row('цель', 'достигнуто', 'выполнено'),
    row('---', '---:', '---'),
    row('поиск ≥ 1000 × pg_trgm', `${format(theirs / ours, 0)} ×`, holds(theirs / ours >= 1000)),
    row('полнота ≥ 0,98', format(share(own), 3), holds(share(own) >= 0.98)),
    '',
  ].join('\n');
  writeFileSync(join(import.meta.dirname, 'results/duplicates.md'), text);
  console.log(text);
  await client.end();
} finally {
  await cluster.stop();
}
