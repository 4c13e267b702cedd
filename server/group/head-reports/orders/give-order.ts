import type { AssignmentCard, LinkKind } from '../../../../shared/contract/group/assignments.ts';
import type { giveOrder } from '../../../../shared/contract/group/orders.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { addZoneLine } from '../../../heatmap/zones/index.ts';
import { cityDay } from '../../../lib/city.ts';
import { type Ctx, hasPermission } from '../../../lib/module/context.ts';
import { takeUpBurst } from '../../../messages/problems/index.ts';
import { addConflictLine } from '../../../monitoring/conflicts/index.ts';
import { createAssignment, readAssignmentCard, requireTarget } from '../../assignments/index.ts';

/**
 * Route: what is ordered where the trouble is seen — on the head's sheet, at a burst, a red zone, a conflict — is an assignment under control at
 * once. The burst is taken up with it, the zone and the conflict have it in their history.
 */
export async function orderOnWarning(
  ctx: Ctx,
  { body }: HandlerInput<typeof giveOrder>,
): Promise<AssignmentCard> {
  const { link, ...order } = body;
  if (link) await requireTarget(ctx, link.kind, link.targetId);
  const { id } = await createAssignment(ctx, {
    source: sourceOf(ctx, cityDay(ctx.config, ctx.now)),
    ...order,
    links: link ? [link] : [],
  });
  const card = await readAssignmentCard(ctx, id);
  if (link) await tellTarget(ctx, link, card);
  return card;
}

/** The head's own word is a resolution; the leadership of the centre orders in its own name. */
const sourceOf = (ctx: Ctx, today: string) =>
  hasPermission(ctx, 'head-reports.resolve')
    ? {
        kind: 'resolution' as const,
        id: null,
        on: today,
        basis: `Поручение главы от ${formatDay(today)}`,
      }
    : {
        kind: 'order' as const,
        id: null,
        on: today,
        basis: `Поручение руководства центра от ${formatDay(today)}`,
      };

async function tellTarget(
  ctx: Ctx,
  { kind, targetId }: { kind: LinkKind; targetId: string },
  { number, responsible, dueOn }: AssignmentCard,
): Promise<void> {
  if (kind === 'burst') await takeUpBurst(ctx, targetId);
  const line = `Поручение ${number}: ${responsible}, до ${formatDay(dueOn)}`;
  if (kind === 'zone') await addZoneLine(ctx, targetId, line);
  if (kind === 'conflict') await addConflictLine(ctx, targetId, line);
}
