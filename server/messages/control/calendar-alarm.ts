import { z } from 'zod';
import { describeCalendarAlarm } from '../../../shared/text/deadlines.ts';
import { readAlarm } from '../../base/deadlines/index.ts';
import { listStaffRecipients } from '../../base/identity/index.ts';
import { sendLetters } from '../../base/outbox/index.ts';
import { cityDay } from '../../lib/city.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';

export const calendarAlarmJob = defineJob('control.calendar-alarm', z.object({}));

const roles = ['admin', 'secretary'];

/** Each Monday while the calendar of a year is wanted: who loads it and who writes dates into letters are told. */
export async function tellCalendarAlarm(ctx: Ctx): Promise<void> {
  const alarm = readAlarm(ctx.now);
  if (!alarm) return;
  const staff = await listStaffRecipients(ctx.db, cityDay(ctx.config, ctx.now));
  const told = [...staff.values()].filter(({ grants }) => grants.some(({ role }) => roles.includes(role)));
  const { year, kind } = alarm;
  const { what, so } = describeCalendarAlarm(year, kind);
  await sendLetters(
    ctx,
    told.map(({ email }) => ({
      channel: 'email' as const,
      recipient: email,
      subject: what,
      text: `${what}. ${so} Загрузите утверждённый календарь: ${ctx.config.publicUrl}/staff/directories?tab=calendar&year=${year}`,
      purpose: 'calendar-missing' as const,
    })),
  );
}
