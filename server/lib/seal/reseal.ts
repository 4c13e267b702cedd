import { sql } from 'kysely';
import type { Config } from '../config.ts';
import type { Db } from '../database/db.ts';
import { isSealedAnew, seal, unseal } from './sealed.ts';

/** A column of sealed secrets; `placeOf` names the place of a row by its key. */
export interface SealedColumn {
  table: string;
  column: string;
  key: string;
  placeOf: (key: string) => string;
}

export interface Resealed {
  table: string;
  resealed: number;
  /** Sealed by a key that is not here: nobody can open them any more. */
  lost: number;
}

/** Seals every secret of the columns by the key in force; run it in a transaction. Names are of code, never of input. */
export async function reseal(db: Db, config: Config, columns: readonly SealedColumn[]): Promise<Resealed[]> {
  const done: Resealed[] = [];
  for (const { table, column, key, placeOf } of columns) {
    const { rows } = await sql<{ key: string; sealed: string }>`
      SELECT ${sql.ref(key)}::text AS key, ${sql.ref(column)} AS sealed FROM ${sql.table(table)}
      WHERE ${sql.ref(column)} IS NOT NULL FOR UPDATE`.execute(db);
    const tally = { table, resealed: 0, lost: 0 };
    for (const row of rows) {
      if (isSealedAnew(config, row.sealed)) continue;
      const secret = unseal(config, placeOf(row.key), row.sealed);
      if (secret === null) {
        tally.lost += 1;
        continue;
      }
      await sql`UPDATE ${sql.table(table)} SET ${sql.ref(column)} = ${seal(config, placeOf(row.key), secret)}
        WHERE ${sql.ref(key)}::text = ${row.key}`.execute(db);
      tally.resealed += 1;
    }
    done.push(tally);
  }
  return done;
}
