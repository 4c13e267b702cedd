import type { OpenPromise, PromisesLedger } from '../../../../shared/contract/base/promises.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { localDate } from '../../deadlines/index.ts';
import { findBlock } from '../../taxonomy/index.ts';
import { promiseRulesOn } from '../pack.ts';
import { countByBody } from '../rules/keep-word.ts';
import { countByWeek, firstDayOf } from '../rules/weeks.ts';
import type { LedgerWords } from '../source.ts';
import type { LedgerLine } from './read-ledger.ts';
import { wordsOfPromises } from './read-words.ts';

export interface Asked {
  outcome?: LedgerLine['outcome'] | undefined;
  block?: string | undefined;
  from: number;
  limit: number;
}

const presentLine = (line: LedgerLine, words: LedgerWords): OpenPromise => ({
  key: `${line.kind}:${line.id}`,
  kind: line.kind,
  outcome: line.outcome,
  title: words.title,
  place: words.place,
  body: line.body,
  madeAt: line.madeAt.toISOString(),
  dueAt: line.dueAt.toISOString(),
  dueOn: line.dueOn,
  hasHour: line.hasHour,
  movedFrom: line.movedFrom,
  laterOn: line.laterOn,
  where: words.where,
  link: words.link,
  doneAt: line.doneAt?.toISOString() ?? null,
  doneOn: line.doneAt && localDate(line.doneAt),
  note: words.note,
  // Of what is not kept nothing proves anything.
  proofs: line.outcome === 'kept' ? words.proofs : [],
  photos: line.outcome === 'kept' ? words.photos : null,
});

export function countOutcomes(lines: readonly LedgerLine[]): PromisesLedger['counts'] {
  const counts = { broken: 0, unproven: 0, kept: 0, ahead: 0 };
  for (const { outcome } of lines) counts[outcome] += 1;
  return counts;
}

/** Topics of the lines by their titles. */
function blocksOf(lines: readonly LedgerLine[]): PromisesLedger['blocks'] {
  const ids = new Set(lines.flatMap(({ block }) => block ?? []));
  return [...ids]
    .map((id) => ({ id, title: findBlock(id)?.title ?? id }))
    .toSorted((a, b) => a.title.localeCompare(b.title, 'ru'));
}

/** The ledger with a page of its lines by the conditions; figures are of all of it. */
export async function presentLedger(
  ctx: Ctx,
  lines: readonly LedgerLine[],
  { outcome, block, from, limit }: Asked,
): Promise<PromisesLedger> {
  const rules = promiseRulesOn(ctx);
  const today = localDate(ctx.now);
  const chosen = lines.filter(
    (line) => (!outcome || line.outcome === outcome) && (!block || line.block === block),
  );
  const page = chosen.slice(from, from + limit);
  const words = await wordsOfPromises(ctx, page);
  const weeks = countByWeek(lines, { today, weeks: rules.weeks, weeksAhead: rules.weeksAhead });
  const counts = countOutcomes(lines);
  return {
    weeksBack: rules.weeks,
    from: firstDayOf(today, rules.weeks),
    counts,
    aheadLater: counts.ahead - weeks.reduce((sum, week) => sum + week.ahead, 0),
    weeks,
    bodies: countByBody(lines, rules),
    leastForShare: rules.leastForShare,
    blocks: blocksOf(lines),
    promises: page.flatMap((line) => {
      const found = words(line);
      return found ? [presentLine(line, found)] : [];
    }),
    total: chosen.length,
    next: from + limit < chosen.length ? from + limit : null,
  };
}
