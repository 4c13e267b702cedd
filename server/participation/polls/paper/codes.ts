import { sql } from 'kysely';
import { MINUTE } from '../../../../shared/time.ts';
import { hashPrivate } from '../../../base/identity/index.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import { newCode } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { isOnRoll } from '../roll.ts';
import type { PollRow } from '../rows.ts';

/**
 * Codes of a kiosk (decision 0063). A code is kept as a keyed hash of itself and of the quarter of an hour it was given in: it ends by itself,
 * and no row says when a person came. The same hash, hashed once more by the poll, is who used it on the roll of answers.
 */

/** A code is good for so long at least, and for twice as long at most. */
export const CODE_MINUTES = 15;
/** So many digits: of the few codes good at a time none is guessed at the pace the door lets try. */
export const CODE_DIGITS = 8;

const quarterOf = (ctx: Ctx): number => Math.floor(ctx.now.getTime() / (CODE_MINUTES * MINUTE));

const keyOfCode = (ctx: Ctx, pollId: string, code: string, quarter: number): string =>
  hashPrivate(ctx.config, `poll-kiosk:${pollId}:${quarter}`, code);

/** Who used a code, as the roll knows them. */
export const kioskPersonOf = (codeKey: string): string => `kiosk ${codeKey}`;

/** Who uses a code and who gives another instead of it wait for one another, and leave no mark on its row. */
const holdCode = (ctx: Ctx, codeKey: string) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended(${`polls.kiosk-code ${codeKey}`}, 0))`.execute(ctx.db);

/** A new code of this moment, and what is kept of it. */
export function makeCode(ctx: Ctx, pollId: string): { code: string; codeKey: string } {
  const code = newCode(CODE_DIGITS);
  return { code, codeKey: keyOfCode(ctx, pollId, code, quarterOf(ctx)) };
}

/** Refuses where the code was used; else nobody uses it until the transaction ends. */
export async function requireUnusedCode(ctx: Ctx, poll: PollRow, codeKey: string): Promise<void> {
  await holdCode(ctx, codeKey);
  if (await isOnRoll(ctx, poll, kioskPersonOf(codeKey)))
    throw new AppError('lib.conflict', 'Этот человек уже проголосовал на киоске.');
}

/** Who a code typed at a place was given to, as the roll knows them; they are held. Plan: paper_mark_code. */
export async function findCodeHolder(
  ctx: Ctx,
  { pollId, placeId }: { pollId: string; placeId: string },
  code: string,
): Promise<string> {
  const quarter = quarterOf(ctx);
  const keys = [quarter, quarter - 1].map((one) => keyOfCode(ctx, pollId, code, one));
  for (const key of keys.toSorted()) await holdCode(ctx, key);
  const row = await ctx.db
    .selectFrom('polls.paper_mark')
    .select('code_key')
    .where('poll_id', '=', pollId)
    .where('code_key', 'in', keys)
    .where('place_id', '=', placeId)
    .executeTakeFirst();
  if (!row?.code_key)
    throw badField('code', 'Код не подходит. Проверьте цифры; если прошло много времени, попросите новый');
  return kioskPersonOf(row.code_key);
}
