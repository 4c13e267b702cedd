import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../support/places.mjs';
import { joinLicences, makeNotice } from './notices.ts';
import { isLeftOut, type LockPackages, listProduction, nameOf } from './production-packages.ts';
import { type Component, makeSbom } from './sbom.ts';
import { isShipped, listImports, packageOf } from './shipped.ts';
import { makeUpgradeNotes } from './upgrade-notes.ts';

const linux = { os: 'linux', cpu: 'x64', libc: 'glibc' };
const lockOf = (path: string): LockPackages =>
  (JSON.parse(readFileSync(join(projectRoot, path), 'utf8')) as { packages: LockPackages }).packages;

describe('production packages', () => {
  const lock: LockPackages = {
    '': { dependencies: { a: '1' }, optionalDependencies: { 'db-linux': '1', 'db-mac': '1', gone: '1' } },
    'node_modules/a': {
      dependencies: { b: '2' },
      peerDependencies: { p: '1', q: '1' },
      peerDependenciesMeta: { q: { optional: true } },
    },
    'node_modules/a/node_modules/b': { dependencies: { c: '1' } },
    'node_modules/b': {},
    'node_modules/c': { dependencies: { a: '1' } },
    'node_modules/p': {},
    'node_modules/q': {},
    'node_modules/dev': {},
    'node_modules/db-linux': { os: ['linux'], cpu: ['x64'], libc: ['glibc'] },
    'node_modules/db-mac': { os: ['darwin'] },
  };

  it('are those that are needed, each where Node finds it, and for this system', () => {
    expect(listProduction(lock, linux)).toEqual([
      'node_modules/a',
      'node_modules/a/node_modules/b',
      'node_modules/c',
      'node_modules/db-linux',
      'node_modules/p',
    ]);
    expect(listProduction(lock, { ...linux, libc: 'musl' })).not.toContain('node_modules/db-linux');
    expect(listProduction(lock, linux, ['b'])).toEqual(['node_modules/b']);
  });

  it('that are missing from the lock are named', () => {
    expect(() => listProduction({ '': { dependencies: { x: '1' } } }, linux)).toThrow(
      'Пакета x, который нужен программе',
    );
  });

  it('leave out what nothing reads, and never a licence', () => {
    const left = ['index.js.map', 'lib/a.d.ts', 'README.md', '.bin/x', 'a.d.mts'];
    expect(left.filter((path) => !isLeftOut('a', path))).toEqual([]);
    const kept = [
      'index.js',
      'LICENSE',
      'LICENSE.md',
      'NOTICE.md',
      'dist/index.umd.cjs',
      'package.json',
      'a.mjs',
    ];
    expect(kept.filter((path) => isLeftOut('a', path))).toEqual([]);
    expect(isLeftOut('docx', 'dist/index.umd.cjs')).toBe(true);
    expect(isLeftOut('docx', 'dist/index.mjs')).toBe(false);
  });
});

describe('a release', () => {
  const tracked = execFileSync('git', ['ls-files'], { cwd: projectRoot, encoding: 'utf8' })
    .trim()
    .split('\n');
  const shipped = new Set(tracked.filter(isShipped));
  const sources = [...shipped].filter((path) => /\.(?:ts|mjs)$/u.test(path));
  const packages = new Set(listProduction(lockOf('package-lock.json'), linux).map(nameOf));

  it('has every file and package that its own files take', () => {
    expect(sources.length).toBeGreaterThan(1500);
    const lost: string[] = [];
    let taken = 0;
    for (const path of sources)
      for (const name of listImports(readFileSync(join(projectRoot, path), 'utf8'))) {
        taken += 1;
        const own = packageOf(name);
        const isThere = own
          ? packages.has(own)
          : !name.startsWith('.') || shipped.has(posix.join(posix.dirname(path), name));
        if (!isThere) lost.push(`${path}: ${name}`);
      }
    expect(taken).toBeGreaterThan(8000);
    expect(lost).toEqual([]);
  });

  it('carries no test and nothing of those who make the program', () => {
    const extra = [...shipped].filter((path) =>
      /\.test\.|^(?:tests|bench|web)\/|^scripts\/(?:mutations|release)\//u.test(path),
    );
    expect(extra).toEqual([]);
    for (const path of [
      'server/main.ts',
      'scripts/start.mjs',
      'scripts/kit/otklik.ts',
      'deploy/install.sh',
      'docs/install.md',
    ])
      expect(shipped).toContain(path);
  });
});

const component: Component = {
  name: '@a/b',
  version: '1.2.3',
  licence: 'MIT',
  integrity: `sha512-${Buffer.from('x').toString('base64')}`,
  author: 'Somebody',
  part: 'packages',
};

it('a bill of materials names each part with its licence, address and hash, and is the same for the same release', () => {
  const release = { version: '1.0.0', commit: 'c', madeAt: '2026-12-01T00:00:00.000Z' };
  const made = makeSbom(release, [
    component,
    { ...component, name: 'c', licence: '(MIT OR Apache-2.0)', part: 'pages' },
  ]);
  expect(made).toEqual(
    makeSbom(release, [
      { ...component, name: 'c', licence: '(MIT OR Apache-2.0)', part: 'pages' },
      component,
    ]),
  );
  expect(made).toMatchObject({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    metadata: { component: { name: 'otklik', version: '1.0.0' } },
    components: [
      {
        purl: 'pkg:npm/%40a/b@1.2.3',
        licenses: [{ license: { id: 'MIT' } }],
        hashes: [{ alg: 'SHA-512', content: '78' }],
      },
      { purl: 'pkg:npm/c@1.2.3', licenses: [{ expression: '(MIT OR Apache-2.0)' }] },
    ],
  });
});

it('notices name what is inside; the words of a licence stand once', () => {
  const notice = makeNotice('1.0.0', [component, { ...component, name: 'c', licence: '', author: '' }]);
  expect(notice).toContain('- @a/b 1.2.3: MIT; Somebody');
  expect(notice).toContain('- c 1.2.3: no licence named');
  const joined = joinLicences([
    { of: 'b 1', text: 'Words\r\n' },
    { of: 'a 1', text: 'Words' },
    { of: 'c 1', text: 'Other' },
  ]);
  expect(joined.match(/^Words$/gmu)).toHaveLength(1);
  expect(joined).toContain('a 1\nb 1\n');
});

it('upgrade notes are the parts of the changelog meant for whoever upgrades', () => {
  const changelog =
    '# Changelog\n\n## Unreleased\n\n### Upgrading\n\n- Do this.\n\n### Other\n\n- Not this.\n\n## 0.1.0\n\n- Nor this.\n';
  const notes = makeUpgradeNotes(changelog, { version: '0.2.0', migrations: ['0001_a.sql', '0002_b.sql'] });
  expect(notes).toContain('## 0.2.0\n\n- Do this.');
  expect(notes).toContain('0002_b.sql');
  expect(notes).not.toContain('Not this');
  expect(notes).not.toContain('Nor this');
});
