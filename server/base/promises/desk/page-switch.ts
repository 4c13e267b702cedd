import { sql } from 'kysely';
import type * as contract from '../../../../shared/contract/base/promises.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { badField } from '../../../lib/errors.ts';
import { type Ctx, nameOfActor } from '../../../lib/module/context.ts';
import { type RecordKind, refuseStale } from '../../../lib/module/stale.ts';
import { readPromiseDesk } from './found.ts';
import { type PageSwitch, readPageSwitch } from './shown.ts';

const pageRecord: RecordKind = { words: 'Страницу обещаний', object: 'promise-page', module: 'promises' };

/** Two switches at once are one after the other: there may be no row yet to lock. */
const lockPage = (ctx: Ctx) => sql`SELECT pg_advisory_xact_lock(hashtext('promises.page'))`.execute(ctx.db);

/** Route: whether everybody sees the page. Whoever hides it says why, and everybody reads that. */
export async function switchPromisePage(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.switchPromisePage>,
): Promise<contract.PromiseDesk> {
  const reason = body.isShown ? '' : body.reason.trim();
  if (!body.isShown && reason.length < 3) throw badField('reason', 'Напишите, почему: это прочтут все');
  await lockPage(ctx);
  const { version }: PageSwitch = await readPageSwitch(ctx);
  refuseStale(pageRecord, { id: 'page', version }, body.version);
  const row = {
    is_shown: body.isShown,
    reason,
    changed_at: ctx.now,
    changed_by_name: nameOfActor(ctx),
    version: version + 1,
  };
  await ctx.db
    .insertInto('promises.page')
    .values(row)
    .onConflict((conflict) => conflict.column('is_one').doUpdateSet(row))
    .execute();
  ctx.audit({
    action: body.isShown ? 'promises.show-page' : 'promises.hide-page',
    object: 'promise-page',
    objectId: 'page',
    data: { reason },
  });
  return readPromiseDesk(ctx);
}
