import type {
  previewYear as previewYearRoute,
  saveYear as saveYearRoute,
} from '../../../shared/contract/messages/control.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import {
  compareYear,
  countByCalendar,
  loadStored,
  readYearFile,
  storeYear,
} from '../../base/deadlines/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Exchange } from '../../lib/module/module.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import { findImpact } from './impact.ts';

type Preview = typeof previewYearRoute;

/** Route: the year of a file beside the one in force, and the open cases whose terms it would move. */
export async function previewYear(
  ctx: Ctx,
  { body }: HandlerInput<Preview>,
): Promise<RouteReplyInput<Preview>> {
  const { year, pack } = readYearFile(body.text);
  const impact = await findImpact(ctx, null, countByCalendar(pack));
  return { year: year.year, workingDays: year.workingDays, days: compareYear(pack, year.year), impact };
}

type Save = typeof saveYearRoute;

/** Route: puts the year in force; terms that run keep their dates. */
export async function saveYear(
  ctx: Ctx,
  { body }: HandlerInput<Save>,
  { services }: Exchange,
): Promise<RouteReplyInput<Save>> {
  const { year } = readYearFile(body.text);
  await runMutation(services, ctx, (tx) => storeYear(tx, year, body.source));
  await loadStored(services);
  return { year: year.year, workingDays: year.workingDays };
}
