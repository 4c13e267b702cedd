import type {
  closeForwarded,
  forwardCase as forwardCaseRoute,
  OutsideBody,
  takeForwardedBack as takeForwardedBackRoute,
} from '../../../../shared/contract/messages/cases-moves.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { sendLetters } from '../../../base/outbox/index.ts';
import { requireLawful } from '../../../base/regimes/index.ts';
import { AppError } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import { type Ctx, isStaff } from '../../../lib/module/context.ts';
import { readCaseCard } from '../card/card.ts';
import { requireNotComplained } from '../card/complaint.ts';
import { lockForDecision } from '../card/decision-case.ts';
import { revokeForeignLinks } from '../card/executor-link.ts';
import { type LockedCase, moveCase, requireCaseMove } from '../card/move.ts';
import { isToldAtOnce, oweNotice, owesNotice } from '../card/notice.ts';
import { startAnswerClock, stopClocks } from '../clocks/clocks.ts';
import { unmetForwards } from '../clocks/deed-clocks.ts';
import { answerRule } from '../core/answer-rule.ts';
import { requireBody } from '../core/bodies.ts';
import { caseClosed } from '../core/events.ts';
import { type ChosenGround, requireGround } from '../core/grounds.ts';
import { owesLetter } from '../core/owes.ts';
import { ANSWER_CLOCK } from '../core/rows.ts';
import { addEvents } from '../core/timeline.ts';
import { caseWorkflow } from '../core/workflow.ts';
import { requireForwardable } from '../law/forwardable.ts';
import { tellStage } from '../letters/tell-stage.ts';
import { requireSettler, requireTriageable, walkToCoordination } from '../sorting/triage.ts';

type Forward = typeof forwardCaseRoute;

/**
 * Route: the case goes to another body by a ground, to several at once where it is of several (59-ФЗ, ст. 8 ч. 4). The resident is told (59-ФЗ, ст. 8 ч. 3: «с уведомлением
 * гражданина»), our clocks stop, and the body gets a letter without the resident's contacts.
 */
export async function forwardCase(
  ctx: Ctx,
  { params, body }: HandlerInput<Forward>,
): Promise<RouteReplyInput<Forward>> {
  const file = await lockForDecision(ctx, params.id, body.version);
  requireTriageable(ctx, file, caseWorkflow.moves.forward.title);
  requireSettler(ctx, file);
  requireCaseMove(ctx.actor, 'coordination', 'forward');
  await requireForwardable(ctx, file);
  const ground = requireGround(ctx, 'forward', body.groundId, file.regime);
  const receivers = await requireReceivers(ctx, file.id, body.bodyIds, ground);
  const titles = receivers.map(({ title }) => title).join('; ');
  const ready = await walkToCoordination(ctx, file);
  await moveCase(ctx, ready, 'forward', {
    text: titles,
    data: { bodyIds: receivers.map(({ id }) => id), groundId: ground.id },
    set: {
      head_decides: false,
      executor_unit_id: null,
      executor_id: null,
      // Our term is over with the handing over: what another body considers is nowhere overdue here, save what we broke before.
      due_at: file.due_at && file.due_at < ctx.now ? file.due_at : null,
      snoozed_until: null,
      snooze_reason: null,
    },
  });
  await revokeForeignLinks(ctx, file.id, null);
  await ctx.db
    .insertInto('cases.forwarding')
    .values(
      receivers.map(({ id, title }) => ({
        id: newId(),
        case_id: file.id,
        body_id: id,
        body_title: title,
        ground_id: ground.id,
        ground_version: ground.version,
        text: body.text,
        by_name: isStaff(ctx.actor) ? ctx.actor.name : '',
        at: ctx.now,
      })),
    )
    .execute();
  const unmet = await unmetForwards(ctx, file.id);
  await stopClocks(
    ctx,
    file.id,
    `Передано: ${titles}`,
    unmet.map(({ clock }) => clock),
  );
  await addEvents(ctx, [
    {
      caseId: file.id,
      kind: 'forwarding',
      visibility: 'staff',
      text: body.text,
      data: { body: titles, ground: ground.title, legal: ground.legal },
    },
  ]);
  await tellForwarded(ctx, file, receivers, ground, body.text);
  return readCaseCard(ctx, file.id);
}

/** Bodies of a forwarding: known, not complained about, as many as the ground allows. */
async function requireReceivers(
  ctx: Ctx,
  caseId: string,
  ids: readonly string[],
  { addressees }: ChosenGround,
): Promise<OutsideBody[]> {
  const wanted = [...new Set(ids)];
  const refuse = (text: string) => new AppError('lib.bad-input', text, { fields: { bodyIds: text } });
  if (addressees === 'one' && wanted.length > 1)
    throw refuse('По этому основанию передают одному органу. Нескольким — по 59-ФЗ, ст. 8 ч. 4.');
  if (addressees === 'several' && wanted.length < 2)
    throw refuse('Это основание — для нескольких органов: назовите хотя бы два.');
  const receivers: OutsideBody[] = [];
  for (const id of wanted) {
    receivers.push(await requireBody(ctx, id));
    await requireNotComplained(ctx, caseId, { bodyId: id });
  }
  return receivers;
}

/** The resident is told where it is; each body that has an address gets a letter. */
async function tellForwarded(
  ctx: Ctx,
  file: LockedCase,
  receivers: readonly OutsideBody[],
  ground: ChosenGround,
  text: string,
): Promise<void> {
  const titles = receivers.map(({ title }) => title).join('; ');
  const notice = `${ground.toResident ?? 'Сообщение передано в другой орган.'} Куда: ${titles}. Основание: ${ground.legal}.`;
  await tellStage(ctx, file.id, 'case-forwarded', { notice });
  if (!(await isToldAtOnce(ctx, file.id, 'case-forwarded'))) await oweNotice(ctx, file, file.registered_at);
  await addEvents(ctx, [{ caseId: file.id, kind: 'notice', visibility: 'resident', text: notice }]);
  const addressed = receivers.flatMap(({ email }) => email ?? []);
  await sendLetters(
    ctx,
    addressed.map((recipient) => ({
      channel: 'email' as const,
      recipient,
      subject: `Передаётся сообщение № ${file.number}`,
      text: `Передаём сообщение № ${file.number} по компетенции. Основание: ${ground.title} (${ground.legal}). ${text}`,
      purpose: 'body-forwarded' as const,
      caseId: file.id,
    })),
  );
}

type Back = typeof takeForwardedBackRoute;

/** Route: the body returned it. The case is directed anew, with a new term of its rule. */
export async function takeForwardedBack(
  ctx: Ctx,
  { params, body }: HandlerInput<Back>,
): Promise<RouteReplyInput<Back>> {
  const file = await lockForDecision(ctx, params.id, body.version);
  requireCaseMove(ctx.actor, file.status, 'forwarded-back');
  // The law knows one term of an appeal: it runs from its registration, wherever it has been meanwhile.
  const from = owesLetter(file) ? await firstStart(ctx, file) : ctx.now;
  const note = 'Вернулось из другого органа';
  const { dueAt } = await startAnswerClock(ctx, file.id, answerRule(file), from, note);
  await moveCase(ctx, file, 'forwarded-back', { text: body.reason, isHidden: false, set: { due_at: dueAt } });
  await endForwarding(ctx, file.id, { returned_at: ctx.now, return_reason: body.reason }, body.forwardingId);
  return readCaseCard(ctx, file.id);
}

/** Where the term of an appeal began. */
async function firstStart(ctx: Ctx, file: LockedCase): Promise<Date> {
  const clock = await ctx.db
    .selectFrom('cases.clock')
    .select('started_at')
    .where('case_id', '=', file.id)
    .where('kind', '=', ANSWER_CLOCK)
    .where('is_void', '=', false)
    .orderBy('started_at')
    .executeTakeFirst();
  return clock?.started_at ?? file.registered_at;
}

type Close = typeof closeForwarded;

/** Route: the body has taken it over; what it replied stays. «Передано» is never «решено» (outcome `not_in_competence`). */
export async function closeSent(
  ctx: Ctx,
  { params, body }: HandlerInput<Close>,
): Promise<RouteReplyInput<Close>> {
  const file = await lockForDecision(ctx, params.id, body.version);
  requireCaseMove(ctx.actor, file.status, 'close-forwarded');
  requireLawful(file.regime, 'close-forwarded', (await owesNotice(ctx, file.id)) ? [] : ['notice-sent']);
  await moveCase(ctx, file, 'close-forwarded', { text: body.text, set: { outcome: 'not_in_competence' } });
  await endForwarding(ctx, file.id, { closed_at: ctx.now, reply: body.text });
  ctx.announce(caseClosed, { caseId: file.id, number: file.number, resolved: null });
  return readCaseCard(ctx, file.id);
}

async function endForwarding(
  ctx: Ctx,
  caseId: string,
  set: { returned_at: Date; return_reason: string } | { closed_at: Date; reply: string },
  onlyId?: string,
): Promise<void> {
  await ctx.db
    .updateTable('cases.forwarding')
    .set(set)
    .where('case_id', '=', caseId)
    .where('returned_at', 'is', null)
    .where('closed_at', 'is', null)
    .$if(onlyId !== undefined, (query) => query.where('id', '=', onlyId!))
    .execute();
}
