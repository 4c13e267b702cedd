import { sql } from 'kysely';
import { DAY } from '../../../../shared/time.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { STATUTORY_APPEAL } from '../core/draft.ts';
import { windowFrom } from '../core/resident-window.ts';
import { ratingRules } from './rating-pack.ts';
import { receiptChannels } from './receipt-channels.ts';
import { tellStage } from './tell-stage.ts';

/** Letters one run writes of each kind; the rest waits for the next. */
const BATCH = 300;
/** A day the question was not put on (a server that stood) is made up for within so many. */
const LATE_DAYS = 3;

interface ToAsk {
  case_id: string;
  contact_id: string;
  round: number;
  answered_at: Date;
}

/** Reminds of ratings that nobody gave, and asks whether what was solved a month ago holds: each person once. */
export async function askAgain(ctx: Ctx): Promise<void> {
  await remindToRate(ctx);
  await askWhetherHolds(ctx);
}

/** Plan: case_file_status, then the case's own contacts. */
async function remindToRate(ctx: Ctx): Promise<void> {
  const { remindAfterDays } = ratingRules(ctx.now);
  const { rows } = await sql<ToAsk>`
    SELECT file.id AS case_id, contact.id AS contact_id, file.reopen_count AS round, file.answered_at
    FROM cases.case_file AS file JOIN cases.contact AS contact ON contact.case_id = file.id
    WHERE file.status = 'answered' AND file.answered_at < ${new Date(ctx.now.getTime() - remindAfterDays * DAY)}
      AND coalesce(contact.email, contact.phone) IS NOT NULL AND contact.kind = ANY(${[...receiptChannels]}::text[])
      AND NOT EXISTS (SELECT FROM cases.rating WHERE rating.case_id = file.id AND rating.contact_id = contact.id
        AND rating.round = file.reopen_count)
      AND NOT EXISTS (SELECT FROM cases.asked WHERE asked.case_id = file.id AND asked.contact_id = contact.id
        AND asked.kind = 'rate' AND asked.round = file.reopen_count)
    ORDER BY file.answered_at LIMIT ${BATCH}`.execute(ctx.db);
  for (const row of rows) {
    if (!(await noteAsked(ctx, row, 'rate'))) continue;
    const until = windowFrom(row.answered_at);
    if (until <= ctx.now) continue;
    await tellStage(ctx, row.case_id, 'case-rate-reminder', { until }, { only: new Set([row.contact_id]) });
  }
}

/** Never of an appeal, whose repetition is an appeal anew; never of what its people returned. Plan: case_file_closed. */
async function askWhetherHolds(ctx: Ctx): Promise<void> {
  const { holdsAfterDays } = ratingRules(ctx.now);
  const latest = ctx.now.getTime() - holdsAfterDays * DAY;
  const { rows } = await sql<ToAsk>`
    SELECT file.id AS case_id, contact.id AS contact_id, 0 AS round, file.closed_at AS answered_at
    FROM cases.case_file AS file JOIN cases.contact AS contact ON contact.case_id = file.id
    WHERE file.status = 'closed' AND file.outcome = 'solved' AND file.regime <> ${STATUTORY_APPEAL}
      AND file.closed_at < ${new Date(latest)} AND file.closed_at >= ${new Date(latest - LATE_DAYS * DAY)}
      AND file.reopen_count = 0 AND coalesce(file.resolved, 'yes') = 'yes'
      AND coalesce(contact.email, contact.phone) IS NOT NULL AND contact.kind = ANY(${[...receiptChannels]}::text[])
      AND NOT EXISTS (SELECT FROM cases.asked WHERE asked.case_id = file.id AND asked.contact_id = contact.id
        AND asked.kind = 'holds')
    ORDER BY file.closed_at LIMIT ${BATCH}`.execute(ctx.db);
  for (const row of rows) {
    if (!(await noteAsked(ctx, row, 'holds'))) continue;
    await tellStage(ctx, row.case_id, 'case-holds-asked', {}, { only: new Set([row.contact_id]) });
  }
}

/** False when another process has asked in this very moment. */
async function noteAsked(ctx: Ctx, row: ToAsk, kind: 'rate' | 'holds'): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await ctx.db
    .insertInto('cases.asked')
    .values({ case_id: row.case_id, contact_id: row.contact_id, kind, round: row.round, at: ctx.now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}
