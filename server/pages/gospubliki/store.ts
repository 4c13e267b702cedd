import { sql } from 'kysely';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';

/** What an act leaves behind: the history of the cabinet, a request or a repost, and the journal. */
export async function tellGospublikiAct(
  ctx: Ctx,
  subject: { object: 'gospubliki-cabinet' | 'placement-request' | 'repost'; id: string },
  act: string,
  { what, note = '', data = {} }: { what: string; note?: string; data?: Record<string, unknown> },
): Promise<void> {
  await sql`
    INSERT INTO gospubliki.event (subject_id, serial, at, by_name, what, note)
    SELECT ${subject.id}::uuid, coalesce(max(serial), 0) + 1, ${ctx.now}, ${nameOfActor(ctx)}, ${what}, ${note}
    FROM gospubliki.event WHERE subject_id = ${subject.id}::uuid`.execute(ctx.db);
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
