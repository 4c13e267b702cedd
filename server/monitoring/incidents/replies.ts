import type * as contract from '../../../shared/contract/monitoring/incident-replies.ts';
import type { IncidentCard, ReplyState } from '../../../shared/contract/monitoring/incidents.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { networkConnector, sayAsPage, settleUnknownSaying } from '../../base/networks/index.ts';
import { AppError, badField } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { actorRef, type Ctx, nameOfActor } from '../../lib/module/context.ts';
import { requireOtherPerson } from '../../lib/module/two-people.ts';
import { readPosts } from '../posts/index.ts';
import { readIncidentCard } from './card.ts';
import type { ReplyRow } from './reply-rows.ts';
import { type IncidentRow, lockIncident } from './rows.ts';
import { tellAct, updateIncident } from './store.ts';

type Card = IncidentCard;

/** What replies are called to `networks`: whose words a page says. */
export const REPLY_SUBJECT = 'incident-reply';

async function lockReply(ctx: Ctx, incident: IncidentRow, id: string): Promise<ReplyRow> {
  const reply = await ctx.db
    .selectFrom('incidents.reply')
    .selectAll()
    .where('id', '=', id)
    .where('incident_id', '=', incident.id)
    .forUpdate()
    .executeTakeFirst();
  if (!reply) throw new AppError('lib.not-found', 'Такого ответа у инцидента нет.');
  return reply;
}

function requireState(reply: ReplyRow, states: readonly ReplyState[], words: string): void {
  if (!states.includes(reply.state)) throw new AppError('lib.conflict', words);
}

interface Written {
  postId: string;
  pageId: string;
  text: string;
  isInterim: boolean;
  promisedOn: string | null;
}

/** The page, the post and the text fit each other; refuses in words of the form's own fields. */
async function requireFit(
  ctx: Ctx,
  incident: IncidentRow,
  { postId, pageId, text, isInterim, promisedOn }: Written,
): Promise<void> {
  const [post] = await readPosts(ctx, [postId]);
  const member = await ctx.db
    .selectFrom('incidents.member')
    .select('post_id')
    .where('post_id', '=', postId)
    .where('incident_id', '=', incident.id)
    .executeTakeFirst();
  if (!post || !member) throw badField('postId', 'Этой записи в инциденте уже нет. Обновите страницу');
  if (post.gone_at) throw badField('postId', 'Запись удалена: отвечать под ней негде');
  const page = await ctx.db
    .selectFrom('networks.v_page')
    .select(['network', 'is_own', 'is_active'])
    .where('id', '=', pageId)
    .executeTakeFirst();
  if (!page?.is_own || !page.is_active || page.network !== post.network)
    throw badField('pageId', 'От имени этой страницы здесь не ответить');
  const longest = ctx.ports.find(networkConnector, post.network)?.longestReply ?? 0;
  if (longest === 0) throw badField('pageId', 'В этой сети Отклик не отвечает');
  if (text.length > longest) throw badField('text', `Сеть примет не больше ${longest} знаков`);
  if (isInterim && promisedOn === null)
    throw badField('promisedOn', 'Назовите день, к которому ответите окончательно');
  if (!isInterim && promisedOn !== null) throw badField('promisedOn', 'День называют в промежуточном ответе');
}

const stateOf = { draft: 'draft', approval: 'approval', urgent: 'saying' } as const;

/** Has the page say it; what becomes of that comes back by the event of networks. */
async function release(
  ctx: Ctx,
  reply: Pick<ReplyRow, 'id' | 'page_id' | 'post_id' | 'text'>,
): Promise<void> {
  const [post] = await readPosts(ctx, [reply.post_id]);
  if (!post) throw new AppError('lib.conflict', 'Записи, на которую отвечают, больше нет.');
  await sayAsPage(ctx, {
    pageId: reply.page_id,
    subject: { kind: REPLY_SUBJECT, id: reply.id },
    to: {
      id: post.external_id,
      kind: post.kind,
      threadId: post.thread_key,
      authorId: post.author_key,
    },
    text: reply.text,
  });
}

const openReply = ['draft', 'approval', 'returned', 'saying', 'unknown', 'failed'] as const;

/** One reply is on its way at a time: two would say two things. */
async function requireNoOther(ctx: Ctx, incident: IncidentRow): Promise<void> {
  const other = await ctx.db
    .selectFrom('incidents.reply')
    .select('id')
    .where('incident_id', '=', incident.id)
    .where('state', 'in', [...openReply])
    .executeTakeFirst();
  if (other)
    throw new AppError('lib.conflict', 'Ответ уже пишут: исправьте его или дождитесь, чем он кончится.');
}

/** Route. */
export async function draftReply(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.draftReply>,
): Promise<Card> {
  const incident = await lockIncident(ctx, params.id, body.version, 'draft');
  await requireNoOther(ctx, incident);
  await requireFit(ctx, incident, body);
  const isUrgent = body.as === 'urgent';
  if (isUrgent && !body.urgentReason)
    throw badField('urgentReason', 'Напишите, почему нельзя ждать: это прочтёт проверяющий');
  const reply = {
    id: newId(),
    incident_id: incident.id,
    post_id: body.postId,
    page_id: body.pageId,
    text: body.text,
    state: stateOf[body.as],
    is_interim: body.isInterim,
    promised_on: body.promisedOn,
    made_by: actorRef(ctx.actor),
    made_by_name: nameOfActor(ctx),
    made_at: ctx.now,
    is_urgent: isUrgent,
    urgent_reason: isUrgent ? body.urgentReason : '',
  };
  await ctx.db.insertInto('incidents.reply').values(reply).execute();
  if (isUrgent) await release(ctx, reply);
  await updateIncident(ctx, incident, body.as === 'approval' ? { status: 'approval' } : {});
  await tellAct(ctx, incident, 'draft-reply', {
    what: { draft: 'Начат ответ', approval: 'Ответ на согласовании', urgent: 'Ответ выпущен срочно' }[
      body.as
    ],
    note: isUrgent ? body.urgentReason : '',
    data: { reply: reply.id, as: body.as },
  });
  return readIncidentCard(ctx, incident.id);
}

/** Route. */
export async function changeReply(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.changeReply>,
): Promise<Card> {
  const incident = await lockIncident(ctx, params.id, body.version);
  const reply = await lockReply(ctx, incident, params.reply);
  requireState(reply, ['draft', 'returned'], 'Исправить можно черновик или возвращённый ответ.');
  await requireFit(ctx, incident, {
    postId: reply.post_id,
    pageId: body.pageId,
    text: body.text,
    isInterim: body.isInterim,
    promisedOn: body.promisedOn,
  });
  await ctx.db
    .updateTable('incidents.reply')
    .set({
      text: body.text,
      page_id: body.pageId,
      is_interim: body.isInterim,
      promised_on: body.promisedOn,
      state: stateOf[body.as],
      // Whoever writes it anew is its maker: another lets it out.
      made_by: actorRef(ctx.actor),
      made_by_name: nameOfActor(ctx),
      made_at: ctx.now,
    })
    .where('id', '=', reply.id)
    .execute();
  await updateIncident(ctx, incident, body.as === 'approval' ? { status: 'approval' } : {});
  await tellAct(ctx, incident, 'draft-reply', {
    what: body.as === 'approval' ? 'Ответ на согласовании' : 'Ответ исправлен',
    data: { reply: reply.id, as: body.as },
  });
  return readIncidentCard(ctx, incident.id);
}

/** Route: another than its author lets it out, and the page says it. */
export async function approveReply(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.approveReply>,
): Promise<Card> {
  const incident = await lockIncident(ctx, params.id, body.version);
  const reply = await lockReply(ctx, incident, params.reply);
  requireState(reply, ['approval'], 'Этот ответ уже не ждёт согласования.');
  requireOtherPerson(ctx.actor, reply.made_by, 'Ответ согласует другой человек, не тот, кто его написал.');
  await ctx.db
    .updateTable('incidents.reply')
    .set({
      state: 'saying',
      approved_by: actorRef(ctx.actor),
      approved_by_name: nameOfActor(ctx),
      approved_at: ctx.now,
      reason: '',
    })
    .where('id', '=', reply.id)
    .execute();
  await release(ctx, reply);
  await updateIncident(ctx, incident, {});
  await tellAct(ctx, incident, 'approve-reply', { what: 'Ответ согласован', data: { reply: reply.id } });
  return readIncidentCard(ctx, incident.id);
}

/** Where an incident stands while its reply is written anew. */
const statusWithout = ({ unit_id: unitId }: IncidentRow) => (unitId === null ? 'sorted' : 'accepted');

/** Route. */
export async function returnReply(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.returnReply>,
): Promise<Card> {
  const incident = await lockIncident(ctx, params.id, body.version);
  const reply = await lockReply(ctx, incident, params.reply);
  requireState(reply, ['approval'], 'Этот ответ уже не ждёт согласования.');
  await ctx.db
    .updateTable('incidents.reply')
    .set({ state: 'returned', reason: body.reason })
    .where('id', '=', reply.id)
    .execute();
  await updateIncident(ctx, incident, { status: statusWithout(incident) });
  await tellAct(ctx, incident, 'return-reply', {
    what: 'Ответ возвращён на доработку',
    note: body.reason,
    data: { reply: reply.id },
  });
  return readIncidentCard(ctx, incident.id);
}

/** Route: one that was let out urgently has been looked at by another. */
export async function reviewReply(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.reviewReply>,
): Promise<Card> {
  const incident = await lockIncident(ctx, params.id, body.version);
  const reply = await lockReply(ctx, incident, params.reply);
  if (!reply.is_urgent || reply.reviewed_at !== null)
    throw new AppError('lib.conflict', 'Этот ответ не ждёт проверки.');
  requireOtherPerson(ctx.actor, reply.made_by, 'Срочный ответ проверяет другой человек.');
  await ctx.db
    .updateTable('incidents.reply')
    .set({ reviewed_at: ctx.now, reviewed_by_name: nameOfActor(ctx) })
    .where('id', '=', reply.id)
    .execute();
  await updateIncident(ctx, incident, {});
  await tellAct(ctx, incident, 'review-reply', {
    what: 'Срочный ответ проверен',
    data: { reply: reply.id },
  });
  return readIncidentCard(ctx, incident.id);
}

/** Route: what nobody knows of a reply, a person settles: it stands there, or is to be said again. */
export async function settleReply(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.settleReply>,
): Promise<Card> {
  const incident = await lockIncident(ctx, params.id, body.version);
  const reply = await lockReply(ctx, incident, params.reply);
  requireState(reply, ['unknown', 'failed'], 'Чем кончился этот ответ, уже известно.');
  const isPublished = body.as === 'published';
  if (isPublished && !body.url) throw badField('url', 'Вставьте адрес ответа в сети');
  const subject = { kind: REPLY_SUBJECT, id: reply.id };
  const isSettled = await settleUnknownSaying(ctx, subject, isPublished ? { said: body.url } : 'again');
  if (!isSettled) throw new AppError('lib.conflict', 'Чем кончился этот ответ, уже известно.');
  if (!isPublished)
    await ctx.db
      .updateTable('incidents.reply')
      .set({ state: 'saying', reason: '' })
      .where('id', '=', reply.id)
      .execute();
  await updateIncident(ctx, incident, {});
  await tellAct(ctx, incident, 'settle-reply', {
    what: isPublished ? 'Ответ найден на странице' : 'Ответ отправлен снова',
    data: { reply: reply.id, as: body.as },
  });
  return readIncidentCard(ctx, incident.id);
}
