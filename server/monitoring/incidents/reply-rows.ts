import type { Selectable } from 'kysely';
import type * as contract from '../../../shared/contract/monitoring/incidents.ts';
import type { DB } from '../../lib/database/schema.gen.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';
import { isOwnWork } from '../../lib/module/two-people.ts';
import type { IncidentRow } from './rows.ts';

export type ReplyRow = Selectable<DB['incidents.reply']>;

/** What the actor may do with a reply now. */
export function replyActs(ctx: Ctx, reply: ReplyRow): string[] {
  const acts: string[] = [];
  const mayAnswer = hasPermission(ctx, 'incidents.answer');
  const mayApprove = hasPermission(ctx, 'incidents.approve') && !isOwnWork(ctx.actor, reply.made_by);
  if (mayAnswer && ['draft', 'returned'].includes(reply.state)) acts.push('change');
  if (mayApprove && reply.state === 'approval') acts.push('approve', 'return');
  if (mayAnswer && ['unknown', 'failed'].includes(reply.state)) acts.push('settle');
  if (mayApprove && reply.is_urgent && reply.reviewed_at === null && reply.state === 'published')
    acts.push('review');
  return acts;
}

export function presentReply(
  ctx: Ctx,
  reply: ReplyRow,
  pages: readonly { id: string; title: string }[],
): contract.IncidentReply {
  return {
    id: reply.id,
    postId: reply.post_id,
    pageId: reply.page_id,
    pageTitle: pages.find(({ id }) => id === reply.page_id)?.title ?? '',
    text: reply.text,
    state: reply.state,
    isInterim: reply.is_interim,
    promisedOn: reply.promised_on,
    madeBy: reply.made_by_name,
    madeAt: reply.made_at.toISOString(),
    approvedBy: reply.approved_by_name,
    approvedAt: reply.approved_at?.toISOString() ?? null,
    isUrgent: reply.is_urgent,
    reviewedBy: reply.reviewed_by_name,
    reason: reply.reason,
    publishedAt: reply.published_at?.toISOString() ?? null,
    publishedUrl: reply.published_url,
    can: replyActs(ctx, reply),
  };
}

/** Replies of an incident, the latest first. */
export async function readReplies(
  ctx: Ctx,
  { id }: Pick<IncidentRow, 'id'>,
  pages: readonly { id: string; title: string }[],
): Promise<contract.IncidentReply[]> {
  const rows = await ctx.db
    .selectFrom('incidents.reply')
    .selectAll()
    .where('incident_id', '=', id)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((reply) => presentReply(ctx, reply, pages));
}
