import { errorCode } from '../error-code.ts';

/** SQLSTATE unique_violation. */
const UNIQUE = '23505';

/** Whether a unique key refused a row since there is one like it: somebody else was first. `key` = by this very one. */
export function isTaken(error: unknown, key?: string): boolean {
  if (!(error instanceof Error)) return false;
  if (errorCode(error) !== UNIQUE) return false;
  return key === undefined || ('constraint' in error && error.constraint === key);
}
