import {
  listTrusted,
  readSheets,
  sheetsFolder,
  type Verdict,
  verifyRecord,
} from '../../server/base/audit/index.ts';
import { verifyFiles } from '../../server/base/files/index.ts';
import { verifyDocuments } from '../../server/base/signatures/verify.ts';
import { readConfig } from '../../server/lib/config.ts';
import type { Db } from '../../server/lib/database/db.ts';

/** Where what left the database lies, and whose word is believed. */
export interface Outside {
  /** Data folder of the installation: files, and the key that signs days. */
  data: string;
  /** Folder of the signed sheets; none = that of the data folder. */
  days?: string | undefined;
  /** Fingerprints of keys; none = the key of the installation and its former ones. */
  keys?: readonly string[];
  /** Roots printed on papers, in hex. */
  roots?: readonly string[];
}

/** What `npm run verify -- all` counts. */
export interface Counted {
  record: Verdict;
  files: number;
  documents: number;
  /** Fingerprints of the keys whose signatures were believed; none = any key's. */
  trusted: readonly string[];
  /** Each names table, row and what it was. */
  faults: string[];
}

function findTrusted(data: string, keys: readonly string[]): readonly string[] {
  if (keys.length > 0) return keys;
  // The embedded database is found by its folder and needs no address among the settings.
  const { recordKey, recordKeysOld } = readConfig({ ...process.env, DATABASE_URL: 'embedded' });
  return listTrusted({ dataDir: data, recordKey, recordKeysOld });
}

/** Counts journal, days, content, stored files and signed documents anew. */
export async function countRecord(db: Db, { data, days, keys = [], roots = [] }: Outside): Promise<Counted> {
  const trusted = findTrusted(data, keys);
  const record = await verifyRecord(db, {
    sheets: readSheets(days ?? sheetsFolder({ dataDir: data }), trusted),
    roots,
  });
  const files = await verifyFiles(db, { dataDir: data });
  const documents = await verifyDocuments(db);
  return {
    record,
    files: files.checked,
    documents: documents.checked,
    trusted,
    faults: [...record.faults, ...files.faults, ...documents.faults],
  };
}
