import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listTree } from '../kit/manifest.ts';
import type { LicenceText } from './notices.ts';
import { isLeftOut, type LockPackages, nameOf } from './production-packages.ts';
import type { Component } from './sbom.ts';
import { isShipped, listImports, packageOf } from './shipped.ts';

/** Copies what a release is made of. */

function copyInto(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { verbatimSymlinks: true });
}

export function copySources(root: string, tracked: readonly string[], to: string): void {
  for (const path of tracked.filter(isShipped)) copyInto(join(root, path), join(to, path));
}

/** Copies the packages. What lies in the `node_modules` at the top of one is of the list itself; deeper it is built into the package. */
export function copyPackages(root: string, packages: readonly string[], to: string): void {
  for (const path of packages) {
    const folder = join(root, path);
    if (!existsSync(folder))
      throw new Error(`Пакета ${path} нет: сначала npm run types или npm start поставят всё.`);
    const own = listTree(folder).filter((name) => !name.startsWith('node_modules/'));
    for (const name of own)
      if (!isLeftOut(nameOf(path), name)) copyInto(join(folder, name), join(to, path, name));
  }
}

/** The program that runs it all: Node 24, as it runs us. */
export function copyNode(to: string): void {
  const place = join(to, 'runtime', 'node');
  mkdirSync(dirname(place), { recursive: true });
  copyFileSync(process.execPath, place);
  chmodSync(place, 0o755);
}

/** Packages that the build puts into the pages. */
export function listPageRoots(root: string, tracked: readonly string[], lock: LockPackages): string[] {
  const names = new Set<string>();
  const pages = tracked.filter(
    (path) => /^(?:web\/\w+|shared)\/.*\.(?:tsx?|css)$/u.test(path) && !path.includes('.test.'),
  );
  for (const path of pages) {
    const text = readFileSync(join(root, path), 'utf8');
    const inStyles = [...text.matchAll(/@import\s+(?:url\()?['"]([^'"]+)/gu)].map(([, name = '']) => name);
    for (const name of [...listImports(text), ...inStyles]) {
      const found = packageOf(name);
      if (found && lock[`node_modules/${found}`]) names.add(found);
    }
  }
  return [...names];
}

interface PackageFile {
  version: string;
  license?: string | { type?: string };
  licenses?: { type?: string }[];
  author?: string | { name?: string };
}

const authorOf = ({ author }: PackageFile): string =>
  (typeof author === 'string' ? author : (author?.name ?? '')).replaceAll(/\s*[<(][^>)]*[>)]/gu, '').trim();

const licenceOf = ({ license, licenses }: PackageFile): string =>
  (typeof license === 'string' ? license : license?.type) ??
  (licenses ?? []).flatMap(({ type }) => type ?? []).join(' OR ');

export function describePackages(
  root: string,
  paths: readonly string[],
  integrityOf: (path: string) => string,
  part: Component['part'],
): Component[] {
  return paths.map((path) => {
    const own = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8')) as PackageFile;
    return {
      name: nameOf(path),
      version: own.version,
      licence: licenceOf(own),
      integrity: integrityOf(path),
      author: authorOf(own),
      part,
    };
  });
}

const isLicence = (name: string): boolean => /^(?:licen[cs]e|copying|notice)/iu.test(name);

/** The words of the licences that lie at the top of packages. */
export function readLicences(root: string, paths: readonly string[]): LicenceText[] {
  return paths.flatMap((path) => {
    const folder = join(root, path);
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageFile;
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && isLicence(entry.name))
      .map(({ name }) => ({
        of: `${nameOf(path)} ${version}`,
        text: readFileSync(join(folder, name), 'utf8'),
      }));
  });
}

/** Node's own licence, where its package or archive has left it beside the program. */
export function readNodeLicence(): LicenceText[] {
  const file = join(dirname(dirname(process.execPath)), 'LICENSE');
  if (!existsSync(file)) return [];
  return [{ of: `Node.js ${process.versions.node}`, text: readFileSync(file, 'utf8') }];
}
