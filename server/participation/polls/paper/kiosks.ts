import { sql } from 'kysely';
import type { BallotRefusal } from '../../../../shared/contract/participation/ballots.ts';
import { HOUR } from '../../../../shared/time.ts';
import { AppError } from '../../../lib/errors.ts';
import { hashToken, newId, newToken } from '../../../lib/ids.ts';
import { type Ctx, nameOfActor } from '../../../lib/module/context.ts';
import type { PollRow } from '../rows.ts';

/** Devices on which people vote at a place. Whoever has the key of one may try codes there, and nothing else. */

/** A kiosk is open for a day of voting; on the next one it is opened anew. */
const KIOSK_HOURS = 16;

export interface KioskRow {
  id: string;
  place_id: string;
  place_title: string;
  poll_id: string;
  until: Date;
}

/** Adds a kiosk and gives its key, which is kept nowhere. */
export async function insertKiosk(ctx: Ctx, poll: PollRow, placeId: string): Promise<string> {
  const key = newToken();
  const day = new Date(ctx.now.getTime() + KIOSK_HOURS * HOUR);
  await ctx.db
    .insertInto('polls.kiosk')
    .values({
      id: newId(),
      place_id: placeId,
      key_hash: hashToken(key),
      opened_at: ctx.now,
      by_name: nameOfActor(ctx),
      until: poll.closes_at !== null && poll.closes_at < day ? poll.closes_at : day,
    })
    .execute();
  return key;
}

const missingKiosk = (): AppError =>
  new AppError(
    'lib.not-found',
    'Этот киоск закрыт. Член комиссии откроет его заново в рабочем месте: опрос → «Бумажные бюллетени» → «Открыть киоск».',
  );

/** Whoever comes after the end is not sent to have the kiosk opened anew: it would not be. */
export const voteIsOver = (): AppError =>
  new AppError('lib.conflict', 'Голосование завершено: бюллетени больше не принимают.', {
    details: { why: 'closed' satisfies BallotRefusal },
  });

/** The kiosk of this key, as long as it is open. Plan: kiosk_key_hash_key. */
export async function findKiosk(ctx: Ctx, key: string): Promise<KioskRow> {
  const row = await ctx.db
    .selectFrom('polls.kiosk')
    .innerJoin('polls.place', 'polls.place.id', 'polls.kiosk.place_id')
    .innerJoin('polls.poll', 'polls.poll.id', 'polls.place.poll_id')
    .select([
      'polls.kiosk.id',
      'polls.kiosk.place_id',
      'polls.kiosk.until',
      'polls.place.title as place_title',
      'polls.place.poll_id',
      'polls.kiosk.closed_at',
      'polls.poll.closes_at',
    ])
    .where('polls.kiosk.key_hash', '=', hashToken(key))
    .executeTakeFirst();
  if (!row) throw missingKiosk();
  if (row.closes_at !== null && row.closes_at <= ctx.now) throw voteIsOver();
  if (row.closed_at !== null || row.until <= ctx.now) throw missingKiosk();
  return row;
}

export interface OpenKiosk {
  id: string;
  place_id: string;
  opened_at: Date;
  by_name: string;
  until: Date;
}

/** Open kiosks of a poll, earliest first. Plan: kiosk_place. */
export async function readOpenKiosks(ctx: Ctx, pollId: string): Promise<OpenKiosk[]> {
  const { rows } = await sql<OpenKiosk>`
    SELECT kiosk.id, kiosk.place_id, kiosk.opened_at, kiosk.by_name, kiosk.until
    FROM polls.kiosk JOIN polls.place ON place.id = kiosk.place_id
    WHERE place.poll_id = ${pollId}::uuid AND kiosk.closed_at IS NULL AND kiosk.until > ${ctx.now}
    ORDER BY kiosk.id`.execute(ctx.db);
  return rows;
}

/** Closes a kiosk; the place and the poll it was of. Undefined: there is none that is open. */
export async function endKiosk(
  ctx: Ctx,
  id: string,
): Promise<{ poll_id: string; place_title: string } | undefined> {
  const { rows } = await sql<{ poll_id: string; place_title: string }>`
    UPDATE polls.kiosk SET closed_at = ${ctx.now} FROM polls.place
    WHERE kiosk.id = ${id}::uuid AND kiosk.closed_at IS NULL AND place.id = kiosk.place_id
    RETURNING place.poll_id, place.title AS place_title`.execute(ctx.db);
  return rows[0];
}
