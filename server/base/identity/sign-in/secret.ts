import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../../lib/config.ts';
import { errorCode } from '../../../lib/error-code.ts';

const opened = new Map<string, string>();

/**
 * The server's secret, 256 bits: signs session cookies and keys the hashes of codes and contacts.
 * Made on the first start as `<data folder>/secret`, readable by the owner alone; never in the environment,
 * which leaks into logs and child processes. Losing the file signs everybody out, and lets who answered a poll that
 * still runs answer again: nothing more.
 */
export function readSecret(config: Config): string {
  const path = join(config.dataDir, 'secret');
  const known = opened.get(path);
  if (known) return known;
  mkdirSync(config.dataDir, { recursive: true });
  try {
    // `wx`: of two processes that start at once one writes, the other reads.
    writeFileSync(path, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600, flush: true });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  const secret = readFileSync(path, 'utf8').trim();
  if (secret.length < 43) throw new Error(`Файл ${path} повреждён: удалите его, всем придётся войти заново`);
  opened.set(path, secret);
  return secret;
}

/** Keyed hash (HMAC-SHA-256, hex): a six-digit code or a phone cannot be found from it by trying them all. */
export function hashPrivate(config: Config, purpose: string, value: string): string {
  return createHmac('sha256', readSecret(config)).update(`${purpose}\n${value}`).digest('hex');
}
