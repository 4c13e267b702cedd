import { sql } from 'kysely';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';

/** What an act leaves behind: the history of the page and the journal. */
export async function tellPageAct(
  ctx: Ctx,
  pageId: string,
  act: string,
  { what, note = '', data = {} }: { what: string; note?: string; data?: Record<string, unknown> },
): Promise<void> {
  await sql`
    INSERT INTO register.event (page_id, serial, at, by_name, what, note)
    SELECT ${pageId}::uuid, coalesce(max(serial), 0) + 1, ${ctx.now}, ${nameOfActor(ctx)}, ${what}, ${note}
    FROM register.event WHERE page_id = ${pageId}::uuid`.execute(ctx.db);
  ctx.audit({ action: `register.${act}`, object: 'official-page', objectId: pageId, data });
}

/** Puts down that a page has a grade from a local day on; a change within the day takes the place of the former. */
export async function putGrade(
  ctx: Ctx,
  pageId: string,
  since: string,
  grade: 'flagship' | 'active' | 'card',
): Promise<void> {
  await ctx.db
    .insertInto('register.grade')
    .values({ page_id: pageId, since, grade })
    .onConflict((conflict) => conflict.columns(['page_id', 'since']).doUpdateSet({ grade }))
    .execute();
}
