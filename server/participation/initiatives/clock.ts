import { sql } from 'kysely';
import { z } from 'zod';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import { endInitiative } from './over.ts';
import { initiativeRulesToday } from './pack.ts';
import { lockInitiative } from './rows.ts';

/** Each minute: initiatives close by their own times. */
export const initiativesClockJob = defineJob('initiatives.by-the-clock', z.object({}));

/** Plan: initiative_closes. */
export async function turnInitiatives(ctx: Ctx): Promise<void> {
  const due = await ctx.db
    .selectFrom('initiatives.initiative')
    .select('id')
    .where('state', '=', 'open')
    .where('closes_at', '<=', ctx.now)
    .orderBy('id')
    .execute();
  for (const { id } of due) {
    const row = await lockInitiative(ctx, { id });
    if (row.state === 'open') await endInitiative(ctx, row);
  }
}

/** Each night: what is kept no longer is erased. */
export const eraseInitiativesJob = defineJob('initiatives.erase', z.object({}));

const ERASED = 'Стёрто по сроку хранения';

/**
 * Words of a refused one were for its author alone; who proposed and who asked for letters is needed as long as there is something to tell.
 * Plan: initiative_state.
 */
export async function eraseInitiatives(ctx: Ctx): Promise<void> {
  const { refusedDays, keptDays } = initiativeRulesToday(ctx);
  const before = (days: number) => sql`${ctx.now}::timestamptz - make_interval(days => ${days})`;
  const refused = await sql<{ id: string }>`
    UPDATE initiatives.initiative SET title = ${ERASED}, what = '', place = '', why = '', refusal = ${ERASED}, shown_title = '',
      shown_what = '', shown_place = '', shown_why = '', author_id = NULL
    WHERE state = 'refused' AND author_id IS NOT NULL AND state_at < ${before(refusedDays)}
    RETURNING id`.execute(ctx.db);
  // The words everybody reads stay; those of the author, with whatever was hidden in them, go.
  const over = await sql<{ id: string }>`
    UPDATE initiatives.initiative SET author_id = NULL, title = shown_title, what = shown_what, place = shown_place, why = shown_why
    WHERE state IN ('declined', 'decided', 'ended') AND author_id IS NOT NULL AND state_at < ${before(keptDays)}
    RETURNING id`.execute(ctx.db);
  const ids = [...refused.rows, ...over.rows].map(({ id }) => id);
  if (ids.length > 0)
    await ctx.db.deleteFrom('initiatives.follower').where('initiative_id', 'in', ids).execute();
}
