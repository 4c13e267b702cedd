import { sql } from 'kysely';
import type { Ctx } from '../../../lib/module/context.ts';
import { dropStaleAttempts } from './attempts.ts';
import { dropStaleDevices } from './device.ts';

/** Hourly: drops what sign-in left behind — ended sessions, dead codes and tickets, old counters. */
export async function tidySignIns(ctx: Ctx): Promise<void> {
  await sql`DELETE FROM identity.session WHERE expires_at < now()`.execute(ctx.db);
  await sql`DELETE FROM identity.verification WHERE expires_at < now()`.execute(ctx.db);
  // A code row also counts the codes of the day: it stays until the day is over.
  await ctx.db
    .deleteFrom('identity.sign_in_code')
    .where('day_start', '<', new Date(ctx.now.getTime() - 86_400_000))
    .where('expires_at', '<', ctx.now)
    .execute();
  await ctx.db.deleteFrom('identity.ticket').where('expires_at', '<', ctx.now).execute();
  await ctx.db.deleteFrom('identity.challenge').where('expires_at', '<', ctx.now).execute();
  await dropStaleAttempts(ctx);
  await dropStaleDevices(ctx);
}
