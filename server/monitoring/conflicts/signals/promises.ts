import { momentAt } from '../../../../shared/text/dates.ts';
import { HOUR } from '../../../../shared/time.ts';
import { localDate, localDayEnd } from '../../../base/deadlines/index.ts';
import { readClaims } from '../../../base/promises/index.ts';
import { readCity } from '../../../lib/city.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { readSights } from '../../posts/index.ts';
import { conflictPack } from '../rules/pack.ts';
import { type Promised, promisedDay } from '../rules/promise.ts';
import type { OfficialText, Statement } from './official-text.ts';

/** The last look of a post that promised this day: the evidence of words its page has changed since. */
async function findWords(ctx: Ctx, official: OfficialText, day: string): Promise<number | null> {
  if (official.source !== 'post') return null;
  const saidOn = localDate(official.saidAt);
  const sights = await readSights(ctx, [official.sourceId]);
  return (
    sights.findLast(({ text }) => promisedDay(readClaims(text, saidOn), null)?.day === day)?.serial ?? null
  );
}

/**
 * The page took its words back: the promise stays, marked, with the look that holds them, and its day goes on. Whoever read it reads it
 * still. Whether there was any.
 */
export async function withdrawPromise(
  ctx: Ctx,
  statementId: string,
  official: OfficialText,
): Promise<boolean> {
  const promise = await ctx.db
    .selectFrom('conflicts.promise')
    .select(['promised_on', 'withdrawn_at'])
    .where('statement_id', '=', statementId)
    .forUpdate()
    .executeTakeFirst();
  if (!promise) return false;
  if (promise.withdrawn_at) return true;
  await ctx.db
    .updateTable('conflicts.promise')
    .set({
      withdrawn_at: official.editedAt ?? ctx.now,
      words_serial: await findWords(ctx, official, promise.promised_on),
    })
    .where('statement_id', '=', statementId)
    .execute();
  return true;
}

/** The moment a promise is judged at: the end of its day, or its hour, and the grace of the pack. */
function dueOf(ctx: Ctx, { day, hour }: Promised): Date {
  const end = hour ? momentAt(day, hour, readCity(ctx.config).zone) : localDayEnd(day);
  return new Date(end.getTime() + conflictPack.on(localDate(ctx.now)).promise.graceHours * HOUR);
}

/**
 * A promise is watched where somebody was answered, or where its place and sphere are known; that of words edited before its day has
 * passed is the new one. One that was judged, or whose day is over, no edit moves.
 */
export async function watchPromise(
  ctx: Ctx,
  statement: Statement,
  official: OfficialText,
  entered: string | null,
): Promise<void> {
  const isOfPlace = statement.place_key !== null && statement.category !== null;
  const promised = promisedDay(statement.claims, entered);
  if (!promised || !(statement.incident_id || isOfPlace)) {
    await withdrawPromise(ctx, statement.id, official);
    return;
  }
  const due = { promised_on: promised.day, due_at: dueOf(ctx, promised) };
  const stands = { withdrawn_at: null, words_serial: null };
  const taken = await ctx.db
    .insertInto('conflicts.promise')
    .values({
      statement_id: statement.id,
      promised_on: due.promised_on,
      due_at: due.due_at,
      state: 'waiting',
    })
    .onConflict((conflict) =>
      conflict
        .column('statement_id')
        .doUpdateSet({
          promised_on: due.promised_on,
          due_at: due.due_at,
          withdrawn_at: stands.withdrawn_at,
          words_serial: stands.words_serial,
        })
        .where('conflicts.promise.state', '=', 'waiting')
        .where('conflicts.promise.promised_on', '>=', localDate(ctx.now)),
    )
    .returning('statement_id')
    .executeTakeFirst();
  if (taken) return;
  const back = await ctx.db
    .updateTable('conflicts.promise')
    .set(stands)
    .where('statement_id', '=', statement.id)
    .where('promised_on', '=', promised.day)
    .returning('statement_id')
    .executeTakeFirst();
  if (!back) await withdrawPromise(ctx, statement.id, official);
}
