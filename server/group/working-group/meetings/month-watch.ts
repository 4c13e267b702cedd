import { sql } from 'kysely';
import { z } from 'zod';
import type { MeetingState } from '../../../../shared/contract/group/working-group-meetings.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { listStaffRecipients } from '../../../base/identity/index.ts';
import { sendLetters } from '../../../base/outbox/index.ts';
import { cityDay } from '../../../lib/city.ts';
import { type Ctx, defineJob } from '../../../lib/module/context.ts';
import { isMemberOn, listMemberRows } from '../composition/members.ts';
import { groupPack } from '../composition/rules-pack.ts';
import { isAhead, wasHeld } from './meeting-workflow.ts';
import { firstDay } from './meetings.ts';
import { judgeMonth, monthEnd } from './regularity.ts';

export const monthJob = defineJob('working-group.watch-month', z.object({}));

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/**
 * Every hour: whether this month runs out without a meeting, or the last one did. Chair, deputy and secretary are told once of
 * each: the month and the kind are the key, claimed in the transaction that writes the letters.
 */
export async function watchMonth(ctx: Ctx): Promise<void> {
  const today = cityDay(ctx.config, ctx.now);
  const since = await firstDay(ctx);
  if (since === null) return;
  const lastMonth = dayBefore(`${today.slice(0, 7)}-01`).slice(0, 7);
  const { rows } = await sql<{ day: string; state: MeetingState }>`
    SELECT day, state FROM working_group.v_meeting WHERE day >= ${`${lastMonth}-01`}::date AND day <= ${monthEnd(today.slice(0, 7))}::date`.execute(
    ctx.db,
  );
  const facts = rows.map(({ day, state }) => ({ day, isHeld: wasHeld(state), isAhead: isAhead(state) }));
  const rules = groupPack.on(today);
  for (const month of [lastMonth, today.slice(0, 7)]) {
    const { state, planned } = judgeMonth(month, facts, today, since, rules);
    if (state !== 'warning' && state !== 'breach') continue;
    const claimed = await ctx.db
      .insertInto('working_group.month_notice')
      .values({ month, kind: state, at: ctx.now })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (claimed.numInsertedOrUpdatedRows) await tell(ctx, { month, state, planned, today });
  }
}

async function tell(
  ctx: Ctx,
  told: { month: string; state: 'warning' | 'breach'; planned: number; today: string },
): Promise<void> {
  const { month, state, planned, today } = told;
  const rules = groupPack.on(today);
  const [members, staff] = await Promise.all([listMemberRows(ctx), listStaffRecipients(ctx.db, today)]);
  const leaders = members.filter((row) => row.role !== 'member' && isMemberOn(row, today));
  const recipients = leaders.flatMap(({ person_id }) => staff.get(person_id) ?? []);
  const name = `${month.slice(5)}.${month.slice(0, 4)}`;
  const text =
    state === 'warning'
      ? `До ${formatDay(monthEnd(month))} заседание рабочей группы ещё не проведено. ${planned > 0 ? 'Оно назначено, но не проведено.' : 'Оно и не назначено.'} Положение требует заседания не реже одного раза в месяц (${rules.clauses.meetingsPerMonth}).`
      : `Месяц ${name} прошёл без заседания рабочей группы: нарушено положение (${rules.clauses.meetingsPerMonth}).`;
  await sendLetters(
    ctx,
    recipients.map(({ email }) => ({
      channel: 'email' as const,
      recipient: email,
      text,
      purpose: 'meeting-regularity' as const,
      subject: state === 'warning' ? `Заседание за ${name} не проведено` : `Нарушение: ${name} без заседания`,
    })),
  );
}
