import type {
  previewRules as previewRulesRoute,
  saveRules as saveRulesRoute,
  simulateRules as simulateRulesRoute,
} from '../../../shared/contract/messages/control.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { knownIn } from '../../../shared/known.ts';
import { dayAfter } from '../../../shared/text/dates.ts';
import { formatTerm } from '../../../shared/text/deadlines.ts';
import {
  countByDraft,
  loadStored,
  localDate,
  localDayStart,
  readDrafts,
  storeRules,
} from '../../base/deadlines/index.ts';
import { isTaken } from '../../lib/database/taken.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Exchange } from '../../lib/module/module.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import { type PooledClock, pastClocks } from '../cases/index.ts';
import { findImpact } from './impact.ts';

type Drafts = HandlerInput<typeof previewRulesRoute>['body']['drafts'];

/** Past terms one simulation counts: a second. */
const SIMULATED = 50_000;
/** Days a simulation may look back over at once. */
const SPAN_DAYS = 400;

function readEntries(ctx: Ctx, drafts: Drafts) {
  const entries = readDrafts(drafts, localDate(ctx.now));
  const counters = new Map(entries.map((entry) => [entry.id, countByDraft(entry)]));
  const count = (clock: PooledClock): Date => knownIn(counters, clock.ruleId)(clock);
  return { entries, count };
}

type Preview = typeof previewRulesRoute;

/** Route: what a new version would mean for cases that are open now. */
export async function previewRules(
  ctx: Ctx,
  { body }: HandlerInput<Preview>,
): Promise<RouteReplyInput<Preview>> {
  const { entries, count } = readEntries(ctx, body.drafts);
  const impact = await findImpact(
    ctx,
    entries.map(({ id }) => id),
    count,
  );
  return {
    entries: entries.map(({ id, title, unit, amount, validFrom, legal }) => ({
      id,
      title,
      term: formatTerm(unit, amount),
      validFrom,
      legal: legal.text,
    })),
    impact,
  };
}

type Save = typeof saveRulesRoute;

/** Route: puts the new versions in force from their day; here once it is committed, in other processes within seconds. */
export async function saveRules(
  ctx: Ctx,
  { body }: HandlerInput<Save>,
  { services }: Exchange,
): Promise<RouteReplyInput<Save>> {
  const { entries } = readEntries(ctx, body.drafts);
  try {
    await runMutation(services, ctx, (tx) => storeRules(tx, entries, body.reason));
  } catch (error) {
    // Two administrators began a version of one rule on one day: the unique key knows it first.
    if (isTaken(error))
      throw new AppError('lib.conflict', 'Такую редакцию только что ввёл другой человек. Обновите страницу.');
    throw error;
  }
  await loadStored(services);
  return { saved: entries.length };
}

type Simulate = typeof simulateRulesRoute;

interface Tally {
  considered: number;
  lateBefore: number;
  lateAfter: number;
}

/** Route: cases of a past period by the rule as it was and as it would be: how many were late, how many would have been. */
export async function simulateRules(
  ctx: Ctx,
  { body }: HandlerInput<Simulate>,
): Promise<RouteReplyInput<Simulate>> {
  const { entries, count } = readEntries(ctx, body.drafts);
  const [from, to] = [localDayStart(body.from), localDayStart(dayAfter(body.to))];
  if (to <= from || to.getTime() - from.getTime() > SPAN_DAYS * 86_400_000)
    throw new AppError('lib.bad-input', 'Выберите период не длиннее года.', {
      fields: { to: 'Период до года, конец не раньше начала' },
    });
  const found = await pastClocks(
    ctx,
    entries.map(({ id }) => id),
    from,
    to,
    SIMULATED + 1,
  );
  const clocks = found.slice(0, SIMULATED).filter(({ isExtended }) => !isExtended);
  const total: Tally = { considered: 0, lateBefore: 0, lateAfter: 0 };
  const byBlock = new Map<string | null, Tally>();
  for (const clock of clocks) {
    const own = byBlock.get(clock.block) ?? { considered: 0, lateBefore: 0, lateAfter: 0 };
    byBlock.set(clock.block, own);
    for (const tally of [total, own]) {
      tally.considered += 1;
      tally.lateBefore += clock.stoppedAt! > clock.dueAt ? 1 : 0;
      tally.lateAfter += clock.stoppedAt! > count(clock) ? 1 : 0;
    }
  }
  const rows = [...byBlock].map(([block, tally]) => ({ block, ...tally }));
  return {
    ...total,
    isPartial: found.length > SIMULATED,
    rows: rows.toSorted((a, b) => b.considered - a.considered),
  };
}
