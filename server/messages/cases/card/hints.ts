import type { suggestFor as suggestForRoute } from '../../../../shared/contract/messages/cases-staff.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { startTerm } from '../../../base/deadlines/index.ts';
import { findUnit, findUnitForKind } from '../../../base/identity/index.ts';
import { findBlock, findFact } from '../../../base/taxonomy/index.ts';
import { placeFromText } from '../../../base/territory/index.ts';
import { suggestTopic } from '../../../base/understanding/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { GENERAL_ANSWER_RULE } from '../core/draft.ts';
import { findManager } from '../routing/routing.ts';

/** «дороги · яма на проезжей части». */
export function describeSubject(factId: string | null): string {
  const fact = factId === null ? undefined : findFact(factId);
  if (!fact) return '';
  const block = findBlock(fact.block)?.shortTitle.toLocaleLowerCase('ru') ?? fact.block;
  return `${block} · ${fact.title.toLocaleLowerCase('ru')}`;
}

type Suggest = typeof suggestForRoute;

/** What registration by phone shows while the operator types: topic, place, executor and term by the text alone. */
export async function suggestFor(
  ctx: Ctx,
  { body }: HandlerInput<Suggest>,
): Promise<RouteReplyInput<Suggest>> {
  const facts = suggestTopic(body.text);
  const place = placeFromText(body.text);
  const fact = facts[0] && findFact(facts[0].factId);
  const manager = fact && place && (await findManager(ctx, fact.id, place));
  const unit = manager
    ? await findUnit(ctx.db, manager)
    : fact && (await findUnitForKind(ctx.db, fact.executorKind, place?.districtId ?? undefined));
  return {
    facts,
    place: place && {
      address: place.address,
      districtId: place.districtId,
      lat: place.lat,
      lon: place.lon,
      precision: place.precision,
    },
    executorUnit: unit?.title ?? null,
    dueAt: fact ? startTerm(fact.deadlineRule, ctx.now).dueAt.toISOString() : null,
    dueWithoutTopic: startTerm(GENERAL_ANSWER_RULE, ctx.now).dueAt.toISOString(),
  };
}
