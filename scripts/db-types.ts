import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { cloneDatabase } from '../tests/support/site/database.ts';
import setup from '../tests/support/site/template.ts';

const root = resolve(import.meta.dirname, '..');
const target = join(root, 'server/lib/database/schema.gen.ts');

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
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  await database.drop();
  return readFileSync(out, 'utf8');
}

if (process.argv[1] === import.meta.filename) {
  await setup();
  const types = await generateTypes();
  writeFileSync(target, types);
  console.log(`Типы записаны: ${target.slice(root.length + 1)}`);
}
