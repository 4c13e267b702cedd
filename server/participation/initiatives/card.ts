import type {
  InitiativeCard,
  readInitiative as readRoute,
} from '../../../shared/contract/participation/initiatives.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { findPersonalData, maskPersonal } from '../../base/understanding/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { presentDecision } from '../polls/index.ts';
import { presentInitiativeLine, wordsFor } from './list.ts';
import { ruleTitleOf } from './pack.ts';
import { offeredInitiativeActs } from './policy.ts';
import {
  countSupports,
  districtsOf,
  findInitiative,
  type InitiativeRow,
  readInitiativeAnswer,
  readInitiativeDecision,
} from './rows.ts';

/** As everybody reads it: made when it was let out, and until then as it would be. */
export const shownWordsOf = (row: InitiativeRow): InitiativeCard['shown'] =>
  row.shown_title
    ? { title: row.shown_title, what: row.shown_what, place: row.shown_place, why: row.shown_why }
    : {
        title: maskPersonal(row.title),
        what: maskPersonal(row.what),
        place: maskPersonal(row.place),
        why: maskPersonal(row.why),
      };

async function readHistory(ctx: Ctx, id: string): Promise<InitiativeCard['history']> {
  const history = await ctx.db
    .selectFrom('initiatives.event')
    .select(['at', 'by_name', 'what', 'note'])
    .where('initiative_id', '=', id)
    .orderBy('serial', 'desc')
    .execute();
  return history.map(({ at, by_name: by, what, note }) => ({ at: at.toISOString(), by, what, note }));
}

/** An initiative as staff see it: who proposed it and who supports it is not among that. */
export async function readInitiativeCard(ctx: Ctx, id: string): Promise<InitiativeCard> {
  const row = await findInitiative(ctx, id);
  const words = wordsFor(ctx);
  const followers = await ctx.db
    .selectFrom('initiatives.follower')
    .select((build) => build.fn.countAll<number>().as('count'))
    .where('initiative_id', '=', id)
    .executeTakeFirstOrThrow();
  const decision = await readInitiativeDecision(ctx, id);
  return {
    ...presentInitiativeLine(ctx, { ...row, supported: await countSupports(ctx, row) }),
    what: words(row.what),
    why: words(row.why),
    shown: shownWordsOf(row),
    personal: findPersonalData([row.title, row.what, row.place, row.why].join('\n')).length,
    rule: row.rule_id && ruleTitleOf(ctx, row.rule_id),
    refusal: row.refusal,
    judgedBy: row.judged_by_name,
    reachedAt: row.reached_at?.toISOString() ?? null,
    byDistrict: districtsOf(row),
    followers: followers.count,
    answer: await readInitiativeAnswer(ctx, id),
    decision: decision ? presentDecision(decision) : null,
    history: await readHistory(ctx, id),
    version: row.version,
    can: offeredInitiativeActs(ctx, row),
  };
}

/** Route. */
export const openInitiativeCard = (
  ctx: Ctx,
  { params }: HandlerInput<typeof readRoute>,
): Promise<InitiativeCard> => readInitiativeCard(ctx, params.id);
