import { createFileCopier, type FileCopier, type FileEntry } from '../file-copier.ts';
import type { Keyring } from '../keyring.ts';
import { CHANGES, changeStem, listChanges, readTip, type Tip, writeTip } from '../place.ts';
import { writeSealed } from '../sealed-file.ts';

export interface KeepFilesOptions {
  place: string;
  keyring: Keyring;
  system: string;
  timeline: number;
  data: string;
  /** Folder of the passwords of the database. */
  cluster: string;
  known: readonly FileEntry[];
}

/** Copies what has come to the data folder since the last look and writes down what came and went. */
export function createFileKeeper(options: KeepFilesOptions): { look: (now: number) => Promise<void> } {
  const { place, keyring, system, timeline } = options;
  const copier: FileCopier = createFileCopier(options);
  let previous = Math.max(0, ...listChanges(place).map(({ at }) => at));
  // What did not get written down is looked for again.
  let waiting: Awaited<ReturnType<FileCopier['look']>> | null = null;

  async function look(now: number): Promise<void> {
    const change = waiting ?? (await copier.look(now));
    if (change.added.length + change.gone.length > 0) {
      waiting = change;
      const words = Buffer.from(JSON.stringify({ ...change, previous }));
      await writeSealed(place, keyring, { folder: CHANGES, stem: changeStem(change.at) }, only(words));
      waiting = null;
      previous = change.at;
    }
    const tip = readTip(place, keyring, system) ?? noTip(timeline);
    writeTip(place, keyring, system, { ...tip, changeAt: previous, lookedAt: change.at });
  }

  return { look };
}

const noTip = (timeline: number): Tip => ({ timeline, number: -1, endedAt: 0, changeAt: 0, lookedAt: 0 });

async function* only(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
