import type { bulkChange } from '../../../shared/contract/cases-triage.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { isRejectionGround } from '../../../shared/text/rejection.ts';
import type { Ctx } from '../../lib/context.ts';
import { AppError } from '../../lib/errors.ts';
import { requireFact } from '../taxonomy/index.ts';
import { applyRule, noClockChange } from './clocks.ts';
import { type DecisionCase, lockForDecision } from './decision-case.ts';
import { changeColumns } from './move.ts';
import { addEvents } from './timeline.ts';
import { applyTriage, planTriage } from './triage.ts';
import { describeFormer, type FormerCase, rememberDecision } from './undo.ts';
import { requireUnit } from './units.ts';
import { applyReject, planReject } from './verdicts.ts';
import { caseWorkflow } from './workflow.ts';

type Bulk = typeof bulkChange;
type Body = HandlerInput<Bulk>['body'];
type Action = Body['action'];
type Refusal = RouteReplyInput<Bulk>['refused'][number];

/** What would be done to one case; made before anything is written, so that a refusal leaves no trace. */
type Step = () => Promise<FormerCase>;

/**
 * One action over many cases, each with its own journal record and version check. A case that cannot take it is refused
 * with the reason while the rest go on. Rows are locked in the order of their ids: two bulk actions never deadlock.
 */
export async function changeMany(ctx: Ctx, { body }: HandlerInput<Bulk>): Promise<RouteReplyInput<Bulk>> {
  await requireAction(ctx, body.action);
  const refused: Refusal[] = [];
  const steps: Step[] = [];
  const unique = new Map(body.cases.map((one) => [one.id, one.version]));
  for (const [id, version] of [...unique].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    let number = '';
    try {
      const file = await lockForDecision(ctx, id, version);
      number = file.number;
      steps.push(await planStep(ctx, file, body.action));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refused.push({ id, number, reason: error.message });
    }
  }
  if (body.preview || steps.length === 0) return { applied: steps.length, refused, undoToken: null };
  const former: FormerCase[] = [];
  for (const step of steps) former.push(await step());
  const undoToken = await rememberDecision(ctx, `bulk-${body.action.kind}`, former);
  return { applied: former.length, refused, undoToken };
}

/** What is wrong with the action itself is said once, not for each case. */
async function requireAction(ctx: Ctx, action: Action): Promise<void> {
  if (action.kind === 'assign') await requireUnit(ctx.db, action.unitId);
  if (action.kind === 'topic') requireFact(action.factId);
  if (action.kind === 'reject' && !isRejectionGround(action.ground)) {
    throw new AppError('lib.bad-input', 'Такого основания нет. Выберите из списка.', {
      fields: { 'action.ground': 'Неизвестное основание' },
    });
  }
}

async function planStep(ctx: Ctx, file: DecisionCase, action: Action): Promise<Step> {
  switch (action.kind) {
    case 'assign': {
      const plan = await planTriage(ctx, file, { unitId: action.unitId });
      return () => applyTriage(ctx, file, plan);
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
