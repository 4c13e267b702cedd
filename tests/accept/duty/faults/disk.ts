import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

export interface Disk {
  path: string;
  /** Leaves no room for a byte more. */
  fill: () => void;
  free: () => void;
  unmount: () => void;
}

const SIZE = '320m';

/** Mounts a small disk in memory; null where that is not allowed. */
export function mountDisk(path: string): Disk | null {
  mkdirSync(path, { recursive: true });
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=0755`, 'tmpfs', path]);
  if (mounted.status !== 0) return null;
  const filler = join(path, 'filler');
  return {
    path,
    fill() {
      // More than there is: what fits is written, the rest refused.
      const { bavail, bsize } = statfsSync(path);
      spawnSync('dd', [
        'if=/dev/zero',
        `of=${filler}`,
        'bs=64k',
        `count=${Math.ceil((bavail * bsize) / 65_536) + 64}`,
      ]);
    },
    free: () => rmSync(filler, { force: true }),
    unmount: () => void spawnSync('umount', ['-l', path]),
  };
}
