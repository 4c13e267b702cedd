import type { Ctx } from '../../lib/module/context.ts';
import { addHistoryLine } from '../../lib/module/history.ts';

const history = { table: 'register.event', of: 'page_id' } as const;

/** What an act leaves behind: the history of the page and the journal. */
export async function tellPageAct(
  ctx: Ctx,
  pageId: string,
  act: string,
  { what, note = '', data = {} }: { what: string; note?: string; data?: Record<string, unknown> },
): Promise<void> {
  await addHistoryLine(ctx, history, pageId, { what, note });
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
