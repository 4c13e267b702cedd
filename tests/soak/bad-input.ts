import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

/**
 * Every field of every route with the whole corpus of bad values, where `npm test` brings each value to each kind of field,
 * and the rest of tests/bad-input: `npm run soak:bad-input`. Minutes on two cores.
 */

const root = resolve(import.meta.dirname, '../..');
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'db', 'tests/bad-input'],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, BAD_INPUT_SHARE: process.env.BAD_INPUT_SHARE ?? '1' },
  },
);
process.exitCode = status ?? 1;
