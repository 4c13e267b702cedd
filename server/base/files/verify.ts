import { createHash } from 'node:crypto';
import type { Config } from '../../lib/config.ts';
import type { Db } from '../../lib/database/db.ts';
import { openOriginal } from './storage.ts';

const BATCH = 1000;

async function hashOriginal(place: Pick<Config, 'dataDir'>, sha256: string): Promise<string | null> {
  const stream = await openOriginal(place, sha256).catch(() => null);
  if (!stream) return null;
  const hash = createHash('sha256');
  for await (const chunk of stream) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Reads every attached file from the disk and holds it against the hash of its row. Copies are made of it anew and not looked at. */
export async function verifyFiles(
  db: Db,
  place: Pick<Config, 'dataDir'>,
): Promise<{ checked: number; faults: string[] }> {
  const faults: string[] = [];
  let [checked, last] = [0, '00000000-0000-0000-0000-000000000000'];
  for (;;) {
    const rows = await db
      .selectFrom('files.file')
      .select(['id', 'sha256'])
      .where('claimed', '=', true)
      .where('id', '>', last)
      .orderBy('id')
      .limit(BATCH)
      .execute();
    for (const { id, sha256 } of rows) {
      const found = await hashOriginal(place, sha256);
      const name = `files.file, строка ${id} — сохранённый файл files/${sha256.slice(0, 2)}/${sha256}.original`;
      if (found === null) faults.push(`${name}: на диске его нет`);
      else if (found !== sha256) faults.push(`${name}: на диске не то, что было принято`);
      checked += 1;
      last = id;
    }
    if (rows.length < BATCH) return { checked, faults };
  }
}
