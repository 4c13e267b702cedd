import { sql } from 'kysely';
import { z } from 'zod';
import { addDays, monthOf, weekOf } from '../../../../shared/text/periods.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import { type Ctx, defineJob } from '../../../lib/module/context.ts';
import { heatPack } from '../heat-pack.ts';
import { countMonth } from './count-month.ts';
import { type OpenMonth, publishMonth } from './month.ts';

/**
 * Editions of the public figures. One comes out each Monday with the months that are over and were not in the one before; a month
 * in an edition stands there for good. Between Mondays nothing changes, so what two days tell differs by whole months alone.
 */

/** The Monday of the edition that is out on a local day. */
export const editionOf = (day: string): string => weekOf(day).from;

/** How wide the range of a hidden number stays for whoever solves for it: from nobody to the least number that is shown. */
const widthOf = (smallest: number): number => smallest;

/** Publishes whatever the edition of the week lacks; by the hour, for it costs nothing when nothing is lacking. */
export const publishJob = defineJob('heatmap.publish-open', z.object({}));

export async function publishOpen(ctx: Ctx): Promise<void> {
  const edition = editionOf(localDate(ctx.now));
  const rules = heatPack.on(edition).public;
  // Two processes may come to it at once: the second one finds it done.
  await sql`SELECT pg_advisory_xact_lock(398202110)`.execute(ctx.db);
  for (const month of await listLacking(ctx, edition, rules.months)) {
    const { smallest, perPair } = rules;
    const told = publishMonth(await countMonth(ctx, month), { smallest, perPair, width: widthOf(smallest) });
    await ctx.db
      .insertInto('heatmap.open_month')
      .values({ month, published_at: ctx.now, told: JSON.stringify(told) })
      .execute();
  }
}

/** Months that were over before a Monday, from the first with a message on, that nobody has been told of; the oldest first. */
async function listLacking(ctx: Ctx, edition: string, most: number): Promise<string[]> {
  const [known, first] = await Promise.all([
    ctx.db.selectFrom('heatmap.open_month').select('month').execute(),
    ctx.db
      .selectFrom('cases.v_case')
      .select('registered_at')
      .orderBy('registered_at')
      .limit(1)
      .executeTakeFirst(),
  ]);
  if (!first?.registered_at) return [];
  const since = localDate(first.registered_at).slice(0, 7);
  const months: string[] = [];
  for (let last = addDays(monthOf(edition).from, -1); months.length < most; ) {
    const month = last.slice(0, 7);
    if (month < since) break;
    months.unshift(month);
    last = addDays(`${month}-01`, -1);
  }
  return months.filter((month) => !known.some((one) => one.month === month));
}

/** The last so many months published, the oldest first. */
export async function readMonths(ctx: Ctx, most: number): Promise<OpenMonth[]> {
  const rows = await ctx.db
    .selectFrom('heatmap.open_month')
    .select('told')
    .orderBy('month', 'desc')
    .limit(most)
    .execute();
  return rows.map(({ told }) => told as OpenMonth).reverse();
}
