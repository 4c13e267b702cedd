import { openDatabase, openPool } from '../../server/lib/database/db.ts';
import { countRecord } from '../support/count-record.ts';
import { readCityFacts } from './city-facts.ts';
import { type TrialOptions, tryReturn } from './trial.ts';

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
export function checkBackup(options: TrialOptions): Promise<Checked> {
  const begun = Date.now();
  return tryReturn(options, async ({ plan, url, data }) => {
    options.say('сверяю');
    const { counts } = await readCityFacts(url);
    const faults = Object.entries(plan.base.counts)
      .filter(([name, before]) => name === 'journal' && (counts[name] ?? 0) < before)
      .map(([name, before]) => `${words[name] ?? name} вернулось ${counts[name] ?? 0}, а было ${before}`);
    if (plan.base.migration) faults.push(...(await verify(url, data)));
    const seconds = Math.round((Date.now() - begun) / 1000);
    return { to: plan.to, base: plan.base.id, counts, faults, seconds };
  });
}

async function verify(url: string, data: string): Promise<string[]> {
  const pool = openPool(url, 1);
  try {
    return (await countRecord(openDatabase(pool), { data })).faults;
  } finally {
    await pool.end();
  }
}

/** «41 812 дел, 90 120 записей журнала, 812 файлов». */
export const describeCounts = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${new Intl.NumberFormat('ru').format(count)} ${words[name] ?? name}`)
    .join(', ');
