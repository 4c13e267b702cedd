import { AppError } from '../errors.ts';

/** Where a page ended: the sort keys of its last row, as text, so that microseconds and nulls survive. */
export type Cursor = (string | null)[];

/** What is said of a cursor that leads nowhere. */
export const badCursor = (): AppError =>
  new AppError('lib.bad-input', 'Продолжение списка не читается. Откройте список сначала.');

/** A cursor for an address: opaque to who holds it, checked when it comes back. */
export const writeCursor = (keys: Cursor): string =>
  Buffer.from(JSON.stringify(keys), 'utf8').toString('base64url');

/** Reads a cursor of `length` keys; a forged or truncated one is a bad input, not a failure. */
export function readCursor(text: string | undefined, length: number): Cursor | null {
  if (!text) return null;
  try {
    const keys: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    const isWhole =
      Array.isArray(keys) &&
      keys.length === length &&
      keys.every((key) => key === null || (typeof key === 'string' && key.length <= 100));
    if (isWhole) return keys as Cursor;
  } catch {
    // Falls through to the same refusal.
  }
  throw badCursor();
}

/** A moment out of a cursor, as PostgreSQL or `toISOString` writes it, checked before it reaches SQL. */
export function cursorMoment(key: string | null): string | null {
  if (key === null) return key;
  const isMoment = /^\d{4,6}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d{1,6})?(\+00|Z)$/.test(key);
  if (isMoment && !Number.isNaN(Date.parse(key))) return key;
  throw badCursor();
}

/** An id out of a cursor, checked before it reaches SQL. */
export function cursorId(key: string | null): string {
  if (key !== null && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key)) return key;
  throw badCursor();
}
