import type { changeRegime } from '../../../shared/contract/cases-staff.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import type { Ctx } from '../../lib/context.ts';
import { AppError } from '../../lib/errors.ts';
import { forbidsAppeal, reasonLine, requireSigns } from '../regimes/index.ts';
import { findFact } from '../taxonomy/index.ts';
import { readCard } from './card.ts';
import { startAnswerClock } from './clocks.ts';
import { changeDeeds } from './deed-clocks.ts';
import { STATUTORY_APPEAL } from './draft.ts';
import { caseRegimeChanged } from './events.ts';
import { changeColumns, type LockedCase, lockCase } from './move.ts';
import { requireOn } from './reach.ts';
import { decisionOf, termRule } from './regime.ts';
import { ANSWER_CLOCK } from './rows.ts';
import { changeStageRegime } from './stage-clocks.ts';
import { addEvents } from './timeline.ts';
import { caseWorkflow } from './workflow.ts';

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
  await ctx.db
    .updateTable('cases.contact')
    .set({ regime: body.regime, regime_reason: reason, signs: signed.signs })
    .where('id', '=', contact.id)
    .execute();
  const fact = findFact(file.fact_id ?? '');
  const dueAt = await restartAnswer(ctx, file, termRule(decision, fact?.deadlineRule));
  if (file.regime !== body.regime) await changeStageRegime(ctx, file, body.regime);
  await changeDeeds(ctx, file, decision);
  await changeColumns(ctx, file, { regime: body.regime, ...(dueAt && { due_at: dueAt }) });
  const data = { from: contact.regime, to: body.regime, signs: signed.signs };
  await addEvents(ctx, [{ caseId: file.id, kind: 'regime', visibility: 'staff', text: body.ground, data }]);
  ctx.audit({
    action: 'cases.change-regime',
    object: 'case',
    objectId: file.id,
    data: { number: file.number, ...data },
  });
  ctx.announce(caseRegimeChanged, { caseId: file.id, number: file.number, regime: body.regime });
  return readCard(ctx, params.id);
}

async function findAuthor(ctx: Ctx, caseId: string) {
  const contact = await ctx.db
    .selectFrom('cases.contact')
    .select(['id', 'kind', 'identity', 'received_at', 'regime', 'signs', 'declares'])
    .where('case_id', '=', caseId)
    .where('is_joiner', '=', false)
    .orderBy('received_at')
    .executeTakeFirst();
  if (!contact) throw new AppError('lib.conflict', 'У дела нет автора: режим определять не для кого.');
  return contact;
}

/** The running answer clock under another rule, from the same start; null = it stays, or none runs. */
async function restartAnswer(ctx: Ctx, file: LockedCase, ruleId: string): Promise<Date | null> {
  const running = await ctx.db
    .selectFrom('cases.clock')
    .select(['id', 'rule_id', 'started_at'])
    .where('case_id', '=', file.id)
    .where('kind', '=', ANSWER_CLOCK)
    .where('stopped_at', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  if (!running || running.rule_id === ruleId) return null;
  await ctx.db
    .updateTable('cases.clock')
    .set({ stopped_at: ctx.now, note: 'Изменён правовой режим' })
    .where('id', '=', running.id)
    .execute();
  return (await startAnswerClock(ctx, file.id, ruleId, running.started_at)).dueAt;
}
