import type * as contract from '../../../../shared/contract/base/promises.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { AppError } from '../../../lib/errors.ts';
import { actorRef, type Ctx, hasPermission, nameOfActor } from '../../../lib/module/context.ts';
import { listUnits } from '../../identity/index.ts';
import { readConfirmed } from '../ledger/confirmed.ts';
import { presentLedger } from '../ledger/present.ts';
import { dayOfTerm, gatherFacts, readLedger } from '../ledger/read-ledger.ts';
import { wordsOfPromises } from '../ledger/read-words.ts';
import { readPageSwitch } from './shown.ts';

/** Of what was found so many are shown: those nobody has looked at, then the latest. */
const SHOWN = 60;

const waitsFirst = (one: { isPromise: boolean | null }, other: { isPromise: boolean | null }): number =>
  Number(one.isPromise !== null) - Number(other.isPromise !== null);

/** Days that were found in official texts, with what people said of them. */
async function readFound(ctx: Ctx): Promise<{ found: contract.FoundPromise[]; waiting: number }> {
  const facts = (await gatherFacts(ctx)).filter(({ isFound }) => isFound);
  const confirmed = await readConfirmed(ctx);
  const judged = facts
    .map((fact) => {
      const dueOn = dayOfTerm(fact.dueAt);
      const said = confirmed.get(`${fact.kind}:${fact.id}:${dueOn}`);
      return { fact, dueOn, isPromise: said?.is_promise ?? null, by: said?.by_name ?? '' };
    })
    .toSorted((a, b) => waitsFirst(a, b) || b.fact.madeAt.getTime() - a.fact.madeAt.getTime());
  const shown = judged.slice(0, SHOWN);
  const wordsOf = await wordsOfPromises(
    ctx,
    shown.map(({ fact }) => fact),
  );
  const units = new Map((await listUnits(ctx.db)).map(({ id, shortTitle }) => [id, shortTitle]));
  const found = shown.flatMap(({ fact, dueOn, isPromise, by }): contract.FoundPromise[] => {
    const words = wordsOf(fact);
    if (!words) return [];
    const { title, place, where, link } = words;
    const body = (fact.unitId && units.get(fact.unitId)) || fact.body;
    const { kind, id } = fact;
    return [
      { kind, id, title, place, body, where, link, madeAt: fact.madeAt.toISOString(), dueOn, isPromise, by },
    ];
  });
  return { found, waiting: judged.filter(({ isPromise }) => isPromise === null).length };
}

/** Route: what waits for a person, and whether everybody sees the page. */
export async function readPromiseDesk(ctx: Ctx): Promise<contract.PromiseDesk> {
  const page = await readPageSwitch(ctx);
  return {
    page: { ...page, changedAt: page.changedAt?.toISOString() ?? null },
    ...(await readFound(ctx)),
    can: hasPermission(ctx, 'promises.keep') ? ['confirm', 'switch'] : [],
  };
}

/** Route: the ledger as residents read it, though the page is hidden. */
export const readStaffLedger = async (
  ctx: Ctx,
  { query }: HandlerInput<typeof contract.getLedger>,
): Promise<RouteReplyInput<typeof contract.getLedger>> => presentLedger(ctx, await readLedger(ctx), query);

/** Route: a person's word on a day that was found. It may be said anew; the journal keeps both. */
export async function confirmPromise(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.confirmPromise>,
): Promise<contract.PromiseDesk> {
  const fact = (await gatherFacts(ctx)).find(
    ({ isFound, kind, id }) => isFound && kind === params.kind && id === params.id,
  );
  if (!fact)
    throw new AppError('lib.not-found', 'Такого срока нет: запись сняли или поправили. Обновите список.');
  if (dayOfTerm(fact.dueAt) !== body.dueOn)
    throw new AppError('lib.conflict', 'Запись поправили: в ней теперь другой срок. Обновите список.');
  const said = {
    is_promise: body.isPromise,
    by_ref: actorRef(ctx.actor),
    by_name: nameOfActor(ctx),
    at: ctx.now,
  };
  await ctx.db
    .insertInto('promises.confirmation')
    .values({ kind: params.kind, promise_id: params.id, due_on: body.dueOn, ...said })
    .onConflict((conflict) => conflict.columns(['kind', 'promise_id', 'due_on']).doUpdateSet(said))
    .execute();
  ctx.audit({
    action: body.isPromise ? 'promises.confirm' : 'promises.deny',
    object: 'promise',
    objectId: params.id,
    data: { kind: params.kind, dueOn: body.dueOn },
  });
  return readPromiseDesk(ctx);
}
