/** Which packages of package-lock.json the program loads while it works on one platform. */

export interface LockEntry {
  version?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
  os?: string[];
  cpu?: string[];
  libc?: string[];
}

export type LockPackages = Readonly<Record<string, LockEntry>>;

export interface Platform {
  os: string;
  cpu: string;
  libc: string;
}

const allows = (list: readonly string[] | undefined, one: string): boolean => !list || list.includes(one);

const fits = ({ os, cpu, libc }: LockEntry, platform: Platform): boolean =>
  allows(os, platform.os) && allows(cpu, platform.cpu) && allows(libc, platform.libc);

/** Where Node would find a package that another, at `from`, asks for: beside it, or in a folder above. */
function findPlace(lock: LockPackages, from: string, name: string): string | undefined {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const path = `${at ? `${at}/` : ''}node_modules/${name}`;
    if (lock[path]) return path;
    if (!at) return undefined;
    if (!at.includes('/node_modules/')) at = '';
  }
}

function listNeeds(entry: LockEntry): { name: string; isOptional: boolean }[] {
  const isLoose = (name: string): boolean => entry.peerDependenciesMeta?.[name]?.optional === true;
  return [
    ...Object.keys(entry.dependencies ?? {}).map((name) => ({ name, isOptional: false })),
    ...Object.keys(entry.optionalDependencies ?? {}).map((name) => ({ name, isOptional: true })),
    ...Object.keys(entry.peerDependencies ?? {})
      .filter((name) => !isLoose(name))
      .map((name) => ({ name, isOptional: false })),
  ];
}

/**
 * Paths of the packages that what is named needs, with all they need themselves, in order. A package that some other one merely
 * can use (an optional peer) is not among them. Without `roots`: all dependencies of the project.
 */
export function listProduction(lock: LockPackages, platform: Platform, roots?: readonly string[]): string[] {
  const found = new Set<string>();
  const queue = roots
    ? roots.map((name) => ({ from: '', name, isOptional: false }))
    : listNeeds(lock[''] ?? {}).map((need) => ({ ...need, from: '' }));
  for (let need = queue.pop(); need; need = queue.pop()) {
    const path = findPlace(lock, need.from, need.name);
    const entry = path === undefined ? undefined : lock[path];
    if (path === undefined || !entry) {
      if (need.isOptional) continue;
      throw new Error(
        `Пакета ${need.name}, который нужен ${need.from || 'программе'}, нет в package-lock.json.`,
      );
    }
    if (found.has(path) || !fits(entry, platform)) continue;
    found.add(path);
    queue.push(...listNeeds(entry).map((one) => ({ ...one, from: path })));
  }
  return [...found].toSorted();
}

const declared = /\.d\.[cm]?ts$/u;

/** Builds for browsers that Node never loads: what of which package. */
const unused: Readonly<Record<string, RegExp>> = {
  docx: /^dist\/[\w-]+\.(?:umd\.cjs|iife\.js)$/u,
  exceljs: /^dist\//u,
};

/** What of a package no program reads while it works: maps, declarations of types, words for readers, builds for browsers. */
export function isLeftOut(name: string, path: string): boolean {
  if (/(?:^|\/)(?:licen[cs]e|copying|notice)/iu.test(path)) return false;
  if (path.startsWith('.bin/') || /\.(?:map|md|markdown|tsbuildinfo)$/iu.test(path) || declared.test(path))
    return true;
  return unused[name]?.test(path) ?? false;
}

/** `node_modules/a/node_modules/@b/c` → `@b/c`. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 13);
