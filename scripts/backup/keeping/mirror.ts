import { spawn } from 'node:child_process';
import { z } from 'zod';
import { HOUR } from '../../../shared/time.ts';
import { BackupRefusal } from '../refusal.ts';

/**
 * Copies carried to another place by a program of the city's choice (`OTKLIK_BACKUP_MIRROR`): rclone speaks S3, SFTP and more, rsync goes to a
 * machine. What lies in a place of copies is encrypted and never changes under its name, so a plain mirror of it is a place of copies too.
 */

/** Where the words of the command name the place of copies. */
const PLACE = '{place}';
/** A program that hangs is ended: the next try begins anew. */
const LONGEST = 12 * HOUR;
/** Of what a program says of its failure, so much is told. */
const TOLD = 300;

const command = z.array(z.string().min(1)).min(2);

/** Words of the setting; null = copies are carried nowhere. Throws a refusal where it is no command. */
export function readMirrorCommand(text: string): string[] | null {
  if (text.trim() === '') return null;
  let words: unknown;
  try {
    words = JSON.parse(text);
  } catch {
    words = null;
  }
  const parsed = command.safeParse(words);
  if (!parsed.success || !parsed.data.some((word) => word.includes(PLACE)))
    throw new BackupRefusal(
      `OTKLIK_BACKUP_MIRROR — список слов команды с ${PLACE} на месте папки копий, например ["rclone","sync","${PLACE}","far:otklik"].`,
    );
  return parsed.data;
}

/** Runs the command on a place of copies. Throws a refusal with the last words of a program that failed. */
export async function mirrorPlace(
  words: readonly string[],
  place: string,
  signal: AbortSignal,
): Promise<void> {
  const [program = '', ...args] = words.map((word) => word.replaceAll(PLACE, place));
  // It knows where to go by settings of its own: the passphrase is not its business.
  const { OTKLIK_BACKUP_PASSPHRASE: _, ...env } = process.env;
  const child = spawn(program, args, { env, signal, timeout: LONGEST, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (words: string) => {
    said = `${said}${words}`.slice(-4000);
  });
  const failed = await new Promise<string | null>((done) => {
    child.once('error', (error) => done(error.message));
    child.once('close', (code, by) => done(code === 0 ? null : `код ${code ?? by}`));
  });
  if (failed === null) return;
  const last = said.trim().split('\n').at(-1)?.slice(-TOLD) ?? '';
  throw new BackupRefusal(`${program}: ${failed}${last && `. ${last}`}`);
}
