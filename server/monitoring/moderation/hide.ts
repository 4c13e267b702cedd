import type * as contract from '../../../shared/contract/monitoring/moderation.ts';
import type * as acts from '../../../shared/contract/monitoring/moderation-acts.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { askDeed } from '../../base/networks/index.ts';
import { isTaken } from '../../lib/database/taken.ts';
import { AppError, badField } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { actorRef, type Ctx, nameOfActor } from '../../lib/module/context.ts';
import { requireOtherPerson } from '../../lib/module/two-people.ts';
import { readWords } from '../../messages/cases/index.ts';
import { findTalkPost } from '../incidents/index.ts';
import {
  holdPost,
  isSaidOtherwise,
  latestLook,
  type PostRow,
  readPosts,
  readSights,
  releasePost,
  type SightRow,
} from '../posts/index.ts';
import { readActCard } from './card.ts';
import { doesByItself, type OwnPage, readOwnPages, whyNotHideable } from './pages.ts';
import { type ActRow, lockAct } from './rows.ts';
import { type RuleRow, readVersions, rulesFor } from './rules.ts';
import { whySecond } from './safeguards.ts';
import { ACT_SUBJECT, HOLDER, makeCode, takeNumber, tellAct, updateAct } from './store.ts';

type Card = contract.ActCard;

async function requireRule(ctx: Ctx, ruleId: string, sight: SightRow): Promise<RuleRow> {
  const open = rulesFor(await readVersions(ctx), sight.as_of, ctx.now);
  const rule = open.find(({ id }) => id === ruleId);
  if (!rule)
    throw badField(
      'ruleId',
      'Этого правила не было, когда писали комментарий, или оно отменено. Назовите другое',
    );
  return rule;
}

async function requireSight(ctx: Ctx, post: PostRow, serial: number): Promise<SightRow> {
  const sight = latestLook(post, await readSights(ctx, [post.id]));
  if (!sight) throw badField('postId', 'Снимка комментария нет: без него не убирают');
  if (sight.serial !== serial)
    throw badField('postId', 'Комментарий успели исправить. Прочтите его снова и решите');
  return sight;
}

/** Puts a decision on record. Somebody else was first: refused. */
async function insertAct(ctx: Ctx, act: Parameters<typeof makeRow>[1]): Promise<ActRow> {
  const row = await makeRow(ctx, act);
  try {
    return await ctx.db.insertInto('moderation.act').values(row).returningAll().executeTakeFirstOrThrow();
  } catch (error) {
    if (isTaken(error, 'act_of_post'))
      throw new AppError('lib.conflict', 'Этот комментарий уже убирают. Обновите страницу.');
    throw error;
  }
}

async function makeRow(
  ctx: Ctx,
  given: Pick<
    ActRow,
    'incident_id' | 'page_id' | 'post_id' | 'rule_id' | 'ground' | 'second_why' | 'state'
  > & {
    sight: SightRow;
  },
) {
  const { sight, ...rest } = given;
  return {
    id: newId(),
    number: await takeNumber(ctx),
    code: makeCode(),
    ...rest,
    sight_serial: sight.serial,
    sight_sha256: sight.sha256,
    made_by: actorRef(ctx.actor),
    made_by_name: nameOfActor(ctx),
    made_at: ctx.now,
  };
}

const stateFor = (ctx: Ctx, page: OwnPage): 'hiding' | 'by-hand' =>
  doesByItself(ctx, page, 'hide') ? 'hiding' : 'by-hand';

/** Has the page do it; what becomes of that comes back by the event of networks. */
export async function askNetwork(ctx: Ctx, act: ActRow, post: PostRow): Promise<void> {
  if (act.state !== 'hiding' && act.state !== 'restoring') return;
  await askDeed(ctx, {
    pageId: act.page_id,
    kind: act.state === 'hiding' ? 'hide' : 'restore',
    subject: { kind: ACT_SUBJECT, id: act.id },
    toId: post.external_id,
  });
}

/** Route: a comment is taken off by a rule, at once or once another person agrees. */
export async function hideComment(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.hideComment>,
): Promise<Card> {
  const post = await findTalkPost(ctx, body.incidentId, body.postId);
  const pages = await readOwnPages(ctx);
  const refusal = whyNotHideable(post, pages);
  if (refusal) throw badField('postId', refusal);
  const page = pages.find(({ id }) => id === post.page_id);
  if (!page) throw badField('postId', 'Комментарий стоит не на нашей странице');
  const sight = await requireSight(ctx, post, body.serial);
  const rule = await requireRule(ctx, body.ruleId, sight);
  const secondWhy = whySecond({ needsSecond: rule.needs_second }, readWords(sight.text).sure !== null);
  const act = await insertAct(ctx, {
    incident_id: body.incidentId,
    page_id: page.id,
    post_id: post.id,
    sight,
    rule_id: rule.id,
    ground: body.ground,
    second_why: secondWhy,
    state: secondWhy ? 'second' : stateFor(ctx, page),
  });
  await holdPost(ctx, post.id, HOLDER, null);
  await askNetwork(ctx, act, post);
  await tellAct(ctx, act, 'hide', {
    what: secondWhy
      ? `предложено убрать комментарий по правилу ${rule.number}`
      : `комментарий убирается по правилу ${rule.number}`,
    data: { rule: rule.number, version: rule.version, sha256: sight.sha256, second: secondWhy },
  });
  return readActCard(ctx, act.id);
}

/** Route: another person agrees, or the comment stays. */
export async function lookSecond(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.lookSecond>,
): Promise<Card> {
  const act = await lockAct(ctx, params.id, body.version, 'second');
  requireOtherPerson(ctx.actor, act.made_by, 'Второй раз смотрит другой человек, не тот, кто предложил.');
  if (!body.agrees && !body.note) throw badField('note', 'Напишите, почему комментарий остаётся');
  const looked = {
    second_by: actorRef(ctx.actor),
    second_by_name: nameOfActor(ctx),
    second_at: ctx.now,
    second_note: body.note,
  };
  if (!body.agrees) {
    await updateAct(ctx, act, { state: 'declined', ...looked });
    await releasePost(ctx, act.post_id, HOLDER);
    await tellAct(ctx, act, 'decline', { what: 'второй взгляд: комментарий остаётся' });
    return readActCard(ctx, act.id);
  }
  const [post] = await readPosts(ctx, [act.post_id]);
  const page = (await readOwnPages(ctx)).find(({ id }) => id === act.page_id);
  if (!post || !page || post.gone_at)
    throw new AppError('lib.conflict', 'Комментария на странице уже нет: убирать нечего.');
  if (isSaidOtherwise(post, await readSights(ctx, [post.id]), act.sight_serial))
    throw new AppError(
      'lib.conflict',
      'С тех пор комментарий исправили, а решали о прежнем. Оставьте его: о новом решают заново.',
    );
  const agreed = await updateAct(ctx, act, { state: stateFor(ctx, page), ...looked });
  await askNetwork(ctx, agreed, post);
  await tellAct(ctx, act, 'agree', { what: 'второй взгляд: комментарий убирается' });
  return readActCard(ctx, act.id);
}

/** Route: whoever decided has thought better of it, or the network refused: the comment stays. */
export async function withdrawAct(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.withdrawAct>,
): Promise<Card> {
  const act = await lockAct(ctx, params.id, body.version, 'withdraw');
  await updateAct(ctx, act, { state: 'dropped', reason: body.reason });
  await releasePost(ctx, act.post_id, HOLDER);
  await tellAct(ctx, act, 'withdraw', { what: 'комментарий остаётся на странице', note: body.reason });
  return readActCard(ctx, act.id);
}
