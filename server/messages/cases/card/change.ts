import type { changeCase as changeCaseRoute } from '../../../../shared/contract/messages/cases-staff.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { isOneOf } from '../../../../shared/lists.ts';
import { requireFact } from '../../../base/taxonomy/index.ts';
import { resolvePlace } from '../../../base/territory/index.ts';
import { rememberSorted } from '../../../base/understanding/index.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { applyRule } from '../clocks/clocks.ts';
import { caseAssigned } from '../core/events.ts';
import { placeColumns } from '../core/place-columns.ts';
import { triageStatuses } from '../core/statuses.ts';
import { addEvents, type TimelineEntry } from '../core/timeline.ts';
import { requireUnit } from '../core/units.ts';
import { caseWorkflow } from '../core/workflow.ts';
import { indexCases } from '../search/indexing.ts';
import { readCaseCard } from './card.ts';
import { requireNotComplained } from './complaint.ts';
import { type DecisionCase, lockForDecision } from './decision-case.ts';
import { revokeForeignLinks, sendLinkToUnit } from './executor-link.ts';
import { changeColumns, type LockedCase, moveCase, requireCaseMove } from './move.ts';

type Change = typeof changeCaseRoute;
type Body = HandlerInput<Change>['body'];

/** Corrects what a case says of itself. Nothing of a closed case changes. */
export async function changeCase(
  ctx: Ctx,
  { params, body }: HandlerInput<Change>,
): Promise<RouteReplyInput<Change>> {
  const file = await lockForDecision(ctx, params.id, body.version);
  if (caseWorkflow.states[file.status].isTerminal) {
    throw new AppError('cases.illegal-transition', 'Дело закрыто: исправить его нельзя.', {
      details: { status: file.status },
    });
  }
  const current = await changeExecutor(ctx, file, body);
  await changeFields(ctx, file, current, body);
  if (body.place || body.title !== undefined) await indexCases(ctx, [file.id]);
  return readCaseCard(ctx, file.id);
}

/** Fields besides the executor, in one update with one version step. */
async function changeFields(ctx: Ctx, file: DecisionCase, current: LockedCase, body: Body): Promise<void> {
  const set: Record<string, unknown> = {};
  const told: TimelineEntry[] = [];
  const tell = (field: string, from: unknown, to: unknown) =>
    told.push({ caseId: file.id, kind: 'field', visibility: 'staff', data: { field, from, to } });
  if (body.factId !== undefined && body.factId !== file.fact_id) {
    const fact = requireFact(body.factId);
    Object.assign(set, { fact_id: fact.id, block: fact.block, topic_source: 'operator' });
    const restarted = file.answered_at ? null : await applyRule(ctx, file, fact.deadlineRule);
    if (restarted) set.due_at = restarted.dueAt;
    tell('fact', file.fact_id, fact.id);
    await rememberSorted(ctx, { caseId: file.id, fact, suggested: file.suggested[0] });
  }
  if (body.place) {
    const place = resolvePlace(body.place);
    Object.assign(set, placeColumns(place), { is_home: place.isHome });
    tell('place', file.district_id, place.districtId);
  }
  if (body.importance !== undefined && body.importance !== file.importance) {
    set.importance = body.importance;
    tell('importance', file.importance, body.importance);
  }
  if (body.toneCheck !== undefined) {
    // Only a person says there is no danger; until then the message stays first.
    set.tone_check = body.toneCheck;
    if (body.toneCheck === 'dismissed') set.is_alarming = false;
    tell('tone', null, body.toneCheck);
  }
  if (body.title) {
    set.title = body.title;
    tell('title', null, null);
  }
  if (told.length === 0) return;
  await changeColumns(ctx, current, set);
  await addEvents(ctx, told);
  ctx.audit({
    action: 'cases.change',
    object: 'case',
    objectId: file.id,
    data: { number: file.number, fields: told.map(({ data }) => data?.field) },
  });
}

/**
 * Another unit or person. Before triage it is only noted; in work the case goes through coordination, as the table
 * demands; from its approval the answer must come back first.
 */
async function changeExecutor(ctx: Ctx, file: DecisionCase, body: Body): Promise<LockedCase> {
  let current: LockedCase = file;
  if (body.unitId !== undefined && body.unitId !== file.executor_unit_id) {
    const unit = await requireUnit(ctx.db, body.unitId);
    await requireNotComplained(ctx, file.id, { unitId: unit.id });
    const set = { executor_unit_id: unit.id, executor_id: null };
    if (isOneOf(triageStatuses, file.status)) {
      current = await updateExecutor(ctx, file, set, {
        field: 'unit',
        from: file.executor_unit_id,
        to: unit.id,
      });
    } else {
      requireCaseMove(ctx.actor, file.status, 'withdraw-from-work');
      const withdrawn = await moveCase(ctx, file, 'withdraw-from-work', { isHidden: true });
      current = await moveCase(ctx, withdrawn, 'assign', {
        text: unit.title,
        data: { unitId: unit.id },
        set,
      });
      await revokeForeignLinks(ctx, file.id, unit.id);
      await sendLinkToUnit(ctx, { id: file.id, number: file.number, dueAt: file.due_at }, unit);
      ctx.announce(caseAssigned, { caseId: file.id, number: file.number, unitId: unit.id });
    }
    current = { ...current, ...set };
  }
  if (body.executorId !== undefined && body.executorId !== current.executor_id) {
    await requireMember(ctx, body.executorId, current.executor_unit_id);
    const said = { field: 'executor', from: current.executor_id, to: body.executorId };
    current = await updateExecutor(ctx, current, { executor_id: body.executorId }, said);
  }
  return current;
}

async function updateExecutor(
  ctx: Ctx,
  file: LockedCase,
  set: Partial<Pick<LockedCase, 'executor_unit_id' | 'executor_id'>>,
  said: Record<string, unknown>,
): Promise<LockedCase> {
  const left = await changeColumns(ctx, file, set);
  await addEvents(ctx, [{ caseId: file.id, kind: 'field', visibility: 'staff', data: said }]);
  ctx.audit({
    action: 'cases.change-executor',
    object: 'case',
    objectId: file.id,
    data: { number: file.number, ...said },
  });
  return { ...left, ...set };
}

/** The person must work in the unit that has the case. */
async function requireMember(ctx: Ctx, personId: string | null, unitId: string | null): Promise<void> {
  if (personId === null) return;
  const member = await ctx.db
    .selectFrom('identity.v_person')
    .select('id')
    .where('id', '=', personId)
    .where('kind', '=', 'staff')
    .where('is_active', '=', true)
    .where('unit_id', '=', unitId)
    .executeTakeFirst();
  if (!member) {
    throw new AppError('lib.bad-input', 'Этот человек не работает у исполнителя. Выберите другого.', {
      fields: { executorId: 'Не сотрудник исполнителя' },
    });
  }
}
