import { sql } from 'kysely';
import type { changeRegime } from '../../../../shared/contract/messages/cases-staff.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { forbidsAppeal, reasonLine, requireSigns } from '../../../base/regimes/index.ts';
import { findFact } from '../../../base/taxonomy/index.ts';
import { AppError } from '../../../lib/errors.ts';
import { actingAs, type Ctx } from '../../../lib/module/context.ts';
import { findPromise, letApprovedOut } from '../answers/answer-sent.ts';
import { readCaseCard } from '../card/card.ts';
import { changeColumns, type LockedCase, lockCase, moveCase } from '../card/move.ts';
import { isToldAtOnce, oweNotice } from '../card/notice.ts';
import { keepEndedClock, restoreEndedClock, startAnswerClock } from '../clocks/clocks.ts';
import { changeDeeds, settleForwards, wasNotified } from '../clocks/deed-clocks.ts';
import { changeStageRegime } from '../clocks/stage-clocks.ts';
import { readTermBefore } from '../clocks/term-before.ts';
import { findRunning } from '../clocks/term-clock.ts';
import { STATUTORY_APPEAL } from '../core/draft.ts';
import { caseRegimeChanged } from '../core/events.ts';
import { owesLetter } from '../core/owes.ts';
import { requireOn } from '../core/reach.ts';
import { decisionOf, termRule } from '../core/regime.ts';
import { ANSWER_CLOCK } from '../core/rows.ts';
import { addEvents } from '../core/timeline.ts';
import { caseWorkflow } from '../core/workflow.ts';
import { findAuthor } from '../law/author.ts';
import { statutoryStart } from '../law/statutory-start.ts';

type Change = typeof changeRegime;

/**
 * Another legal order, or other signs by which it is decided: with a ground, told in the timeline and the journal. What
 * the law forbids (a 59-ФЗ clock on a post) no ground allows.
 */
export async function changeLegalRegime(
  ctx: Ctx,
  { params, body }: HandlerInput<Change>,
): Promise<RouteReplyInput<Change>> {
  requireSigns(body.signs);
  const file = await lockCase(ctx, params.id, body.version);
  requireOn(ctx.actor, file, 'cases.triage');
  if (caseWorkflow.states[file.status].isTerminal) {
    throw new AppError('lib.conflict', 'Дело закрыто: режим уже не меняется. Сначала возобновите дело.');
  }
  const contact = await findAuthor(ctx, file.id);
  if (!contact) throw new AppError('lib.conflict', 'У дела нет автора: режим определять не для кого.');
  const signed = { ...contact, signs: [...new Set(body.signs)] };
  const byPack = decisionOf(signed);
  if (body.regime === STATUTORY_APPEAL && forbidsAppeal(byPack)) {
    const { text, legal } = byPack.forbids.find(
      ({ code }) => code === 'clock-59fz' || code === 'count-as-appeal',
    )!;
    throw new AppError(
      'lib.conflict',
      `Нельзя: ${text.toLocaleLowerCase('ru')} (${legal}). Разъясните порядок.`,
    );
  }
  const isByPack = byPack.regime === body.regime;
  const decision = isByPack ? byPack : decisionOf(signed, body.regime);
  const reason = isByPack ? reasonLine(byPack) : `По решению оператора: ${body.ground}`;
  const before = await readTermBefore(ctx, file.id);
  await ctx.db
    .updateTable('cases.contact')
    .set({ regime: body.regime, regime_reason: reason, signs: signed.signs })
    .where('id', '=', contact.id)
    .execute();
  const fact = findFact(file.fact_id ?? '');
  const becomesAppeal = owesLetter({ ...file, regime: body.regime }) && !owesLetter(file);
  const from = becomesAppeal ? statutoryStart(contact.received_at, file.registered_at) : null;
  const outAt = await findOutAt(ctx, file, body.regime);
  const moved = await restartAnswer(ctx, file, termRule(decision, fact?.deadlineRule), { from, outAt });
  const { current, columns } = await followOrder(ctx, file, body.regime, outAt);
  if (file.regime !== body.regime) await changeStageRegime(ctx, current, body.regime);
  await changeDeeds(ctx, file, decision);
  if (becomesAppeal && file.status === 'forwarded_out') await followForwarding(ctx, current, body.regime);
  await changeColumns(ctx, current, { regime: body.regime, ...moved, ...columns });
  const data = { from: contact.regime, to: body.regime, signs: signed.signs };
  const told = { ...data, ...before };
  await addEvents(ctx, [
    { caseId: file.id, kind: 'regime', visibility: 'staff', text: body.ground, data: told },
  ]);
  ctx.audit({
    action: 'cases.change-regime',
    object: 'case',
    objectId: file.id,
    data: { number: file.number, ...data },
  });
  ctx.announce(caseRegimeChanged, { caseId: file.id, number: file.number, regime: body.regime });
  return readCaseCard(ctx, params.id);
}

/**
 * The answer's clock under another rule, from the same start: former ends are kept with the case, shown and counted no more, since
 * the fact they were counted by was wrong. What becomes an appeal owes its answer whatever was said to it as a message, by the term
 * that runs from `from`; what is over stays over, and whether it came late is told by the term of its own order. `outAt` — when the
 * answer of what is a message again had gone out. Returns columns to change.
 */
async function restartAnswer(
  ctx: Ctx,
  file: LockedCase,
  ruleId: string,
  { from, outAt }: { from: Date | null; outAt: Date | null },
): Promise<{ due_at?: Date | null }> {
  const former = await findCounted(ctx, file.id);
  const isOwedAnew = from !== null && file.status !== 'forwarded_out';
  const stoppedAt = isOwedAnew ? null : (outAt ?? former?.stopped_at ?? null);
  if (!former && !isOwedAnew) return {};
  if (former?.rule_id === ruleId && (former.stopped_at === null || !isOwedAnew)) return {};
  await ctx.db
    .updateTable('cases.clock')
    .set({ stopped_at: sql`coalesce(stopped_at, ${ctx.now})`, is_void: true, note: 'Изменён правовой режим' })
    .where('case_id', '=', file.id)
    .where('kind', '=', ANSWER_CLOCK)
    .where('is_void', '=', false)
    .execute();
  const startedAt = from ?? former?.started_at ?? file.registered_at;
  if (!stoppedAt) return { due_at: (await startAnswerClock(ctx, file.id, ruleId, startedAt)).dueAt };
  const ended = { ruleId, startedAt, stoppedAt, note: outAt ? 'Ответ дан' : (former?.note ?? null) };
  const dueAt = (await restoreEndedClock(ctx, file.id, ended)) ?? (await keepEndedClock(ctx, file.id, ended));
  // What was promised instead stands; what another body considers has no end here, save one that was broken before.
  if (file.status === 'deferred') return {};
  return { due_at: file.status === 'forwarded_out' && dueAt >= stoppedAt ? null : dueAt };
}

/** The last clock of the answer that is counted: running, or stopped when the answer or what stands in its place was done. */
const findCounted = (ctx: Ctx, caseId: string) =>
  ctx.db
    .selectFrom('cases.clock')
    .select(['rule_id', 'started_at', 'stopped_at', 'note'])
    .where('case_id', '=', caseId)
    .where('kind', '=', ANSWER_CLOCK)
    .where('is_void', '=', false)
    .orderBy('id', 'desc')
    .executeTakeFirst();

interface FollowedColumns {
  answered_at?: Date | null;
  due_at?: Date | null;
  status_since?: Date;
}

/**
 * What was answered or refused as a message is neither as an appeal: its answer counts when the signed letter has gone, and a refusal
 * goes back to be checked. The other way round an approved answer is the answer, and everybody who wrote gets it; who had got it before
 * the case was taken for an appeal gets nothing twice. Returns columns to change, and the case as it is now.
 */
async function followOrder(
  ctx: Ctx,
  file: LockedCase,
  regime: string,
  outAt: Date | null,
): Promise<{ current: LockedCase; columns: FollowedColumns }> {
  const owed = owesLetter({ ...file, regime });
  if (owed === owesLetter(file)) return { current: file, columns: {} };
  if (!owed) {
    if (outAt && file.status === 'answered')
      return { current: file, columns: { answered_at: outAt, status_since: outAt } };
    if (outAt)
      return { current: file, columns: { due_at: (await findPromise(ctx, file.id))?.due_at ?? null } };
    if (!(await isHeldBack(ctx, file))) return { current: file, columns: {} };
    const columns = await letApprovedOut(ctx, { ...file, regime }, { note: 'Ответ дан' });
    return { current: file, columns };
  }
  const system = actingAs(ctx, { kind: 'system', name: 'regime' });
  const current =
    file.status === 'rejected'
      ? await moveCase(system, { ...file, regime }, 'appeal-rejection', {
          text: 'Обращение подлежит рассмотрению (59-ФЗ, ст. 9 ч. 1): отказ снят',
        })
      : file;
  // It is open again from this moment: figures go by it.
  return { current, columns: file.answered_at ? { answered_at: null, status_since: ctx.now } : {} };
}

/** Forwarded as a message, found to be an appeal: terms of forwarding were met then, and who could not be told is owed a notice on paper. */
async function followForwarding(ctx: Ctx, file: LockedCase, regime: string): Promise<void> {
  await settleForwards(ctx, file.id);
  if (await isToldAtOnce(ctx, file.id, 'case-forwarded')) return;
  if (!(await wasNotified(ctx, file.id))) await oweNotice(ctx, { ...file, regime }, file.registered_at);
}

/** When the answer that now waits for a letter went out as that of a message: its author has it. Null = it has not, or nothing waits. */
async function findOutAt(ctx: Ctx, file: LockedCase, regime: string): Promise<Date | null> {
  if (owesLetter({ ...file, regime }) || !owesLetter(file) || !(await isHeldBack(ctx, file))) return null;
  const row = await ctx.db
    .selectFrom('cases.event')
    .select('at')
    .where('case_id', '=', file.id)
    .where('kind', '=', 'answer')
    .where('visibility', '=', 'public')
    .where(
      sql<boolean>`data->>'answerId' = (SELECT id::text FROM cases.answer WHERE case_id = ${file.id} AND state = 'released' ORDER BY version DESC LIMIT 1)`,
    )
    .orderBy('id')
    .executeTakeFirst();
  return row?.at ?? null;
}

/** Approved, and its signed letter has not gone; of a promise it has gone once the clock of the answer stands still. */
async function isHeldBack(ctx: Ctx, file: LockedCase): Promise<boolean> {
  if (file.status === 'answered') return file.answered_at === null;
  return file.status === 'deferred' && (await findRunning(ctx, file.id)) !== undefined;
}
