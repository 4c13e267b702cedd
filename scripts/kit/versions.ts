import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { KitRefusal } from './kit.ts';
import { compareTree, hashTree, type ReleaseManifest, readManifest } from './manifest.ts';
import type { Places } from './places.ts';

/** Versions of the program beside one another, and the link to the one that works. */

/** Runs a program of the system; where it fails, `what` begins the refusal. */
export function runTool(file: string, args: readonly string[], what: string): void {
  const done = spawnSync(file, args, { encoding: 'utf8' });
  if (done.status !== 0)
    throw new KitRefusal(`${what}: ${(done.stderr || done.error?.message || '').trim()}`);
}

const shownFaults = 5;

/** Reads the manifest of an unpacked release and holds its files against it. */
export function checkRelease(folder: string): ReleaseManifest {
  const manifest = readManifest(folder);
  const faults = compareTree(manifest.files, hashTree(folder));
  if (faults.length === 0) return manifest;
  const more = faults.length > shownFaults ? ` и ещё ${faults.length - shownFaults}` : '';
  throw new KitRefusal(
    `Архив повреждён или изменён: ${faults.slice(0, shownFaults).join('; ')}${more}. Возьмите его заново.`,
  );
}

/** Copies a folder whole, in the place of what an interrupted copy left; blocks are shared where the disk can. */
export function copyTree(from: string, to: string): void {
  const half = `${to}.half`;
  rmSync(half, { recursive: true, force: true });
  runTool('cp', ['-a', '--reflink=auto', from, half], `Не скопировать ${from}`);
  rmSync(to, { recursive: true, force: true });
  renameSync(half, to);
}

/** The program is root's, and nobody else may write to it. */
export function ownByRoot(folder: string): void {
  if (process.getuid?.() !== 0) return;
  runTool('chown', ['-R', 'root:root', folder], `Не сменить владельца ${folder}`);
  runTool('chmod', ['-R', 'u+rwX,go+rX,go-w', folder], `Не открыть ${folder}`);
}

export interface Unpacked {
  folder: string;
  manifest: ReleaseManifest;
  drop: () => void;
}

/** Unpacks an archive beside the versions, so that it is then only renamed. */
export function unpack(archive: string, { versions }: Places): Unpacked {
  if (!existsSync(archive)) throw new KitRefusal(`Нет файла ${archive}`);
  mkdirSync(versions, { recursive: true });
  const parent = mkdtempSync(join(versions, '.new-'));
  const drop = (): void => rmSync(parent, { recursive: true, force: true });
  try {
    runTool('tar', ['-xzf', archive, '-C', parent], `Архив ${archive} не распаковался`);
    const names = readdirSync(parent);
    const name = names[0];
    if (names.length !== 1 || name === undefined) throw new KitRefusal(`${archive} — не выпуск Отклика.`);
    const folder = join(parent, name);
    return { folder, manifest: checkRelease(folder), drop };
  } catch (error) {
    drop();
    throw error;
  }
}

/** Turns the link to another version in one step. */
export function pointTo({ current, versions }: Places, version: string): void {
  const next = `${current}.next`;
  rmSync(next, { force: true });
  symlinkSync(join(versions, version), next);
  renameSync(next, current);
}

/** Takes away versions that are of no use any more; returns their names. */
export function dropOthers({ versions }: Places, kept: readonly string[]): string[] {
  const others = readdirSync(versions).filter((name) => !kept.includes(name));
  for (const name of others) rmSync(join(versions, name), { recursive: true, force: true });
  return others;
}
