/** SQLSTATE unique_violation. */
const UNIQUE = '23505';

/** Whether a unique key refused a row since there is one like it: somebody else was first. `key` = by this very one. */
export function isTaken(error: unknown, key?: string): boolean {
  if (!(error instanceof Error)) return false;
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return code === UNIQUE && (key === undefined || constraint === key);
}
