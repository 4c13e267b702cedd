import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, openPool } from '../../server/lib/database/db.ts';
import { choosePlace } from '../postgres/account.mjs';
import { startPostgres } from '../postgres.mjs';
import { countRecord } from '../support/count-record.ts';
import { readCityFacts } from './city-facts.ts';
import { type RestoreOptions, restoreBackup } from './restore.ts';

export interface Checked {
  /** Moment that was returned to, ms. */
  to: number;
  /** The base backup it was returned from. */
  base: string;
  counts: Record<string, number>;
  seconds: number;
  /** What does not hold; empty = all does. */
  faults: string[];
}

const words: Readonly<Record<string, string>> = { cases: 'дел', journal: 'записей журнала', files: 'файлов' };

/**
 * Returns the latest to a folder that is thrown away, starts its database, counts it and verifies the whole record: journal, days,
 * content, files, signed documents.
 */
export async function checkBackup(
  options: Pick<RestoreOptions, 'place' | 'keyring' | 'describe' | 'say'>,
): Promise<Checked> {
  const begun = Date.now();
  const outer = mkdtempSync(join(tmpdir(), 'otklik-check-'));
  // The account of the database, which is another's for root, has to pass.
  chmodSync(outer, 0o711);
  const data = join(outer, 'data');
  const cluster = join(data, 'postgres');
  try {
    const { plan } = await restoreBackup({ ...options, at: null, data });
    options.say('поднимаю возвращённую базу и сверяю');
    const server = await startPostgres({ dataDir: cluster });
    try {
      const { counts } = await readCityFacts(server.url);
      const faults = Object.entries(plan.base.counts)
        .filter(([name, before]) => name === 'journal' && (counts[name] ?? 0) < before)
        .map(([name, before]) => `${words[name] ?? name} вернулось ${counts[name] ?? 0}, а было ${before}`);
      if (plan.base.migration) faults.push(...(await verify(server.url, data)));
      return {
        to: plan.to,
        base: plan.base.id,
        counts,
        faults,
        seconds: Math.round((Date.now() - begun) / 1000),
      };
    } finally {
      await server.stop();
    }
  } finally {
    const { dir } = choosePlace(cluster);
    rmSync(dir, { recursive: true, force: true });
    rmSync(outer, { recursive: true, force: true });
  }
}

async function verify(url: string, data: string): Promise<string[]> {
  const before = process.env.DATABASE_URL;
  // The settings are read whole, and want one.
  process.env.DATABASE_URL = url;
  const pool = openPool(url, 1);
  try {
    return (await countRecord(openDatabase(pool), { data })).faults;
  } finally {
    await pool.end();
    if (before === undefined) delete process.env.DATABASE_URL;
    else process.env.DATABASE_URL = before;
  }
}

/** «41 812 дел, 90 120 записей журнала, 812 файлов». */
export const describeCounts = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${new Intl.NumberFormat('ru').format(count)} ${words[name] ?? name}`)
    .join(', ');
