import { z } from 'zod';
import type { Status } from '../../../../shared/contract/messages/cases.ts';
import { DAY } from '../../../../shared/time.ts';
import { localDate, localDayStart, startTerm, workingDaysBetween } from '../../../base/deadlines/index.ts';
import { type Act, type Need, refusalOf } from '../../../base/regimes/index.ts';
import { type Ctx, defineJob } from '../../../lib/module/context.ts';
import { breakPromises } from '../answers/promises.ts';
import { changeColumns, type LockedCase, lockCase, moveCase } from '../card/move.ts';
import { endHold } from '../clocks/term-hold.ts';
import { caseClosed } from '../core/events.ts';
import { owesLetter } from '../core/owes.ts';
import { QUESTION_RULE, RATING_RULE } from '../core/resident-window.ts';
import { readStatus } from '../core/statuses.ts';
import { askAgain } from '../letters/ask-again.ts';
import { tellMovedTerm } from '../letters/tell-stage.ts';
import { tellUntoldTerms } from '../letters/untold-terms.ts';

export const sweepCasesJob = defineJob('cases.sweep', z.object({}));

/** Cases one run takes of each kind; the rest waits for the next quarter of an hour. */
const BATCH = 500;
/** Working days before a promised date at which the case returns to work by itself. */
const WAKE_DAYS = 3;

interface Silence {
  status: Status;
  move: 'confirm' | 'expire-question' | 'close-rejected';
  /** What the law is asked about. */
  act: Act;
  /** Rule of the pack that says how long the silence may last. */
  rule: string;
  text: string;
}

const silences: Silence[] = [
  {
    status: 'answered',
    move: 'confirm',
    act: 'close',
    rule: RATING_RULE,
    text: 'Житель не оценил ответ в срок',
  },
  {
    status: 'clarification',
    move: 'expire-question',
    act: 'silence',
    rule: QUESTION_RULE,
    text: 'Житель не ответил на вопрос в срок',
  },
  {
    status: 'rejected',
    move: 'close-rejected',
    act: 'reject',
    rule: RATING_RULE,
    text: 'Отказ не оспорен в срок',
  },
];

/**
 * What happens by itself: an answer nobody rated is closed without «решено», an unanswered question and an undisputed
 * refusal are closed, a promise whose date comes near returns to work, a pause of a term ends on its day.
 */
export async function sweepCases(ctx: Ctx): Promise<void> {
  for (const silence of silences) await closeSilent(ctx, silence);
  await breakPromises(ctx);
  await endPastHolds(ctx);
  await tellUntoldTerms(ctx);
  await askAgain(ctx);
  // No run of days off is longer than a fortnight: further promises cannot be near.
  const far = localDate(new Date(ctx.now.getTime() + (WAKE_DAYS + 14) * DAY));
  const promised = await ctx.db
    .selectFrom('cases.case_file')
    .select(['id', 'promised_on'])
    .where('status', '=', 'deferred')
    .where('promised_on', '<=', far)
    .orderBy('promised_on')
    .limit(BATCH)
    .execute();
  for (const { id, promised_on } of promised) {
    if (workingDaysBetween(ctx.now, localDayStart(promised_on!)) > WAKE_DAYS) break;
    const file = await lockCase(ctx, id);
    if (file.status === 'deferred') await moveCase(ctx, file, 'wake', { text: 'Подходит обещанная дата' });
  }
}

/** Pauses of a term past their last day. Plan: term_hold_open, of which there are few. */
async function endPastHolds(ctx: Ctx): Promise<void> {
  const rows = await ctx.db
    .selectFrom('cases.term_hold')
    .select('case_id')
    .where('ended_at', 'is', null)
    .where('until', '<', localDate(ctx.now))
    .limit(BATCH)
    .execute();
  for (const { case_id } of rows) {
    const file = await lockCase(ctx, case_id);
    await changeColumns(ctx, file, {});
    await endHold(ctx, case_id, 'Прошёл названный день');
    await tellMovedTerm(ctx, case_id);
  }
}

/** A signed letter that has gone, or an order that asks for none. */
const metBy = (file: LockedCase): Need[] =>
  file.answered_at !== null || !owesLetter(file) ? ['letter-sent'] : [];

/** The law lets no silence end it: a question nobody answered goes back to work, the rest waits for what is owed. */
async function goOn(ctx: Ctx, file: LockedCase): Promise<void> {
  if (file.status !== 'clarification') return;
  await moveCase(ctx, file, 'resume', {
    to: readStatus(file.former_status ?? 'moderation'),
    text: 'Заявитель не уточнил: обращение рассматривается дальше (59-ФЗ, ст. 9 ч. 1)',
    set: { former_status: null },
  });
}

async function closeSilent(ctx: Ctx, { status, move, act, rule, text }: Silence): Promise<void> {
  const rows = await ctx.db
    .selectFrom('cases.case_file')
    .select(['id', 'number', 'resolved', 'status_since'])
    .where('status', '=', status)
    // What waits for a letter of the office would stand before the others for ever.
    .$if(status === 'answered', (query) => query.where('answered_at', 'is not', null))
    .where('status_since', '<', new Date(ctx.now.getTime() - DAY))
    .orderBy('status_since')
    .limit(BATCH)
    .execute();
  for (const row of rows) {
    if (startTerm(rule, row.status_since).dueAt >= ctx.now) break;
    const file = await lockCase(ctx, row.id);
    // The resident spoke in this very moment: their word stands.
    if (file.status !== status) continue;
    if (file.parent_id === null && refusalOf(file.regime, act, metBy(file))) {
      await goOn(ctx, file);
      continue;
    }
    await moveCase(ctx, file, move, { text });
    ctx.announce(caseClosed, { caseId: row.id, number: row.number, resolved: row.resolved });
  }
}
