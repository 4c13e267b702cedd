import { DAY } from '../../../shared/time.ts';
import type { FoundFault } from '../../lib/health/health-check.ts';

/** Rules of what is looked at on the machine itself; pure. */

const GB = 1024 ** 3;
const MB = 1024 ** 2;
/** PostgreSQL stops at a full disk; a night of letters, files and WAL fits into this. */
const FULL_BELOW = GB;
const LOW_BELOW = 5 * GB;
/** Node works, pictures and papers are made of a few hundred megabytes. */
const LEAST_MEMORY = 200 * MB;
/** The program is tried on this one. */
const WANTED_NODE = 24;
const LONG_KEY_LIFE = 2 * 365 * DAY;
/** Former keys are needed until everything is sealed anew, which a command does at once. */
const FORMER_KEYS_LIFE = 30 * DAY;

export const writeBytes = (bytes: number): string =>
  bytes >= GB ? `${(bytes / GB).toFixed(1).replace('.', ',')} ГБ` : `${Math.floor(bytes / MB)} МБ`;

export interface DiskFacts {
  free: number;
  total: number;
  files: number;
  freeFiles: number;
}

/** Room of the data folder's disk. */
export function judgeDisk(disk: DiskFacts): FoundFault<'full' | 'low' | 'no-inodes'>[] {
  const { free, total, files, freeFiles } = disk;
  const words = `Свободно ${writeBytes(free)} из ${writeBytes(total)}.`;
  if (free < FULL_BELOW) return [{ code: 'full', words }];
  // Some file systems count no files.
  if (files > 0 && freeFiles / files < 0.01)
    return [{ code: 'no-inodes', words: `Файлов можно создать ещё: ${freeFiles}.` }];
  return free < LOW_BELOW ? [{ code: 'low', words }] : [];
}

export const judgeMemory = (available: number): FoundFault<'low'>[] =>
  available < LEAST_MEMORY ? [{ code: 'low', words: `Свободно ${writeBytes(available)}.` }] : [];

export function judgeNode(version: string): FoundFault<'old'>[] {
  return Number.parseInt(version, 10) < WANTED_NODE
    ? [{ code: 'old', words: `Работает Node ${version}.` }]
    : [];
}

export interface SecretFile {
  name: string;
  /** Bits of access and the account that owns it. */
  mode: number;
  owner: number;
}

/** `owner` is the account the files must belong to. */
export function judgeSecrets(
  files: readonly SecretFile[],
  owner: number,
): FoundFault<'open' | 'wrong-owner'>[] {
  const name = (list: readonly SecretFile[]): string => list.map((file) => file.name).join(', ');
  const open = files.filter(({ mode }) => (mode & 0o077) !== 0);
  const foreign = files.filter((file) => file.owner !== owner);
  return [
    ...(open.length > 0 ? [{ code: 'open' as const, words: `${name(open)}.` }] : []),
    ...(foreign.length > 0 ? [{ code: 'wrong-owner' as const, words: `${name(foreign)}.` }] : []),
  ];
}

/** Moments the key and the former ones were written; null = there are none. */
export function judgeSealKeys(
  { key, former }: { key: Date | null; former: Date | null },
  now: Date,
): FoundFault<'old-key' | 'former-keys'>[] {
  const passed = (since: Date): number => now.getTime() - since.getTime();
  return [
    ...(key && passed(key) > LONG_KEY_LIFE ? [{ code: 'old-key' as const, words: '' }] : []),
    ...(former && passed(former) > FORMER_KEYS_LIFE ? [{ code: 'former-keys' as const, words: '' }] : []),
  ];
}

/** The public address in letters and links. */
export function judgeAddress(url: string): FoundFault<'missing' | 'broken' | 'plain'>[] {
  if (!url) return [{ code: 'missing', words: '' }];
  const parsed = URL.parse(url);
  if (!parsed || !/^https?:$/u.test(parsed.protocol))
    return [{ code: 'broken', words: `OTKLIK_URL: ${url}.` }];
  const isHere = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/u.test(parsed.hostname);
  return parsed.protocol === 'http:' && !isHere ? [{ code: 'plain', words: `Сейчас ${parsed.origin}.` }] : [];
}

interface DatedVersion {
  validFrom?: unknown;
  validTo?: unknown;
}

/** Days of a pack before its end that one is told of. */
const ENDING_DAYS = 30;

/** Whether a version of dated data holds today and will in a month; `today` is a local day. */
export function judgePack(
  name: string,
  versions: readonly DatedVersion[],
  today: string,
): FoundFault<'ended' | 'ending'>[] {
  const dated = versions.filter(({ validFrom }) => typeof validFrom === 'string');
  if (dated.length === 0) return [];
  const holds = (day: string): boolean =>
    dated.some(({ validFrom, validTo }) => String(validFrom) <= day && String(validTo ?? '9999') >= day);
  const later = new Date(Date.parse(today) + ENDING_DAYS * DAY).toISOString().slice(0, 10);
  if (!holds(today)) return [{ code: 'ended', words: `${name}.` }];
  return holds(later) ? [] : [{ code: 'ending', words: `${name}.` }];
}
