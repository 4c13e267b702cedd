import { createHash, type KeyObject, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../../lib/config.ts';
import { fingerprintOf, isSigned, signText } from './record-key.ts';

/**
 * What leaves the database when a day is over: a file of the data folder, signed by a key the database never sees. Beside the
 * root it holds what names a forged thing: a print of each record and the commitments of the day. No word of what was said.
 */

const hex = z.string().regex(/^[0-9a-f]{64}$/);

/** [kind, id, hash or null where the line is gone, ground of a lawful erasure]. */
export const committedLine = z.union([
  z.tuple([z.string(), z.string(), hex.nullable()]),
  z.tuple([z.string(), z.string(), hex.nullable(), z.string()]),
]);
export type CommittedLine = z.output<typeof committedLine>;

const daySheet = z.strictObject({
  day: z.iso.date(),
  firstSeq: z.int(),
  lastSeq: z.int(),
  root: hex,
  /** ISO moment the database sealed the day. */
  sealedAt: z.string(),
  /** Prints of the records in their order, joined: `PRINT_SIZE` bytes each, base64. */
  prints: z.string(),
  lines: z.array(committedLine),
  /** ISO moment: a day signed long after it was over is proved from that moment on. */
  signedAt: z.string(),
});
export type DaySheet = z.output<typeof daySheet>;

const signedSheet = z.strictObject({
  format: z.literal('otklik-day/1'),
  /** The sheet as the text that was signed. */
  body: z.string(),
  key: z.string(),
  signature: z.string(),
});

type Place = Pick<Config, 'dataDir'>;

const PRINT_SIZE = 8;

/** Names a record among those of its day; what proves it is the root. */
export const printRecord = (payload: string): Buffer =>
  createHash('sha256').update(payload, 'utf8').digest().subarray(0, PRINT_SIZE);

/** Prints of a sheet, each in hex. */
export function listPrints({ prints }: DaySheet): string[] {
  const bytes = Buffer.from(prints, 'base64');
  return Array.from({ length: bytes.length / PRINT_SIZE }, (_, at) =>
    bytes.subarray(at * PRINT_SIZE, (at + 1) * PRINT_SIZE).toString('hex'),
  );
}

export const sheetsFolder = ({ dataDir }: Place): string => join(dataDir, 'day-roots');

const pathOf = (place: Place, day: string): string => join(sheetsFolder(place), `${day}.json`);

export const hasSheet = (place: Place, day: string): boolean => existsSync(pathOf(place, day));

/** The file of a day as it lies there. */
export const readSheetFile = (place: Place, day: string): Buffer => readFileSync(pathOf(place, day));

/** Writes a day for good. One that is there stays as it is: false. */
export function writeSheet(place: Place, key: KeyObject, sheet: DaySheet): boolean {
  if (hasSheet(place, sheet.day)) return false;
  mkdirSync(sheetsFolder(place), { recursive: true });
  const body = JSON.stringify(sheet);
  const text = JSON.stringify({ format: 'otklik-day/1', body, ...signText(key, body) });
  const draft = join(sheetsFolder(place), `.${randomUUID()}`);
  try {
    writeFileSync(draft, `${text}\n`, { mode: 0o640, flush: true });
    renameSync(draft, pathOf(place, sheet.day));
  } finally {
    rmSync(draft, { force: true });
  }
  return true;
}

/** A sheet of a file, or why it is not to be believed. `trusted`: fingerprints of keys; empty = any key, told by the caller. */
export function readSheet(text: string, trusted: readonly string[]): DaySheet | string {
  try {
    const { body, key, signature } = signedSheet.parse(JSON.parse(text));
    if (!isSigned(body, { key, signature })) return 'подпись не сходится';
    if (trusted.length > 0 && !trusted.includes(fingerprintOf(key)))
      return `подписан другим ключом: ${fingerprintOf(key)}`;
    return daySheet.parse(JSON.parse(body));
  } catch {
    return 'файл не читается';
  }
}

export interface Sheets {
  /** Oldest first. */
  days: DaySheet[];
  /** What is wrong with files of the folder, each naming its file. */
  faults: string[];
}

const NAME = /^\d{4}-\d{2}-\d{2}\.json$/;

/** Every sheet of a folder; without the folder, none. */
export function readSheets(folder: string, trusted: readonly string[]): Sheets {
  const sheets: Sheets = { days: [], faults: [] };
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => NAME.test(name)) : [];
  for (const name of names.sort()) {
    const sheet = readSheet(readFileSync(join(folder, name), 'utf8'), trusted);
    if (typeof sheet === 'string') sheets.faults.push(`лист дня ${name}: ${sheet}`);
    else if (`${sheet.day}.json` !== name) sheets.faults.push(`лист дня ${name}: внутри другой день`);
    else sheets.days.push(sheet);
  }
  return sheets;
}
