import { z } from 'zod';
import { formatDateTime } from '../../../shared/text/dates.ts';
import { DAY } from '../../../shared/time.ts';
import { cityDay, readCity } from '../../lib/city.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import { listStaffRecipients } from '../identity/index.ts';
import { sendLetters } from '../outbox/index.ts';
import { findPeople, standIns } from './audience.ts';
import { findOnDuty } from './duty.ts';
import { findHole } from './judge-roster.ts';

/** Every hour: a hole in the roster is told of a day ahead. */
export const warnHoleJob = defineJob('clocks.warn-hole', z.object({}));

/** Whoever keeps the roster and whoever is on duty before the hole are written to, once for each hole. Plan: duty_to. */
export async function warnHole(ctx: Ctx): Promise<void> {
  const duties = await ctx.db
    .selectFrom('clocks.duty')
    .select(['from_at as from', 'to_at as to'])
    .where('cancelled_at', 'is', null)
    .where('to_at', '>', new Date(ctx.now.getTime() - 14 * DAY))
    .execute();
  const hole = findHole(duties, ctx.now, DAY);
  if (!hole) return;
  const first = await ctx.db
    .insertInto('clocks.gap_warning')
    .values({ from_at: hole.from, warned_at: ctx.now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('from_at')
    .executeTakeFirst();
  if (!first) return;
  const staff = await listStaffRecipients(ctx.db, cityDay(ctx.config, ctx.now));
  const { zone } = readCity(ctx.config);
  const people = [...findPeople([{ may: 'clocks.keep-duty' }], {}, staff), ...(await findOnDuty(ctx))];
  await sendLetters(
    ctx,
    standIns(people, staff).flatMap((id) => {
      const person = staff.get(id);
      if (!person) return [];
      return [
        {
          channel: 'email' as const,
          recipient: person.email,
          purpose: 'duty-hole' as const,
          subject: 'Некому дежурить',
          text: `С ${formatDateTime(hole.from, zone)} до ${formatDateTime(hole.to, zone)} никто не дежурит. Назначьте дежурного: ${ctx.config.publicUrl}/staff/directories?tab=duty`,
        },
      ];
    }),
  );
}
