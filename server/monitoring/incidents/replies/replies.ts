import type { Updateable } from 'kysely';
import type * as contract from '../../../../shared/contract/monitoring/incident-replies.ts';
import type { IncidentCard, ReplyState } from '../../../../shared/contract/monitoring/incidents.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { blankWords, hasBlank } from '../../../../shared/text/answer-templates.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import { networkConnector, sayAsPage, settleUnknownSaying } from '../../../base/networks/index.ts';
import type { DB } from '../../../lib/database/schema.gen.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import { actorRef, type Ctx, nameOfActor } from '../../../lib/module/context.ts';
import { requireOtherPerson } from '../../../lib/module/two-people.ts';
import { readPosts } from '../../posts/index.ts';
import { readIncidentCard } from '../card.ts';
import type { ReplyRow } from '../reply-rows.ts';
import { type IncidentRow, lockIncident } from '../rows.ts';
import { tellAct, updateIncident } from '../store.ts';
import { waitingStatus } from '../workflow.ts';

type Card = IncidentCard;

/** What replies are called to `networks`: whose words a page says. */
export const REPLY_SUBJECT = 'incident-reply';

interface ReplyInput {
  params: { id: string; reply: string };
  body: { version: number };
}

/** Locks an incident with a reply of it for an act; refuses one that is not in these states, in `words`. */
async function lockReply(
  ctx: Ctx,
  { params, body }: ReplyInput,
  states: readonly ReplyState[],
  words: string,
): Promise<{ incident: IncidentRow; reply: ReplyRow }> {
  const incident = await lockIncident(ctx, params.id, body.version);
  const reply = await ctx.db
    .selectFrom('incidents.reply')
    .selectAll()
    .where('id', '=', params.reply)
    .where('incident_id', '=', incident.id)
    .forUpdate()
    .executeTakeFirst();
  if (!reply) throw new AppError('lib.not-found', 'Такого ответа у инцидента нет.');
  if (!states.includes(reply.state)) throw new AppError('lib.conflict', words);
  return { incident, reply };
}

const setReply = (ctx: Ctx, { id }: ReplyRow, set: Updateable<DB['incidents.reply']>) =>
  ctx.db.updateTable('incidents.reply').set(set).where('id', '=', id).execute();

interface Written {
  postId: string;
  pageId: string;
  text: string;
  isInterim: boolean;
  promisedOn: string | null;
  as: keyof typeof stateOf;
}

const stateOf = { draft: 'draft', approval: 'approval', urgent: 'saying' } as const;

/** The page, the post and the text fit each other; refuses in words of the form's own fields. */
async function requireFit(
  ctx: Ctx,
  incident: IncidentRow,
  { postId, pageId, text, isInterim, promisedOn, as }: Written,
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
  // A draft keeps its blanks; nobody is asked to agree to them.
  if (as !== 'draft' && hasBlank(text)) throw badField('text', blankWords);
  if (isInterim && promisedOn === null)
    throw badField('promisedOn', 'Назовите день, к которому ответите окончательно');
  if (promisedOn !== null && promisedOn < localDate(ctx.now))
    throw badField('promisedOn', 'Этот день уже прошёл');
  if (!isInterim && promisedOn !== null) throw badField('promisedOn', 'День называют в промежуточном ответе');
}

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

/** Of one that failed it is known that nothing was said. */
const openReply = ['draft', 'approval', 'returned', 'saying', 'unknown'] as const;

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
  const { incident, reply } = await lockReply(
    ctx,
    { params, body },
    ['draft', 'returned'],
    'Исправить можно черновик или возвращённый ответ.',
  );
  await requireFit(ctx, incident, { ...body, postId: reply.post_id });
  await setReply(ctx, reply, {
    text: body.text,
    page_id: body.pageId,
    is_interim: body.isInterim,
    promised_on: body.promisedOn,
    state: stateOf[body.as],
    // Whoever writes it anew is its maker: another lets it out.
    made_by: actorRef(ctx.actor),
    made_by_name: nameOfActor(ctx),
    made_at: ctx.now,
  });
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
  const { incident, reply } = await lockReply(
    ctx,
    { params, body },
    ['approval'],
    'Этот ответ уже не ждёт согласования.',
  );
  requireOtherPerson(ctx.actor, reply.made_by, 'Ответ согласует другой человек, не тот, кто его написал.');
  await setReply(ctx, reply, {
    state: 'saying',
    approved_by: actorRef(ctx.actor),
    approved_by_name: nameOfActor(ctx),
    approved_at: ctx.now,
    reason: '',
  });
  await release(ctx, reply);
  await updateIncident(ctx, incident, {});
  await tellAct(ctx, incident, 'approve-reply', { what: 'Ответ согласован', data: { reply: reply.id } });
  return readIncidentCard(ctx, incident.id);
}

/** Route. */
export async function returnReply(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.returnReply>,
): Promise<Card> {
  const { incident, reply } = await lockReply(
    ctx,
    { params, body },
    ['approval'],
    'Этот ответ уже не ждёт согласования.',
  );
  await setReply(ctx, reply, { state: 'returned', reason: body.reason });
  await updateIncident(ctx, incident, { status: waitingStatus(incident) });
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
  const notAwaited = 'Этот ответ не ждёт проверки.';
  const { incident, reply } = await lockReply(ctx, { params, body }, ['published'], notAwaited);
  if (!reply.is_urgent || reply.reviewed_at !== null) throw new AppError('lib.conflict', notAwaited);
  requireOtherPerson(ctx.actor, reply.made_by, 'Срочный ответ проверяет другой человек.');
  await setReply(ctx, reply, { reviewed_at: ctx.now, reviewed_by_name: nameOfActor(ctx) });
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
  const { incident, reply } = await lockReply(
    ctx,
    { params, body },
    ['unknown', 'failed'],
    'Чем кончился этот ответ, уже известно.',
  );
  const isPublished = body.as === 'published';
  if (!isPublished && reply.state === 'failed') await requireNoOther(ctx, incident);
  if (isPublished && !body.url) throw badField('url', 'Вставьте адрес ответа в сети');
  const subject = { kind: REPLY_SUBJECT, id: reply.id };
  const isSettled = await settleUnknownSaying(ctx, subject, isPublished ? { said: body.url } : 'again');
  if (!isSettled) throw new AppError('lib.conflict', 'Чем кончился этот ответ, уже известно.');
  if (!isPublished) await setReply(ctx, reply, { state: 'saying', reason: '' });
  await updateIncident(ctx, incident, {});
  await tellAct(ctx, incident, 'settle-reply', {
    what: isPublished ? 'Ответ найден на странице' : 'Ответ отправлен снова',
    data: { reply: reply.id, as: body.as },
  });
  return readIncidentCard(ctx, incident.id);
}
