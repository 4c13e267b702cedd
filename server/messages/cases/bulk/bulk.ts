import type { bulkChange } from '../../../../shared/contract/messages/cases-triage.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { lockForDecision } from '../card/decision-case.ts';
import { type FormerCase, rememberDecision } from '../sorting/undo.ts';
import { planStep, requireAction, type Step } from './bulk-steps.ts';

type Bulk = typeof bulkChange;
type Refusal = RouteReplyInput<Bulk>['refused'][number];

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
