import { z } from 'zod';
import { type Ctx, defineJob } from '../../../lib/module/context.ts';
import type { Services } from '../../../lib/module/unit-of-work.ts';
import { refill, servicesOf } from '../feed/figures.ts';
import { forgetRollup } from '../feed/rollup.ts';
import { checkRollup, describeRollupDifference } from '../feed/rollup-check.ts';
import { type CheckResult, checkFigures, type Difference } from './check.ts';

/** Once a night, in the process that runs it; one that only answers requests is checked by the command. */
export const checkJob = defineJob('heatmap.check', z.object({}));

export async function checkNightly(ctx: Ctx): Promise<void> {
  const services = servicesOf(ctx);
  const result = services && (await checkFigures(services));
  if (services && !result) return checkRolledUp(services);
  if (!result?.difference) return;
  ctx.log.error({ difference: result.difference }, describeDifference(result.difference));
  // Not awaited: the job's transaction has to end before the cases are read.
  void refill(ctx);
}

async function checkRolledUp(services: Services): Promise<void> {
  const difference = (await checkRollup(services))?.difference;
  if (!difference) return;
  services.log.error({ difference }, describeRollupDifference(difference));
  await forgetRollup(services);
}

/** A sentence that names the cell. */
export function describeDifference({ title, held, counted, day, ...cell }: Difference): string {
  const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
  const { district, block, fact, channel, unit, hexagon } = cell;
  const where = [
    `день ${date}`,
    `территория ${district ?? 'без места'}`,
    `блок ${block ?? 'не определён'}`,
    `тема ${fact ?? 'не определена'}`,
    `канал ${channel}`,
    `исполнитель ${unit ?? 'не назначен'}`,
    `ячейка ${hexagon ?? 'нет'}`,
  ];
  return `«${title}» расходится: в числах ${held}, по делам ${counted} (${where.join(', ')})`;
}

export const describeCheck = ({ cases, cells }: CheckResult): string =>
  `Числа верны: сверено ячеек ${cells}, дел ${cases}`;
