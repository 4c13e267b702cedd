import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { projectRoot } from '../support/places.mjs';
import { leanSource } from './lean-source.mjs';

let root;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'otklik-built-'));
  for (const name of ['server-build', 'support'])
    cpSync(join(projectRoot, 'scripts', name), join(root, 'scripts', name), { recursive: true });
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file, text) {
  mkdirSync(join(root, file, '..'), { recursive: true });
  writeFileSync(join(root, file), text);
}

const run = (...args) =>
  promisify(execFile)(process.execPath, ['--import', './scripts/server-build/run-built.mjs', ...args], {
    cwd: root,
  });

test('what was built runs in the place of its source, under its name and lines', async () => {
  const source = [
    '/** Why. */',
    "import { place } from './place.ts';",
    'interface Gone {}',
    'const one: number = 1;',
    'console.log(one, place, import.meta.filename);',
    "throw new Error('here');",
  ].join('\n');
  write('server/main.ts', source);
  write('server/place.ts', "export const place: string = 'source';");
  write('dist/server/server/main.js', leanSource(source));
  write('dist/server/server/place.js', "export const place = 'built';");
  const failed = await run('server/main.ts').catch((error) => error);
  expect(failed.stdout).toBe(`1 built ${join(root, 'server/main.ts')}\n`);
  expect(failed.stderr).toMatch(/server\/main\.ts:6/);
});

test('what was not built runs as it lies, in a thread of the server too', async () => {
  write('server/main.ts', "import { Worker } from 'node:worker_threads';\nnew Worker('./server/thread.ts');");
  write('server/thread.ts', "import { word } from './word.ts';\nconsole.log(word as string);");
  write('server/word.ts', "export { word } from '../shared/word.ts';");
  write('shared/word.ts', "export const word: string = 'source';");
  write('dist/server/server/word.js', "export { word } from '../shared/word.ts'; console.log('built');");
  expect((await run('server/main.ts')).stdout).toBe('built\nsource\n');
});

test('a source that is not there is named', async () => {
  write('server/main.ts', "import './gone.ts';");
  write('dist/server/server/main.js', "import './gone.ts';");
  const failed = await run('server/main.ts').catch((error) => error);
  expect(failed.stderr).toContain(join(root, 'server/gone.ts'));
});
