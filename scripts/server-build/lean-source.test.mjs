import { globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { expect, test } from 'vitest';
import { projectRoot } from '../support/places.mjs';
import { isServerSource, sourceFolders } from './ensure.mjs';
import { leanSource } from './lean-source.mjs';

function parse(code) {
  const { program, errors } = parseSync('source.js', code);
  expect(errors).toEqual([]);
  return program;
}

/** Where a node stands and how a literal was typed are not what the program is. */
const TYPED = new Set(['start', 'end', 'raw', 'pattern']);

const withSigns = (pattern) =>
  pattern.replace(/\\u([\da-f]{4})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));

function isSame(one, other) {
  if (typeof one !== 'object' || one === null || other === null) return one === other;
  if (one instanceof RegExp)
    return one.flags === other.flags && withSigns(one.source) === withSigns(other.source);
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => TYPED.has(key) || isSame(one[key], other[key]))
  );
}

/** By which line each of its statements stands. */
const linesOf = (code, { body }) => body.map(({ start }) => code.slice(0, start).split('\n').length);

test('keeps the lines and takes out types, comments and indents', () => {
  const source = [
    '/** What it is. */',
    'export function add(one: number, /* the other */ two: number): number {',
    '  // Adds.',
    '  return/* at once */one + two;',
    '}',
    '',
    'interface Gone {',
    '  name: string;',
    '}',
    'export const last = 1 as number;',
  ].join('\n');
  const lines = leanSource(source).split('\n');
  expect(lines.map((line) => line.trimEnd().replace(/ +/g, ' '))).toEqual([
    '',
    'export function add(one , two ) {',
    '',
    ' return one + two;',
    '}',
    '',
    '',
    '',
    '',
    'export const last = 1 ;',
  ]);
});

test('leaves alone what only looks like a comment or a blank', () => {
  const source = [
    "const address = 'http://one//two';",
    'const text = `a  b // c',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a template inside the source that is read
    '   ${/* in it */ address}  `;',
    'const pattern = /\\/\\*  \\/\\//u;',
    'const half = text ? 0.5 : 1;',
  ].join('\n');
  const lean = leanSource(source);
  const run = (code) => new Function(`${code}; return [address, text, pattern.source, half];`)();
  expect(run(lean)).toEqual(run(source));
});

test('writes signs beyond ASCII by their numbers where a file is shorter so', () => {
  const source = `const words = 'да — 😀'; const pattern = /^[а-яё]+$/u;${';'.repeat(100)}`;
  const lean = leanSource(source);
  expect(lean).toMatch(/^[\0-\x7f]+$/);
  const [words, isRussian] = new Function(`${lean}\nreturn [words, pattern.test('ёж')];`)();
  expect([words, isRussian]).toEqual(['да — 😀', true]);
});

test.each([
  ['nearly all of it is Russian', `const words = '${'щ'.repeat(100)}';`],
  ['a backslash stands before one', `const pattern = /\\—/; ${';'.repeat(100)}`],
  ['a tag reads what was typed', `const words = String.raw\`да\`;${';'.repeat(100)}`],
])('leaves them where %s', (_, source) => {
  expect(leanSource(source)).toMatch(/[^\0-\x7f]/);
});

test('refuses what is no program', () => {
  expect(() => leanSource('const = 1;')).toThrow();
});

test('every source of the server stays the program it was, on its lines', { timeout: 120_000 }, () => {
  const files = globSync(`{${sourceFolders.join(',')}}/**/*.ts`, { cwd: projectRoot }).filter(isServerSource);
  expect(files.length).toBeGreaterThan(1000);
  for (const file of files) {
    const source = readFileSync(join(projectRoot, file), 'utf8');
    const [plain, lean] = [stripTypeScriptTypes(source), leanSource(source)];
    const [was, is] = [parse(plain), parse(lean)];
    expect(isSame(was, is), file).toBe(true);
    expect(linesOf(lean, is), file).toEqual(linesOf(plain, was));
  }
});
