import pg from 'pg';
import { readCity } from '../../server/lib/city.ts';

export interface CityFacts {
  counts: Record<string, number>;
  migration: string;
  /** The zone of the city's card; null = nobody has filled it in yet. */
  zone: string | null;
}

/** What is counted: table by a name people know. */
const counted: Readonly<Record<string, string>> = {
  cases: 'cases.case_file',
  journal: 'audit.record',
  files: 'files.file',
};

/** Counts of an installation and its last migration; nothing where it has not been filled yet. */
export async function readCityFacts(url: string): Promise<CityFacts> {
  const client = new pg.Client({ connectionString: url, application_name: 'otklik backup' });
  client.on('error', () => {});
  await client.connect();
  try {
    const facts: CityFacts = { counts: {}, migration: '', zone: null };
    for (const [name, table] of [...Object.entries(counted), ['migration', 'lib.migration'] as const]) {
      const there = await client.query<{ is: boolean }>('SELECT to_regclass($1) IS NOT NULL AS is', [table]);
      if (!there.rows[0]?.is) continue;
      if (name === 'migration') {
        const { rows } = await client.query<{ name: string }>('SELECT max(name) AS name FROM lib.migration');
        facts.migration = rows[0]?.name ?? '';
      } else {
        const [schema, relation] = table.split('.').map((word) => pg.escapeIdentifier(word));
        const { rows } = await client.query<{ n: number }>(
          `SELECT count(*)::int AS n FROM ${schema}.${relation}`,
        );
        facts.counts[name] = Number(rows[0]?.n ?? 0);
      }
    }
    const hasCard = await client.query<{ is: boolean }>(
      "SELECT to_regclass('our_city.edition') IS NOT NULL AS is",
    );
    if (hasCard.rows[0]?.is) {
      const { rows } = await client.query<{ zone: string }>(
        "SELECT card ->> 'zone' AS zone FROM our_city.edition ORDER BY version DESC LIMIT 1",
      );
      facts.zone = rows[0]?.zone ?? null;
    }
    return facts;
  } finally {
    await client.end();
  }
}

/** Columns that name a content by its SHA-256 in hex, whichever module's table they are of. */
const columnsOfContents = `
  SELECT nspname, relname, attname FROM pg_attribute
  JOIN pg_class ON pg_class.oid = attrelid JOIN pg_namespace ON pg_namespace.oid = relnamespace
  WHERE attname LIKE '%sha256' AND atttypid = 'text'::regtype AND relkind IN ('r', 'p') AND NOT attisdropped`;

/** Contents that any row names, by SHA-256; of one table alone where it is named. */
export async function readContents(url: string, only?: string): Promise<Set<string>> {
  const client = new pg.Client({ connectionString: url, application_name: 'otklik backup' });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows: columns } =
      await client.query<Record<'nspname' | 'relname' | 'attname', string>>(columnsOfContents);
    const contents = new Set<string>();
    for (const { nspname, relname, attname } of columns) {
      if (only !== undefined && only !== `${nspname}.${relname}`) continue;
      const [schema, table, column] = [nspname, relname, attname].map((word) => pg.escapeIdentifier(word));
      const { rows } = await client.query<{ one: string }>(
        `SELECT DISTINCT ${column} AS one FROM ${schema}.${table} WHERE ${column} IS NOT NULL`,
      );
      for (const { one } of rows) contents.add(one);
    }
    return contents;
  } finally {
    await client.end();
  }
}

/** Zone of the city of this installation, in which moments are named: of its card, or of its pack while nothing is read of the database. */
export const cityZone = (facts?: CityFacts): string =>
  facts?.zone ?? readCity({ city: process.env.OTKLIK_CITY ?? '' }).zone;
