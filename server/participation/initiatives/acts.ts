import type * as contract from '../../../shared/contract/participation/initiatives.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { findReasonFault } from '../../../shared/text/participation/reasons.ts';
import { DAY } from '../../../shared/time.ts';
import { badField } from '../../lib/errors.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';
import { discussionRulesToday } from '../discussions/index.ts';
import { makeDecision, tellDecision } from '../polls/index.ts';
import { readInitiativeCard, shownWordsOf } from './card.ts';
import { initiativeAnswered, initiativeDecided, initiativePublished } from './events.ts';
import { initiativeRulesToday, ruleTitleOf } from './pack.ts';
import { requireInitiativeAct } from './policy.ts';
import { type InitiativeRow, lockInitiative, tellInitiativeAct, updateInitiative } from './rows.ts';
import { tellInitiativeJob } from './told.ts';

/** What everybody reads is made now, without names and numbers of people; the threshold and the term are those of today's pack. */
async function publish(ctx: Ctx, row: InitiativeRow, what: string): Promise<void> {
  const rules = initiativeRulesToday(ctx);
  const { threshold, days } = row.district_id === null ? rules.city : rules.district;
  const shown = shownWordsOf(row);
  await updateInitiative(ctx, row, {
    state: 'open',
    shown_title: shown.title,
    shown_what: shown.what,
    shown_place: shown.place,
    shown_why: shown.why,
    judged_by_name: nameOfActor(ctx),
    published_at: ctx.now,
    closes_at: new Date(ctx.now.getTime() + days * DAY),
    threshold,
    due_on: null,
  });
  await tellInitiativeAct(ctx, row.id, 'publish-initiative', { what });
  ctx.announce(initiativePublished, { initiativeId: row.id });
  ctx.enqueue(tellInitiativeJob, { initiativeId: row.id, news: 'published' });
}

/** By a rule of the order, with words for its author. Whoever supported it meanwhile is known to nobody. */
async function refuse(
  ctx: Ctx,
  row: InitiativeRow,
  { ruleId, reason, what }: { ruleId: string; reason: string; what: string },
): Promise<void> {
  if (!initiativeRulesToday(ctx).rules.some(({ id }) => id === ruleId))
    throw badField('ruleId', 'Выберите правило, по которому отказываете');
  if (reason.trim().length < 10)
    throw badField('reason', 'Напишите автору, в чём дело: он получит эти слова');
  await ctx.db.deleteFrom('initiatives.supporter').where('initiative_id', '=', row.id).execute();
  await updateInitiative(ctx, row, {
    state: 'refused',
    rule_id: ruleId,
    refusal: reason,
    judged_by_name: nameOfActor(ctx),
    due_on: null,
  });
  await tellInitiativeAct(ctx, row.id, 'refuse-initiative', { what, note: ruleTitleOf(ctx, ruleId) });
  ctx.enqueue(tellInitiativeJob, { initiativeId: row.id, news: 'refused' });
}

/** Route: a person looks at it before everybody does. */
export async function judgeInitiative(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.judgeInitiative>,
): Promise<contract.InitiativeCard> {
  const row = await lockInitiative(ctx, { id: params.id, version: body.version });
  const { what } = requireInitiativeAct(ctx, row, body.isPublished ? 'publish' : 'refuse');
  if (body.isPublished) await publish(ctx, row, what);
  else await refuse(ctx, row, { ruleId: body.ruleId, reason: body.reason, what });
  return readInitiativeCard(ctx, row.id);
}

/** Route: the city answers what enough people support, with a reason that is one. */
export async function answerInitiative(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.answerInitiative>,
): Promise<contract.InitiativeCard> {
  const row = await lockInitiative(ctx, { id: params.id, version: body.version });
  const { what } = requireInitiativeAct(ctx, row, 'answer');
  const fault = findReasonFault(body.reason, discussionRulesToday(ctx));
  if (fault) throw badField('reason', fault);
  await ctx.db
    .insertInto('initiatives.answer')
    .values({
      initiative_id: row.id,
      verdict: body.verdict,
      reason: body.reason,
      at: ctx.now,
      by_name: nameOfActor(ctx),
    })
    .execute();
  await updateInitiative(ctx, row, {
    state: body.verdict === 'declined' ? 'declined' : 'accepted',
    due_on: null,
  });
  await tellInitiativeAct(ctx, row.id, 'answer-initiative', { what });
  ctx.announce(initiativeAnswered, { initiativeId: row.id });
  ctx.enqueue(tellInitiativeJob, { initiativeId: row.id, news: 'answered' });
  return readInitiativeCard(ctx, row.id);
}

/** Route: what the city did with it, by which document. */
export async function decideInitiative(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.decideInitiative>,
): Promise<contract.InitiativeCard> {
  const row = await lockInitiative(ctx, { id: params.id, version: body.version });
  const { what } = requireInitiativeAct(ctx, row, 'decide');
  const decision = makeDecision(ctx, body);
  await ctx.db
    .insertInto('initiatives.decision')
    .values({ initiative_id: row.id, ...decision })
    .execute();
  await updateInitiative(ctx, row, { state: 'decided' });
  await tellInitiativeAct(ctx, row.id, 'decide-initiative', tellDecision(body, what));
  ctx.announce(initiativeDecided, { initiativeId: row.id });
  ctx.enqueue(tellInitiativeJob, { initiativeId: row.id, news: 'decided' });
  return readInitiativeCard(ctx, row.id);
}
