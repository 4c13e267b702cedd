import type { z } from 'zod';
import { localDayEnd } from '../../../base/deadlines/index.ts';
import { findSayings, type sayingEnded } from '../../../base/networks/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { replyPublished } from '../events.ts';
import type { ReplyRow } from '../reply-rows.ts';
import { addEvent, updateIncident } from '../store.ts';
import { beginTerm, endTerms, noteNearestTerm } from '../terms.ts';
import { waitingStatus } from '../workflow.ts';
import { REPLY_SUBJECT } from './replies.ts';
import { tellUnknown } from './unknown-replies.ts';

/** Listener: what became of a reply in the network. Safe to run twice: it reads how it stands now. */
export async function noteSaid(
  ctx: Ctx,
  { subjectKind, subjectId }: z.output<(typeof sayingEnded)['payload']>,
): Promise<void> {
  if (subjectKind !== REPLY_SUBJECT) return;
  const [saying] = await findSayings(ctx, REPLY_SUBJECT, [subjectId]);
  const reply = await ctx.db
    .selectFrom('incidents.reply')
    .selectAll()
    .where('id', '=', subjectId)
    .forUpdate()
    .executeTakeFirst();
  if (!saying || !reply || reply.state === 'published') return;
  if (saying.state === 'unknown') {
    await noteUnknown(ctx, reply, saying);
    return;
  }
  if (saying.state === 'failed') {
    await ctx.db
      .updateTable('incidents.reply')
      .set({ state: 'failed', reason: saying.reason })
      .where('id', '=', reply.id)
      .execute();
    await leaveApproval(ctx, reply.incident_id, true);
    await addEvent(ctx, reply.incident_id, 'Ответ не опубликован', saying.reason);
    return;
  }
  if (saying.state === 'said' && saying.said_at)
    await publish(ctx, reply, { at: saying.said_at, url: saying.said_url ?? '' });
}

interface Unknown {
  state_at: Date;
  reason: string;
}

/** Told to people once for each time it became unknown: of the same moment heard again nothing is said. */
async function noteUnknown(
  ctx: Ctx,
  reply: Pick<ReplyRow, 'id' | 'incident_id' | 'page_id' | 'unknown_since'>,
  { state_at: since, reason }: Unknown,
): Promise<void> {
  if (reply.unknown_since?.getTime() === since.getTime()) return;
  await ctx.db
    .updateTable('incidents.reply')
    .set({ state: 'unknown', reason, unknown_since: since })
    .where('id', '=', reply.id)
    .execute();
  await leaveApproval(ctx, reply.incident_id, false);
  await addEvent(ctx, reply.incident_id, 'Неизвестно, вышел ли ответ', reason);
  const incident = await ctx.db
    .selectFrom('incidents.incident')
    .select(['id', 'number', 'block', 'district_id', 'unit_id'])
    .where('id', '=', reply.incident_id)
    .executeTakeFirstOrThrow();
  const page = await ctx.db
    .selectFrom('networks.v_page')
    .select('title')
    .where('id', '=', reply.page_id)
    .executeTakeFirst();
  await tellUnknown(ctx, incident, page?.title ?? '');
}

/** What was surely not said waits for other words; of what may have been said nothing else is said. */
async function leaveApproval(ctx: Ctx, incidentId: string, isFailed: boolean): Promise<void> {
  const incident = await ctx.db
    .selectFrom('incidents.incident')
    .select(['id', 'status', 'unit_id'])
    .where('id', '=', incidentId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const isFree = isFailed && incident.status === 'approval';
  await updateIncident(ctx, incident, isFree ? { status: waitingStatus(incident) } : {});
}

type Reply = { id: string; incident_id: string; is_interim: boolean; promised_on: string | null };

/** The terms it was awaited by are kept by when it stood there, not by when we heard of it. */
async function publish(ctx: Ctx, reply: Reply, { at, url }: { at: Date; url: string }): Promise<void> {
  await ctx.db
    .updateTable('incidents.reply')
    .set({ state: 'published', published_at: at, published_url: url, reason: '' })
    .where('id', '=', reply.id)
    .execute();
  const whenSaid = { ...ctx, now: at };
  await endTerms(whenSaid, reply.incident_id, { kinds: ['look', 'answer', 'follow-up'] });
  if (!reply.is_interim) await endTerms(whenSaid, reply.incident_id, { kinds: ['final'] });
  else await beginFinal(ctx, reply, at);
  await updateIncident(
    ctx,
    { id: reply.incident_id },
    { status: reply.is_interim ? 'interim' : 'published' },
  );
  await noteNearestTerm(ctx, reply.incident_id);
  await addEvent(
    ctx,
    reply.incident_id,
    reply.is_interim ? 'Дан промежуточный ответ' : 'Ответ опубликован',
    url,
  );
  ctx.announce(replyPublished, { replyId: reply.id });
}

/** After an interim answer the final one is due by the rule, or by the day that was promised where that is sooner. */
async function beginFinal(ctx: Ctx, reply: Reply, at: Date): Promise<void> {
  await beginTerm(ctx, reply.incident_id, 'final', 'incident-final', at);
  if (reply.promised_on === null) return;
  await ctx.db
    .updateTable('incidents.term')
    .set((build) => ({
      due_at: build.fn('least', ['due_at', build.val(localDayEnd(reply.promised_on ?? ''))]),
    }))
    .where('incident_id', '=', reply.incident_id)
    .where('kind', '=', 'final')
    .where('ended_at', 'is', null)
    .execute();
}
