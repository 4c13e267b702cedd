import { buffer } from 'node:stream/consumers';
import type * as contract from '../../../shared/contract/base/promises.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { MINUTE } from '../../../shared/time.ts';
import { AppError } from '../../lib/errors.ts';
import { createKept } from '../../lib/jobs/kept.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Download } from '../../lib/module/module.ts';
import { writeCsv } from '../../lib/tables/csv.ts';
import { localDate } from '../deadlines/index.ts';
import { readPageSwitch } from './desk/shown.ts';
import { presentLedger } from './ledger/present.ts';
import { type LedgerLine, readLedger } from './ledger/read-ledger.ts';
import { promiseRulesOn } from './pack.ts';
import { countByWeek } from './rules/weeks.ts';

/** Gathered once for all readers: lines without words, those are read anew for every page. */
const keptLedgers = createKept<{ lines: LedgerLine[]; asOf: string }>(4);

const readKept = (ctx: Ctx) =>
  keptLedgers(ctx, 'promises', { fresh: MINUTE }, async () => ({
    lines: await readLedger(ctx),
    asOf: ctx.now.toISOString(),
  }));

type Get = typeof contract.getOpenPromises;

/** Route, for everybody. */
export async function getOpenPromises(ctx: Ctx, { query }: HandlerInput<Get>): Promise<RouteReplyInput<Get>> {
  const { isShown, reason } = await readPageSwitch(ctx);
  if (!isShown) return { ledger: null, hiddenReason: reason, asOf: ctx.now.toISOString() };
  const { lines, asOf } = await readKept(ctx);
  return { ledger: await presentLedger(ctx, lines, query), hiddenReason: '', asOf };
}

/** Route: the weeks of the picture as a table. */
export async function getPromiseFigures(ctx: Ctx): Promise<Download> {
  const { isShown, reason } = await readPageSwitch(ctx);
  if (!isShown)
    throw new AppError('lib.not-found', `Обещания города сейчас не показывают. Причина: ${reason}`);
  const { lines } = await readKept(ctx);
  const { weeks, weeksAhead } = promiseRulesOn(ctx);
  const rows = countByWeek(lines, { today: localDate(ctx.now), weeks, weeksAhead });
  const head = ['Неделя с', 'Сдержано', 'Нарушено', 'Без доказательства', 'Впереди'];
  const told = rows.map(({ monday, kept, broken, unproven, ahead }) => [
    formatDay(monday),
    kept,
    broken,
    unproven,
    ahead,
  ]);
  return {
    stream: await buffer(writeCsv([head, ...told])),
    contentType: 'text/csv; charset=utf-8',
    filename: 'Обещания города.csv',
    isPublic: true,
  };
}
