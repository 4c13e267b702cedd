import { sql } from 'kysely';
import { isTold, type Stage } from '../../../../shared/text/letter-matrix.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { stopClocks } from '../clocks/clocks.ts';
import { beginDeed, endDeed } from '../clocks/deed-clocks.ts';
import { caseClosed } from '../core/events.ts';
import { lastingDeeds, noticeClocks, owesLetter } from '../core/owes.ts';
import { changeColumns, type LockedCase, lockCase } from './move.ts';

/** Signs of an appeal nobody can be told about: 59-ФЗ, ст. 11 ч. 1. */
const nameless = ['no-surname', 'no-return-address'];

/** Whether the law asks for no notice: the name or the address to answer to is missing. Plan: contact_case. */
export async function isNameless(ctx: Ctx, caseId: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('cases.contact')
    .select('signs')
    .where('case_id', '=', caseId)
    .where('is_joiner', '=', false)
    .orderBy('received_at')
    .executeTakeFirst();
  return row?.signs.some((sign) => nameless.includes(sign)) ?? false;
}

/** Whether a letter of this stage, or their cabinet, tells the author at once. Plan: contact_case. */
export async function isToldAtOnce(ctx: Ctx, caseId: string, stage: Stage): Promise<boolean> {
  const author = await ctx.db
    .selectFrom('cases.contact')
    .select(['phone', 'email', 'resident_id'])
    .where('case_id', '=', caseId)
    .where('is_joiner', '=', false)
    .orderBy('received_at')
    .executeTakeFirst();
  if (!author) return false;
  if (author.resident_id) return true;
  const channel = author.email ? 'email' : author.phone ? 'sms' : null;
  return channel !== null && isTold(stage, 'author', channel);
}

/** The applicant could not be told by a letter of the system: the office owes a notice on paper, and its term runs. */
export async function oweNotice(ctx: Ctx, file: LockedCase, from: Date): Promise<void> {
  if (!owesLetter(file) || (await isNameless(ctx, file.id))) return;
  await beginDeed(ctx, file.id, 'notice', from);
}

/** Whether a notice is still to be sent. Plan: clock_case. */
export async function owesNotice(ctx: Ctx, caseId: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('cases.clock')
    .select('id')
    .where('case_id', '=', caseId)
    .where('stopped_at', 'is', null)
    .where(sql<boolean>`kind = ANY(${noticeClocks()}::text[])`)
    .executeTakeFirst();
  return row !== undefined;
}

/** A signed notice has gone to the applicant: what waited for it alone is over. */
export async function recordNotice(ctx: Ctx, caseId: string): Promise<void> {
  await endDeed(ctx, caseId, 'notified');
  const file = await lockCase(ctx, caseId);
  const isOver = file.status === 'closed_terminated' && file.closed_at === null;
  if (!isOver) return;
  await stopClocks(ctx, caseId, 'Переписка прекращена, заявитель уведомлён', lastingDeeds());
  await changeColumns(ctx, file, { closed_at: ctx.now });
  ctx.announce(caseClosed, { caseId, number: file.number, resolved: null });
}
