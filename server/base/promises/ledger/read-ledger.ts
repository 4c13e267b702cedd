import {
  type PromiseKind,
  type WordOutcome,
  wordOutcomes,
} from '../../../../shared/contract/base/promises.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { localDate, localDayStart } from '../../deadlines/index.ts';
import { listUnits } from '../../identity/index.ts';
import { promiseRulesOn } from '../pack.ts';
import { judgeWord } from '../rules/judge-word.ts';
import { firstDayOf } from '../rules/weeks.ts';
import { type LedgerFact, promiseSource } from '../source.ts';
import { readConfirmed } from './confirmed.ts';

/** Promises of one system within the weeks that are looked back on and ahead: far more than a city makes. */
const MOST = 20_000;

/** A promise with what it has come to, without its words. */
export interface LedgerLine {
  kind: PromiseKind;
  id: string;
  outcome: WordOutcome;
  body: string;
  block: string | null;
  madeAt: Date;
  dueAt: Date;
  /** Local days, `YYYY-MM-DD`. */
  dueOn: string;
  hasHour: boolean;
  movedFrom: string | null;
  laterOn: string | null;
  doneAt: Date | null;
}

/** Everything the systems promised whose first or moved term ends on a day or later, found ones too. */
export async function gatherFacts(ctx: Ctx): Promise<(LedgerFact & { kind: PromiseKind })[]> {
  const { weeks } = promiseRulesOn(ctx);
  const since = localDayStart(firstDayOf(localDate(ctx.now), weeks));
  const gathered: (LedgerFact & { kind: PromiseKind })[] = [];
  for (const { kind, list } of ctx.ports.list(promiseSource))
    for (const fact of await list(ctx, { since, most: MOST })) gathered.push({ ...fact, kind });
  return gathered;
}

const orderOf = (outcome: WordOutcome): number => wordOutcomes.indexOf(outcome);

type Ranked = Pick<LedgerLine, 'id' | 'outcome' | 'dueAt'>;

/** Broken ones first; what is over by the latest term, what is ahead by the nearest. Pure. */
export function compareLines(one: Ranked, other: Ranked): number {
  if (one.outcome !== other.outcome) return orderOf(one.outcome) - orderOf(other.outcome);
  const apart = one.dueAt.getTime() - other.dueAt.getTime();
  return (one.outcome === 'ahead' ? apart : -apart) || (one.id < other.id ? -1 : 1);
}

/** The last moment of a term belongs to its day: a term that ends at midnight is of the day before. */
const dayOfTerm = (dueAt: Date): string => localDate(new Date(dueAt.getTime() - 1));

/** The ledger as everybody may read it: what a program found and nobody confirmed is not in it. */
export async function readLedger(ctx: Ctx): Promise<LedgerLine[]> {
  const { weeks } = promiseRulesOn(ctx);
  const first = firstDayOf(localDate(ctx.now), weeks);
  const facts = await gatherFacts(ctx);
  const confirmed = await readConfirmed(ctx);
  const units = new Map((await listUnits(ctx.db)).map(({ id, shortTitle }) => [id, shortTitle]));
  const lines = facts
    .filter(
      (fact) =>
        !fact.isFound ||
        confirmed.get(`${fact.kind}:${fact.id}:${dayOfTerm(fact.dueAt)}`)?.is_promise === true,
    )
    .map((fact): LedgerLine => {
      const judged = judgeWord(fact, ctx.now);
      return {
        kind: fact.kind,
        id: fact.id,
        outcome: judged.outcome,
        body: (fact.unitId && units.get(fact.unitId)) || fact.body,
        block: fact.block,
        madeAt: fact.madeAt,
        dueAt: judged.dueAt,
        dueOn: dayOfTerm(judged.dueAt),
        hasHour: fact.hasHour,
        movedFrom: judged.isMoved ? dayOfTerm(fact.dueAt) : null,
        laterOn: judged.laterDueAt && dayOfTerm(judged.laterDueAt),
        doneAt: fact.doneAt,
      };
    });
  return lines.filter(({ dueOn }) => dueOn >= first).toSorted(compareLines);
}

export { dayOfTerm };
