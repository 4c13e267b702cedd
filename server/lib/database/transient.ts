import { errorCode } from '../error-code.ts';

/**
 * SQLSTATE of what passes by itself: connection (08), lost races (40), resources, a full disk among them (53), the server
 * going down or up, a statement that took too long (57), an error of the disk (58030), a standby (25006).
 */
const STATES = /^(08...|40...|53...|57...|58030|25006)$/;

const SYSTEM = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOSPC',
  'EDQUOT',
  'EMFILE',
  'ENFILE',
]);

/** What the driver says without a code. */
const SAID =
  /timeout exceeded when trying to connect|Connection terminated|Connection ended|is not queryable|pool after calling end/;

/**
 * True when the database is away, full or overloaded, or the disk is full: nothing is wrong with the code or the request, and
 * the same tried again later succeeds.
 */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = errorCode(error);
  if (typeof code === 'string' && (STATES.test(code) || SYSTEM.has(code))) return true;
  return SAID.test(error.message) || isTransient(error.cause);
}
