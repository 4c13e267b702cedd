import type { DeadlineExplanation } from '../../../../shared/contract/base/deadline-explanation.ts';
import type { explainDeadline as explainDeadlineRoute } from '../../../../shared/contract/messages/cases-explain.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { describeTerm, localDate, type Pause } from '../../../base/deadlines/index.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { describeSubject } from '../card/hints.ts';
import { findHold, nameHold, type TermHold } from '../clocks/term-hold.ts';
import { ownCases } from '../core/reach.ts';
import { PROMISE_CLOCK } from '../core/rows.ts';
import type { StoredExtension } from './extend-term.ts';

/** «Почему эта дата»: recounted by the very version of the rule the clock was started with, with its stops and extensions. */
export async function explainDeadline(
  ctx: Ctx,
  { params }: HandlerInput<typeof explainDeadlineRoute>,
): Promise<DeadlineExplanation> {
  const row = await ctx.db
    .selectFrom('cases.clock as clock')
    .innerJoin('cases.case_file', 'cases.case_file.id', 'clock.case_id')
    .select(['clock.kind', 'clock.rule_id', 'clock.rule_version', 'clock.started_at', 'clock.due_at'])
    .select(['clock.pauses', 'clock.paused_at', 'clock.extensions', 'cases.case_file.fact_id'])
    .where('clock.id', '=', params.clockId)
    .where('cases.case_file.id', '=', params.id)
    .where(ownCases(ctx.actor))
    .executeTakeFirst();
  if (!row) throw new AppError('cases.not-found', 'Такого дела нет или его ведут другие.');
  const term = describeTerm({
    ruleId: row.rule_id,
    ruleVersion: row.rule_version,
    startedAt: row.started_at,
    subject: describeSubject(row.fact_id),
    pauses: readPauses(row, row.paused_at ? await findHold(ctx, params.id) : undefined),
  });
  if (row.kind === PROMISE_CLOCK) return describePromise(term, row.due_at);
  const extensions = row.extensions as StoredExtension[];
  return extensions.length > 0 ? describeExtended(term, row.due_at, extensions) : term;
}

function readPauses(row: { pauses: unknown; paused_at: Date | null }, hold: TermHold | undefined): Pause[] {
  const stored = row.pauses as { from: string; to: string; reason: string }[];
  const over = stored.map(({ from, to, reason }) => ({ from: new Date(from), to: new Date(to), reason }));
  if (!row.paused_at) return over;
  const reason = hold ? nameHold(hold) : 'ждём уточнения от жителя';
  return [...over, { from: row.paused_at, to: null, reason }];
}

/** The day was named in the answer; the rule only says how far ahead a promise may reach. */
function describePromise(term: DeadlineExplanation, dueAt: Date): DeadlineExplanation {
  const date = localDate(dueAt);
  return {
    ...term,
    headline: 'обещанная дата',
    text: `Срок — ${formatDay(date)}: эту дату назвали жителю в ответе. Обещать можно не дальше чем на 12 месяцев.`,
    due: { at: dueAt.toISOString(), local: `${date}T23:59`, date },
    days: [],
    omittedDays: 0,
    roll: null,
  };
}

/** The count of the first term, and after it each decision that moved its end. */
function describeExtended(
  term: DeadlineExplanation,
  dueAt: Date,
  extensions: readonly StoredExtension[],
): DeadlineExplanation {
  const date = localDate(dueAt);
  return {
    ...term,
    text: `${term.text} Первоначально — до ${formatDay(term.due.date)}, продлён до ${formatDay(date)}.`,
    due: { at: dueAt.toISOString(), local: `${date}T23:59`, date },
    notes: [
      ...term.notes,
      ...extensions.map((one) => ({
        kind: 'extension' as const,
        text: `Продлён ${formatDay(localDate(new Date(one.at)))} до ${formatDay(localDate(new Date(one.to)))}: ${one.reason}. Решение: ${one.byName}. Основание: ${one.legal}.`,
      })),
    ],
  };
}
