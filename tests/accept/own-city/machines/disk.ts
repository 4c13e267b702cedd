import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of its own for a database: a file as a block device with ext4 on it, so that it can be copied as it is when the power goes. */

export interface Disk {
  folder: string;
  /** What the device holds now: of what was written without a sync perhaps nothing. */
  copyTo: (image: string) => void;
  drop: () => void;
}

const DISK_MB = 700;
const WRITEBACK = '/proc/sys/vm/dirty_writeback_centisecs';

const run = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { encoding: 'utf8' }).trim();

/** Whether this machine lets us have one. */
export function canHaveDisk(): boolean {
  try {
    run('losetup', '--find');
    return process.getuid?.() === 0;
  } catch {
    return false;
  }
}

/** Mounts an image; its journal of the file system is played as after a loss of power. */
export function mountImage(image: string): Disk {
  const folder = mkdtempSync(join(tmpdir(), 'otklik-disk-'));
  const device = run('losetup', '--find', '--show', image);
  // What nobody has asked to be on the disk stays in memory for minutes: the worst a loss of power can meet.
  run('mount', '-o', 'commit=300', device, folder);
  return {
    folder,
    copyTo(copy) {
      const usual = readFileSync(WRITEBACK, 'utf8');
      // Nothing reaches the device while it is read.
      writeFileSync(WRITEBACK, '0');
      try {
        copyFileSync(image, copy);
      } finally {
        writeFileSync(WRITEBACK, usual);
      }
    },
    drop() {
      run('umount', '--lazy', folder);
      run('losetup', '--detach', device);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function makeDisk(image: string): Disk {
  writeFileSync(image, '');
  truncateSync(image, DISK_MB * 1024 ** 2);
  run('mkfs.ext4', '-q', image);
  const disk = mountImage(image);
  mkdirSync(join(disk.folder, 'city'));
  return disk;
}
