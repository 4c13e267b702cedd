import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cellToLatLng, gridDisk, latLngToCell } from 'h3-js';
import pg from 'pg';
import { loadCityPack } from '../../server/base/territory/gazetteer/pack.ts';
import { openApp } from './clock-city.ts';
import { type Cluster, makeDatabase, urlOf } from './site.ts';

/** Last day of the cases; three years of them lie before it. */
export const LAST_DAY = '2026-11-25';
export const DAYS = 1096;
const SEED = 0.42;
const UNITS = 100;
const NAME = 'otklik_heat_stock';

/** Indexes that lists behind the numbers go by; the others are not needed here. */
const indexes = [
  'CREATE INDEX case_file_registered ON cases.case_file (registered_at, id)',
  'CREATE INDEX case_file_district_block ON cases.case_file (district_id, block, registered_at)',
  'CREATE INDEX case_file_h3 ON cases.case_file (h3, registered_at) WHERE h3 IS NOT NULL',
  'CREATE INDEX case_file_rested ON cases.case_file (rested_at) WHERE rested_at IS NOT NULL',
  'CREATE INDEX case_file_open_due ON cases.case_file (due_at, id) WHERE closed_at IS NULL AND answered_at IS NULL',
  'CREATE INDEX case_file_rests ON cases.case_file (id) WHERE rests IS NOT NULL',
];

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Address of a city of so many cases over three years, made now where it is absent; kept for the next run. */
export async function ensureHeatCity(
  cluster: Cluster,
  count: number,
): Promise<{ url: string; madeIn: number | null }> {
  const url = urlOf(cluster, NAME);
  const known = await withClient(cluster.url, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [NAME]);
    return Boolean(rowCount);
  });
  if (known) {
    const made = await withClient(url, async (client) => {
      const { rows } = await client.query<{ cases: number | null }>(
        "SELECT obj_description('cases.case_file'::regclass)::int AS cases WHERE obj_description('cases.case_file'::regclass) ~ '^[0-9]+$'",
      );
      return rows[0]?.cases;
    });
    if (made === count) return { url, madeIn: null };
  }
  const started = performance.now();
  await makeDatabase(cluster, NAME);
  await migrateAndSeed(url);
  await withClient(url, (client) => fill(client, count));
  return { url, madeIn: (performance.now() - started) / 1000 };
}

/** Schema, taxonomy and the demo's people, as a start of the server makes them. */
async function migrateAndSeed(url: string): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'otklik-heat-'));
  const app = await openApp(url, dataDir);
  await app.close();
  rmSync(dataDir, { recursive: true, force: true });
}

/** About three thousand hexagons round the middle of the city, those near it with more cases. */
function hexagons(): { cell: string; lat: number; lon: number }[] {
  const middle = latLngToCell(56.41, 61.92, 9);
  return gridDisk(middle, 31).map((cell) => {
    const [lat, lon] = cellToLatLng(cell);
    return { cell, lat, lon };
  });
}

async function fill(client: pg.Client, count: number): Promise<void> {
  await client.query('SET synchronous_commit = off');
  await client.query("SET maintenance_work_mem = '512MB'");
  const { rows } = await client.query<{ name: string }>(
    "SELECT indexrelid::regclass::text AS name FROM pg_index WHERE indrelid = 'cases.case_file'::regclass AND NOT indisunique",
  );
  // Names come from the catalogue.
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  const cells = hexagons();
  await client.query('CREATE TEMP TABLE spot (n int PRIMARY KEY, cell text, lat float8, lon float8)');
  await client.query(
    'INSERT INTO spot SELECT ordinality, cell, lat, lon FROM unnest($1::text[], $2::float8[], $3::float8[]) WITH ORDINALITY AS t(cell, lat, lon, ordinality)',
    [cells.map(({ cell }) => cell), cells.map(({ lat }) => lat), cells.map(({ lon }) => lon)],
  );
  await client.query(
    `CREATE TEMP TABLE theme AS SELECT row_number() OVER (ORDER BY id)::int AS n, id, block FROM taxonomy.v_fact`,
  );
  await client.query('CREATE INDEX ON theme (n)');
  await client.query('ANALYZE spot, theme');
  await client.query('SELECT setseed($1)', [SEED]);
  const themes = (await client.query<{ n: number }>('SELECT count(*)::int AS n FROM theme')).rows[0]!.n;
  const pack = loadCityPack(join(import.meta.dirname, '../../packs/base/city/kamensk-uralsky'));
  const districts = pack.districts.map(({ id }) => id);
  await client.query(insertCases, [count, LAST_DAY, DAYS, themes, cells.length, UNITS, districts]);
  for (const statement of indexes) await client.query(statement);
  await client.query('VACUUM (ANALYZE) cases.case_file');
  await client.query(`COMMENT ON TABLE cases.case_file IS '${Math.trunc(count)}'`);
}

/**
 * Skewed as real ones are: few themes, districts and places have most cases. A theme belongs to four organisations; the
 * last month is mostly open, a tenth of it late; a case in twenty has no place. About fifteen points a hexagon.
 */
const insertCases = `
  INSERT INTO cases.case_file (id, number, registered_at, status, status_since, outcome, channel, regime, title, body, block, fact_id,
    importance, district_id, lat, lon, h3, executor_unit_id, due_at, answered_at, rested_at, rating)
  SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, i::text, at, CASE WHEN is_open THEN 'in_work' ELSE 'answered' END, at,
    CASE WHEN is_open THEN NULL ELSE (ARRAY['solved', 'solved', 'explained', 'planned', 'refused'])[1 + i % 5] END,
    (ARRAY['pos', 'site_form', 'phone_call', 'social_comment', 'social_post', 'paper', 'email', 'reception', 'edds_112', 'max_bot', 'epgu', 'import'])[1 + floor(12 * c * c)::int],
    'pos_message', 'Сообщение', 'Текст', theme.block, theme.id, CASE WHEN i % 20 = 0 THEN 'high' ELSE 'normal' END,
    ($7::text[])[1 + floor(cardinality($7::text[]) * d * d)::int],
    CASE WHEN e > 0.05 THEN spot.lat + (hash % 5 - 2) * 0.0004 END, CASE WHEN e > 0.05 THEN spot.lon + (hash / 5 % 3 - 1) * 0.0008 END,
    CASE WHEN e > 0.05 THEN spot.cell END,
    ('00000000-0000-7000-9000-' || lpad(to_hex((theme.n * 7 + i % 4) % $6::int), 12, '0'))::uuid,
    at + CASE WHEN i % 10 = 0 THEN interval '2 days' ELSE interval '30 days' END, CASE WHEN is_open THEN NULL ELSE at + interval '6 days' END,
    CASE WHEN is_open THEN NULL ELSE at + interval '6 days' END,
    CASE WHEN NOT is_open AND i % 4 = 0 THEN 1 + i % 5 END
  FROM (
    SELECT i, ($2::date + 1)::timestamptz - interval '5 hours' - ($1 - i + 0.5) / $1::float8 * $3::int * interval '1 day' AS at,
      random() AS a, random() AS b, random() AS c, random() AS d, random() AS e, (random() * 1000)::int AS hash
    FROM generate_series(1, $1::bigint) AS i OFFSET 0
  ) AS draw
  CROSS JOIN LATERAL (SELECT i > $1::bigint * 0.97 AND i % 3 > 0 AS is_open) AS state
  JOIN theme ON theme.n = 1 + floor($4::int * a * a)::int
  JOIN spot ON spot.n = 1 + floor($5::int * b * b)::int`;
