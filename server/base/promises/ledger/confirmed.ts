import type { Selectable } from 'kysely';
import type { PromiseKind } from '../../../../shared/contract/base/promises.ts';
import type { DB } from '../../../lib/database/schema.gen.ts';
import type { Ctx } from '../../../lib/module/context.ts';

type Confirmation = Selectable<DB['promises.confirmation']>;

/** What people said of days a program found, by `kind:id:day`. */
export async function readConfirmed(ctx: Ctx): Promise<Map<string, Confirmation>> {
  const rows = await ctx.db.selectFrom('promises.confirmation').selectAll().execute();
  return new Map(rows.map((row) => [`${row.kind}:${row.promise_id}:${row.due_on}`, row]));
}

/** Found in texts of a system, and said to be none. */
export async function deniedPromises(ctx: Ctx, kind: PromiseKind): Promise<Set<string>> {
  const rows = await ctx.db
    .selectFrom('promises.confirmation')
    .select('promise_id')
    .where('kind', '=', kind)
    .where('is_promise', '=', false)
    .execute();
  return new Set(rows.map(({ promise_id: id }) => id));
}
