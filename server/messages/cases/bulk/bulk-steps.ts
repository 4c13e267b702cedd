import type { bulkChange } from '../../../../shared/contract/messages/cases-triage.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { isRejectionGround } from '../../../../shared/text/rejection.ts';
import { requireFact } from '../../../base/taxonomy/index.ts';
import { rememberSorted } from '../../../base/understanding/index.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { DecisionCase } from '../card/decision-case.ts';
import { changeColumns } from '../card/move.ts';
import { applyRule, noClockChange } from '../clocks/clocks.ts';
import { addEvents } from '../core/timeline.ts';
import { requireUnit } from '../core/units.ts';
import { caseWorkflow } from '../core/workflow.ts';
import { applyReject, planReject } from '../decisions/verdicts.ts';
import { applyTriage, planTriage, triageFollowers } from '../sorting/triage.ts';
import { describeFormer, type FormerCase } from '../sorting/undo.ts';

export type BulkAction = HandlerInput<typeof bulkChange>['body']['action'];

/** What would be done to one case; made before anything is written, so that a refusal leaves no trace. */
export type Step = () => Promise<FormerCase>;

/** What is wrong with the action itself is said once, not for each case. */
export async function requireAction(ctx: Ctx, action: BulkAction): Promise<void> {
  if (action.kind === 'assign') await requireUnit(ctx.db, action.unitId);
  if (action.kind === 'topic') requireFact(action.factId);
  if (action.kind === 'reject' && !isRejectionGround(action.ground)) {
    throw new AppError('lib.bad-input', 'Такого основания нет. Выберите из списка.', {
      fields: { 'action.ground': 'Неизвестное основание' },
    });
  }
}

export async function planStep(ctx: Ctx, file: DecisionCase, action: BulkAction): Promise<Step> {
  switch (action.kind) {
    case 'assign': {
      const plan = await planTriage(ctx, file, { unitId: action.unitId });
      return async () => {
        const former = await applyTriage(ctx, file, plan);
        await triageFollowers(ctx, file.id, plan);
        return former;
      };
    }
    case 'reject': {
      planReject(ctx, file);
      const { ground } = action;
      if (!isRejectionGround(ground)) throw new Error('Checked by requireAction');
      return () => applyReject(ctx, file, ground);
    }
    case 'topic': {
      requireOpen(file);
      return () => applyTopic(ctx, file, action.factId);
    }
    case 'importance': {
      requireOpen(file);
      return () => applyField(ctx, file, 'importance', { importance: action.importance });
    }
  }
}

function requireOpen(file: DecisionCase): void {
  if (!caseWorkflow.states[file.status].isTerminal) return;
  throw new AppError('cases.illegal-transition', 'Дело закрыто: исправить его нельзя.', {
    details: { status: file.status },
  });
}

async function applyTopic(ctx: Ctx, file: DecisionCase, factId: string): Promise<FormerCase> {
  const fact = requireFact(factId);
  const restarted = file.answered_at ? null : await applyRule(ctx, file, fact.deadlineRule);
  const set = {
    fact_id: fact.id,
    block: fact.block,
    topic_source: 'operator',
    ...(restarted && { due_at: restarted.dueAt }),
  };
  const former = await applyField(ctx, file, 'fact', set);
  await rememberSorted(ctx, { caseId: file.id, fact, suggested: file.suggested[0] });
  return { ...former, clocks: restarted?.change ?? noClockChange };
}

async function applyField(
  ctx: Ctx,
  file: DecisionCase,
  field: 'fact' | 'importance',
  set: Partial<Record<'fact_id' | 'block' | 'topic_source' | 'importance', string>> & { due_at?: Date },
): Promise<FormerCase> {
  const left = await changeColumns(ctx, file, set);
  const data =
    field === 'fact'
      ? { field, from: file.fact_id, to: set.fact_id }
      : { field, from: file.importance, to: set.importance };
  await addEvents(ctx, [{ caseId: file.id, kind: 'field', visibility: 'staff', data }]);
  ctx.audit({
    action: 'cases.change',
    object: 'case',
    objectId: file.id,
    data: { number: file.number, fields: [field], isBulk: true },
  });
  return describeFormer(file, left);
}
