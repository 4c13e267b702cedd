import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { askOutside } from './outside-check.ts';

const document = Buffer.from('протокол');
const cms = Buffer.from('подпись');

/** A program that looks at both files and ends with a code. */
const program = (script: string, seconds = 20) => ({
  signatureCheck: { command: [process.execPath, '-e', script, '{document}', '{signature}'], seconds },
});
const reads =
  "const { readFileSync: read } = require('node:fs'); const [, document, signature] = process.argv;";

const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('otklik-signature-')).length;

test.each([
  ['nobody is to be asked', { signatureCheck: null }, 'none'],
  ['code 0 is right', program('process.exit(0)'), 'right'],
  ['code 1 is wrong', program('process.exit(1)'), 'wrong'],
  ['any other code is wrong', program('process.exit(7)'), 'wrong'],
  ['no such program has failed', { signatureCheck: { command: ['/no/such/program'], seconds: 5 } }, 'failed'],
  ['what takes too long has failed', program('setInterval(() => {}, 1000)', 0.3), 'failed'],
  [
    'both files are there, each in its place',
    program(
      `${reads} process.exit(read(document, 'utf8') === 'протокол' && read(signature, 'utf8') === 'подпись' ? 0 : 1)`,
    ),
    'right',
  ],
])('%s', async (_name, config, verdict) => {
  const before = folders();
  expect(await askOutside(config as Parameters<typeof askOutside>[0], document, cms)).toBe(verdict);
  expect(folders()).toBe(before);
});
