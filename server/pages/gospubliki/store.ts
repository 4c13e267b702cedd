import type { Ctx } from '../../lib/module/context.ts';
import { addHistoryLine } from '../../lib/module/history.ts';

const history = { table: 'gospubliki.event', of: 'subject_id' } as const;

/** What an act leaves behind: the history of the cabinet, a request or a repost, and the journal. */
export async function tellGospublikiAct(
  ctx: Ctx,
  subject: { object: 'gospubliki-cabinet' | 'placement-request' | 'repost'; id: string },
  act: string,
  { what, note = '', data = {} }: { what: string; note?: string; data?: Record<string, unknown> },
): Promise<void> {
  await addHistoryLine(ctx, history, subject.id, { what, note });
  ctx.audit({ action: `gospubliki.${act}`, object: subject.object, objectId: subject.id, data });
}

/** The latest of what was done with it. */
export async function historyOf(
  ctx: Ctx,
  subjectId: string,
): Promise<{ at: string; by: string; what: string; note: string }[]> {
  const rows = await ctx.db
    .selectFrom('gospubliki.event')
    .selectAll()
    .where('subject_id', '=', subjectId)
    .orderBy('serial', 'desc')
    .limit(100)
    .execute();
  return rows.map(({ at, by_name: by, what, note }) => ({ at: at.toISOString(), by, what, note }));
}
