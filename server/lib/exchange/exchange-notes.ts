import { sql } from 'kysely';
import type { Db } from '../database/db.ts';

/** How exchanges with a system go that leave no record of their own. */
export interface ExchangeNote {
  lastAt: Date | null;
  /** Since the last that succeeded. */
  failures: number;
  failedAt: Date | null;
  failure: string;
}

/** Notes that an exchange succeeded, or why it did not, in words for an administrator. One row a system. */
export async function noteExchange(db: Db, code: string, now: Date, failure: string | null): Promise<void> {
  await (failure === null
    ? sql`
      INSERT INTO lib.exchange_note AS note (code, last_at) VALUES (${code}, ${now})
      ON CONFLICT (code) DO UPDATE SET last_at = greatest(note.last_at, ${now}), failures = 0, failure = ''`.execute(
        db,
      )
    : sql`
      INSERT INTO lib.exchange_note AS note (code, failed_at, failures, failure) VALUES (${code}, ${now}, 1, ${failure})
      ON CONFLICT (code) DO UPDATE SET failed_at = ${now}, failures = note.failures + 1, failure = ${failure}`.execute(
        db,
      ));
}

export async function readExchangeNotes(
  db: Db,
  codes: readonly string[],
): Promise<Map<string, ExchangeNote>> {
  const rows =
    codes.length === 0
      ? []
      : await db
          .selectFrom('lib.exchange_note')
          .selectAll()
          .where('code', 'in', [...codes])
          .execute();
  return new Map(
    rows.map((row) => [
      row.code,
      { lastAt: row.last_at, failures: row.failures, failedAt: row.failed_at, failure: row.failure },
    ]),
  );
}
