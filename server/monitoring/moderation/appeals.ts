import type * as contract from '../../../shared/contract/monitoring/moderation.ts';
import type * as acts from '../../../shared/contract/monitoring/moderation-acts.ts';
import type * as open from '../../../shared/contract/monitoring/moderation-open.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { startTerm } from '../../base/deadlines/index.ts';
import { isTaken } from '../../lib/database/taken.ts';
import { AppError, badField } from '../../lib/errors.ts';
import { isSameSecret, newId } from '../../lib/ids.ts';
import { actorRef, type Ctx, isStaff, nameOfActor } from '../../lib/module/context.ts';
import { requireOtherPerson } from '../../lib/module/two-people.ts';
import { holdPost, readPosts } from '../posts/index.ts';
import { readActCard } from './card.ts';
import { askNetwork } from './hide.ts';
import { sendNotice } from './notices.ts';
import { becomeLost } from './outcome.ts';
import { readOwnPages, wayBack } from './pages.ts';
import { type ActRow, findAppeal, lockAct } from './rows.ts';
import { HOLDER, keepEvidence, tellAct, updateAct } from './store.ts';

/** Rule of packs/base/deadlines. */
const APPEAL_RULE = 'moderation-appeal';

/** One objection to a decision: its term begins, and the evidence stays until it is decided. */
async function addAppeal(ctx: Ctx, act: ActRow, words: string): Promise<Date> {
  if (act.appeal_until === null || act.appeal_until < ctx.now)
    throw new AppError('lib.conflict', 'Срок, в который можно возразить, прошёл.');
  const { dueAt, ruleId, ruleVersion } = startTerm(APPEAL_RULE, ctx.now);
  try {
    await ctx.db
      .insertInto('moderation.appeal')
      .values({
        id: newId(),
        act_id: act.id,
        made_at: ctx.now,
        taken_by_name: isStaff(ctx.actor) ? nameOfActor(ctx) : null,
        words,
        rule_id: ruleId,
        rule_version: ruleVersion,
        due_at: dueAt,
      })
      .execute();
  } catch (error) {
    if (isTaken(error)) throw new AppError('lib.conflict', 'Возражение по этому решению уже есть.');
    throw error;
  }
  await holdPost(ctx, act.post_id, HOLDER, null);
  await updateAct(ctx, act, {});
  await tellAct(ctx, act, 'appeal', { what: 'автор возразил' });
  return dueAt;
}

/** Route: what the author said otherwise than on the portal. */
export async function takeAppeal(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.takeAppeal>,
): Promise<contract.ActCard> {
  const act = await lockAct(ctx, params.id, body.version, 'appeal');
  await addAppeal(ctx, act, body.words);
  return readActCard(ctx, act.id);
}

/** Numbers are read however they are typed: «м-2026-11-0007», and M of the other alphabet. */
export const plainNumber = (text: string): string => `М${text.trim().slice(1)}`;

/** Route, for everybody: whoever has the code of the notice. A number and a code that do not belong together tell nothing more. */
export async function appealAct(
  ctx: Ctx,
  { body }: HandlerInput<typeof open.appealAct>,
): Promise<RouteReplyInput<typeof open.appealAct>> {
  const act = await ctx.db
    .selectFrom('moderation.act')
    .selectAll()
    .where('number', '=', plainNumber(body.number))
    .forUpdate()
    .executeTakeFirst();
  const code = body.code.toUpperCase().replaceAll(/[\s-]/gu, '');
  if (!act || !isSameSecret(act.code, code))
    throw badField('code', 'Номер и код не подходят друг к другу. Перепишите их из уведомления');
  if (act.state !== 'hidden')
    throw new AppError('lib.conflict', 'Этот комментарий сейчас не убран: возражать не на что.');
  const dueAt = await addAppeal(ctx, act, body.words);
  return { number: act.number, dueAt: dueAt.toISOString() };
}

/** Route: another person than who took it off upholds the decision, or gives the comment back. */
export async function decideAppeal(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.decideAppeal>,
): Promise<contract.ActCard> {
  const act = await lockAct(ctx, params.id, body.version, 'decide');
  const appeal = await findAppeal(ctx, act.id);
  if (!appeal) throw new AppError('lib.conflict', 'Автор не возражал: решать нечего.');
  if (appeal.outcome !== null) throw new AppError('lib.conflict', 'Это возражение уже решено.');
  const other = 'О возражении решает другой человек, не тот, кто убрал комментарий.';
  requireOtherPerson(ctx.actor, act.made_by, other);
  requireOtherPerson(ctx.actor, act.second_by, other);
  await ctx.db
    .updateTable('moderation.appeal')
    .set({
      outcome: body.outcome,
      answer: body.answer,
      decided_by: actorRef(ctx.actor),
      decided_by_name: nameOfActor(ctx),
      decided_at: ctx.now,
    })
    .where('id', '=', appeal.id)
    .execute();
  await keepEvidence(ctx, act, ctx.now);
  await tellAct(ctx, act, 'decide', {
    what: body.outcome === 'upheld' ? 'возражение рассмотрено: решение в силе' : 'возражение принято',
    data: { outcome: body.outcome },
  });
  await (body.outcome === 'upheld' ? uphold(ctx, act) : giveBack(ctx, act));
  return readActCard(ctx, act.id);
}

async function uphold(ctx: Ctx, act: ActRow): Promise<void> {
  await updateAct(ctx, act, {});
  await sendNotice(ctx, act, 'upheld');
}

async function giveBack(ctx: Ctx, act: ActRow): Promise<void> {
  const page = (await readOwnPages(ctx)).find(({ id }) => id === act.page_id);
  const way = wayBack(ctx, act, page);
  if (way === 'none') return becomeLost(ctx, act);
  const returning = await updateAct(ctx, act, { state: way === 'hand' ? 'restore-by-hand' : 'restoring' });
  const [post] = await readPosts(ctx, [act.post_id]);
  if (post) await askNetwork(ctx, returning, post);
}
