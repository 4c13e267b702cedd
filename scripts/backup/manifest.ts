import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Keyring, macOf } from './keyring.ts';

/** What a base backup says of itself: its parts and where in the chain of WAL it stands. */

const hex = z.string().regex(/^[0-9a-f]{64}$/);

const manifest = z.strictObject({
  /** Its folder, `2026-11-30T03-00-12Z`. */
  id: z.string(),
  /** Identifier of the cluster; a cluster made anew has another. */
  system: z.string(),
  timeline: z.int(),
  /** Positions of WAL between which the copy was made. */
  startPosition: z.string(),
  stopPosition: z.string(),
  firstSegment: z.int(),
  lastSegment: z.int(),
  startedAt: z.int(),
  stoppedAt: z.int(),
  /** When the data folder was looked at. */
  filesAt: z.int(),
  /** Major version of PostgreSQL. */
  postgres: z.string(),
  /** Last migration in it; empty = none yet. */
  migration: z.string(),
  /** Zone of the city, in which moments are named. */
  zone: z.string(),
  /** What was there when it was begun: a return has no less. */
  counts: z.record(z.string(), z.int()),
  parts: z.array(z.strictObject({ stem: z.string(), mac: z.string(), bytes: z.int(), sha256: hex })),
  files: z.strictObject({ count: z.int(), bytes: z.int() }),
});
export type Manifest = z.output<typeof manifest>;

const signed = z.strictObject({ format: z.literal('otklik-backup/1'), body: z.string(), mac: z.string() });

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** Something small that is written with its mac. `context` says what it is and where it lies. */
export function signText(keyring: Pick<Keyring, 'macKey'>, context: string, value: unknown): string {
  const body = JSON.stringify(value);
  return `${JSON.stringify({ format: 'otklik-backup/1', body, mac: macOf(keyring, context, sha256(body)) })}\n`;
}

/** What `signText` wrote; null where it is not that. */
export function readSigned(keyring: Pick<Keyring, 'macKey'>, context: string, text: string): unknown {
  try {
    const { body, mac } = signed.parse(JSON.parse(text));
    if (mac !== macOf(keyring, context, sha256(body))) return null;
    // Spaces between the fields would be no change of what is said, and yet a change of the file.
    return text === signText(keyring, context, JSON.parse(body)) ? JSON.parse(body) : null;
  } catch {
    return null;
  }
}

export const writeManifest = (keyring: Pick<Keyring, 'macKey'>, value: Manifest): string =>
  signText(keyring, `base/${value.id}/manifest`, value);

/** The manifest of the folder `id`; null where it is not what was written there. */
export function readManifest(keyring: Pick<Keyring, 'macKey'>, id: string, text: string): Manifest | null {
  const parsed = manifest.safeParse(readSigned(keyring, `base/${id}/manifest`, text));
  return parsed.success && parsed.data.id === id ? parsed.data : null;
}
