import type { Ctx } from '../../../lib/module/context.ts';

/** Who presided from when to when, in their order. */
export const listPresiding = (ctx: Ctx, meetingId: string) =>
  ctx.db
    .selectFrom('working_group.presiding')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('from_at')
    .execute();

/** Begins a span of presiding. */
export async function beginPresiding(
  ctx: Ctx,
  meetingId: string,
  seat: { personId: string; name: string; role: string },
  at: Date,
): Promise<void> {
  const { role } = seat;
  if (role !== 'chair' && role !== 'deputy') throw new Error(`Nobody presides as ${role}`);
  await ctx.db
    .insertInto('working_group.presiding')
    .values({
      meeting_id: meetingId,
      from_at: at,
      person_id: seat.personId,
      name: seat.name,
      role,
    })
    .execute();
}

/** The span that runs ends. */
export async function endPresiding(ctx: Ctx, meetingId: string, at: Date): Promise<void> {
  await ctx.db
    .updateTable('working_group.presiding')
    .set({ to_at: at })
    .where('meeting_id', '=', meetingId)
    .where('to_at', 'is', null)
    .where('from_at', '<', at)
    .execute();
}
