import { type RawBuilder, sql } from 'kysely';

/** A column that has the value asked for; `none` asks for those without one. */
export const isOrNone = (column: RawBuilder<unknown>, value: string): RawBuilder<boolean> =>
  value === 'none' ? sql`${column} IS NULL` : sql`${column} = ${value}`;

/** All of the conditions; of no condition everything. */
export const allOf = (conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> =>
  conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` AND `)})`;
