import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { cloneDatabase } from '../tests/support/site/database.ts';
import setup from '../tests/support/site/template.ts';

const root = resolve(import.meta.dirname, '..');
const target = join(root, 'server/lib/database/schema.gen.ts');

interface Choice {
  column: string;
  rule: string;
  is_nullable: boolean;
  has_default: boolean;
}

/** Columns of text that take one of a few words: the words stand in a CHECK of their own, and become the type. */
async function readChoices(url: string): Promise<Record<string, string>> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<Choice>(`
    SELECT format('%I.%I.%I', space.nspname, class.relname, attribute.attname) AS column,
      pg_get_constraintdef(rule.oid) AS rule, NOT attribute.attnotnull AS is_nullable, attribute.atthasdef AS has_default
    FROM pg_constraint rule
    JOIN pg_class class ON class.oid = rule.conrelid
    JOIN pg_namespace space ON space.oid = class.relnamespace
    JOIN pg_attribute attribute ON attribute.attrelid = rule.conrelid AND attribute.attnum = ANY(rule.conkey)
    WHERE rule.contype = 'c' AND cardinality(rule.conkey) = 1 AND attribute.atttypid = 'text'::regtype`);
  await client.end();
  return Object.fromEntries(
    rows.flatMap((row) => {
      const list = /^CHECK \(\(\w+ = ANY \(ARRAY\[([^\]]+)\]\)\)\)$/u.exec(row.rule)?.[1];
      const words = list && [...list.matchAll(/'([^']*)'::text/gu)].map(([, word]) => JSON.stringify(word));
      if (!words) return [];
      const type = [...words, ...(row.is_nullable ? ['null'] : [])].join(' | ');
      return [[row.column, row.has_default ? `Generated<${type}>` : type]];
    }),
  );
}

/** Types of every table and view of a database from cloneDatabase(). */
export async function generateTypes(): Promise<string> {
  const out = join(tmpdir(), `otklik-schema-${process.pid}.ts`);
  const cli = join(root, 'node_modules/kysely-codegen/dist/cli/bin.js');
  const database = await cloneDatabase();
  execFileSync(
    process.execPath,
    [
      cli,
      '--dialect',
      'postgres',
      '--url',
      database.url,
      '--out-file',
      out,
      '--exclude-pattern',
      'graphile_worker.*',
      '--default-schema',
      'none',
      '--numeric-parser',
      'number',
      '--date-parser',
      'string',
      '--type-mapping',
      '{"int8":"number"}',
      '--overrides',
      JSON.stringify({ columns: await readChoices(database.url) }),
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  await database.drop();
  // What a jsonb column holds no schema tells: it is read as unknown, and written as JSON.
  return readFileSync(out, 'utf8').replace(
    'export type Json = JsonValue;',
    'export type Json = ColumnType<unknown, JsonValue, JsonValue>;',
  );
}

if (process.argv[1] === import.meta.filename) {
  await setup();
  const types = await generateTypes();
  writeFileSync(target, types);
  console.log(`Типы записаны: ${target.slice(root.length + 1)}`);
}
