import type { Channel } from '../../../shared/contract/messages/cases.ts';
import type { Db } from '../../lib/database/db.ts';
import { fingerprintHeaders, type TableShape } from '../../lib/tables/reading/table.ts';
import type { Mapping } from './mapping.ts';
import type { ImportRow } from './progress.ts';
import { REPORT_COLUMNS } from './report-columns.ts';
import { nameSource } from './source-name.ts';
import { fitMapping, guessMapping } from './targets.ts';

/** How a table will be loaded unless a person says otherwise. */
export interface Proposal {
  mapping: Mapping;
  source: string;
  channel: Channel;
  isOwnCity: boolean;
  isRemembered: boolean;
}

type File = Pick<ImportRow, 'shape' | 'filename'>;

/** By this the same kind of table is known again: its columns without those our own report adds in front. */
export function rememberKey({ shape }: Pick<ImportRow, 'shape'>): string {
  const { headers } = shape as TableShape;
  return fingerprintHeaders(headers.filter((header) => !REPORT_COLUMNS.includes(header)));
}

/** The settings of the last time for tables of these columns, else a guess by their names. */
export async function proposeSettings(db: Db, file: File): Promise<Proposal> {
  const { headers } = file.shape as TableShape;
  const known = await db
    .selectFrom('imports.mapping')
    .selectAll()
    .where('fingerprint', '=', rememberKey(file))
    .executeTakeFirst();
  if (!known)
    return {
      mapping: guessMapping(headers),
      source: nameSource(file.filename),
      channel: 'import',
      isOwnCity: true,
      isRemembered: false,
    };
  return {
    mapping: fitMapping(known.mapping as Record<string, string>, headers),
    source: known.source,
    channel: known.channel as Channel,
    isOwnCity: known.is_own_city,
    isRemembered: true,
  };
}
