import { openDatabase, openPool } from '../../server/lib/database/db.ts';
import { quoteWord } from '../../shared/text/command-words.ts';
import { counted } from '../../shared/text/plural.ts';
import { countRecord } from '../support/count-record.ts';
import { isRelease } from '../support/places.mjs';
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

type Noun = readonly [one: string, few: string, many: string];

/** What is counted, by its name in a copy. */
const nouns: Readonly<Record<string, Noun>> = {
  cases: ['дело', 'дела', 'дел'],
  journal: ['запись журнала', 'записи журнала', 'записей журнала'],
  files: ['файл', 'файла', 'файлов'],
};
const nounOf = (name: string): Noun => nouns[name] ?? [name, name, name];

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
      .map(([name, before]) => `${nounOf(name)[2]} вернулось ${counts[name] ?? 0}, а было ${before}`);
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

/** What is typed to check the copies of this place, whatever the variables of the terminal are. */
export const commandOfCheck = (place: string): string =>
  `${isRelease() ? 'otklik backup' : 'npm run backup --'} --check --to ${quoteWord(place)}`;

/** «41 812 дел, 90 120 записей журнала, 812 файлов». */
export const describeCounts = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => counted(count, ...nounOf(name)))
    .join(', ');
