import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');

/** Folder of the shared material, or null. Tests that need it are skipped by name without it; under CI they fail. */
export const sharedDir: string | null = (() => {
  const dir = resolve(root, process.env.OTKLIK_SHARED ?? '../shared');
  return existsSync(join(dir, 'data')) ? dir : null;
})();

/** Path inside the shared data; throws when the material is absent (call it inside the test). */
export function sharedData(path: string): string {
  if (!sharedDir) throw new Error('Общие данные не найдены: задайте OTKLIK_SHARED');
  return join(sharedDir, 'data', path);
}

/** True when a test over shared data must be skipped: absent on a developer's machine, never under CI. */
export const lacksShared = sharedDir === null && process.env.CI !== 'true';
