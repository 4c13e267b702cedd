import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { generateTypes } from './db-types.ts';

test('types of tables and views are those of the migrations', async () => {
  const kept = readFileSync(
    join(resolve(import.meta.dirname, '..'), 'server/lib/database/schema.gen.ts'),
    'utf8',
  );
  const made = await generateTypes();
  expect(kept === made, 'устарели: npm run db:types').toBe(true);
});
