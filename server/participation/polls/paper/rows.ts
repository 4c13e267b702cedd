import { sql } from 'kysely';
import {
  type PaperNumbers,
  type PlaceProtocol,
  type PollPaper,
  paperNumbers,
} from '../../../../shared/contract/participation/poll-paper.ts';
import { addPapers, whyNotOnPaper } from '../../../../shared/text/participation/paper-sums.ts';
import { AppError } from '../../../lib/errors.ts';
import { type Ctx, hasPermission } from '../../../lib/module/context.ts';
import { isOwnWork } from '../../../lib/module/two-people.ts';
import { contentOf, type PollRow } from '../rows.ts';
import { readOpenKiosks } from './kiosks.ts';

/** Places and the latest protocol of each, as they stand. */

interface PlaceRow {
  id: string;
  title: string;
  given: number;
  codes: number;
  serial: number | null;
  numbers: unknown;
  file_id: string | null;
  reason: string | null;
  at: Date | null;
  by: string | null;
  by_name: string | null;
  confirmed_by_name: string | null;
  confirmed_at: Date | null;
}

/** Plans: place_poll_id_serial_key, paper_mark_place, primary keys. */
export async function readPlaces(ctx: Ctx, pollId: string): Promise<PlaceRow[]> {
  const { rows } = await sql<PlaceRow>`
    SELECT place.id, place.title, marks.given, marks.codes,
      protocol.serial, protocol.numbers, protocol.file_id, protocol.reason, protocol.at, protocol.by, protocol.by_name,
      confirmed.by_name AS confirmed_by_name, confirmed.at AS confirmed_at
    FROM polls.place
    CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE way = 'paper')::int AS given, count(*) FILTER (WHERE way = 'kiosk')::int AS codes
      FROM polls.paper_mark WHERE paper_mark.place_id = place.id) AS marks
    LEFT JOIN LATERAL (SELECT * FROM polls.place_protocol WHERE place_id = place.id ORDER BY serial DESC LIMIT 1) AS protocol ON true
    LEFT JOIN polls.place_confirmation AS confirmed ON confirmed.place_id = protocol.place_id AND confirmed.serial = protocol.serial
    WHERE place.poll_id = ${pollId}::uuid ORDER BY place.serial`.execute(ctx.db);
  return rows;
}

export const missingPlace = (): AppError =>
  new AppError('lib.not-found', 'Такого участка нет. Обновите страницу.');

/** The poll a place is of. Plan: the primary key. */
export async function findPlacePoll(ctx: Ctx, placeId: string): Promise<string> {
  const found = await ctx.db
    .selectFrom('polls.place')
    .select('poll_id')
    .where('id', '=', placeId)
    .executeTakeFirst();
  if (!found) throw missingPlace();
  return found.poll_id;
}

function presentProtocol(row: PlaceRow): PlaceProtocol | null {
  if (row.serial === null || row.file_id === null || row.at === null) return null;
  return {
    serial: row.serial,
    numbers: paperNumbers.parse(row.numbers),
    fileId: row.file_id,
    reason: row.reason ?? '',
    at: row.at.toISOString(),
    by: row.by_name ?? '',
    confirmedBy: row.confirmed_by_name ?? '',
    confirmedAt: row.confirmed_at?.toISOString() ?? null,
  };
}

/** States in which places may be named, ballots given, protocols entered. */
export const isBeforeOpening = ({ state }: Pick<PollRow, 'state'>): boolean =>
  ['draft', 'legal-review', 'approved', 'announced'].includes(state);

/** The vote runs or waits for its paper: marks may still be put right. */
export const isBeforeCount = ({ state }: Pick<PollRow, 'state'>): boolean =>
  ['open', 'paused', 'closed'].includes(state);

export async function presentPaper(ctx: Ctx, poll: PollRow): Promise<PollPaper> {
  const mayKeep = hasPermission(ctx, 'polls.keep');
  const rows = await readPlaces(ctx, poll.id);
  const kiosks = await readOpenKiosks(ctx, poll.id);
  const whyNot = whyNotOnPaper({ ...contentOf(poll), isWeighted: poll.is_weighted });
  const isOver = poll.state === 'closed';
  return {
    whyNot,
    places: rows.map((row) => ({
      id: row.id,
      title: row.title,
      given: row.given,
      codes: row.codes,
      kiosks: kiosks
        .filter(({ place_id: placeId }) => placeId === row.id)
        .map((kiosk) => ({
          id: kiosk.id,
          at: kiosk.opened_at.toISOString(),
          by: kiosk.by_name,
          until: kiosk.until.toISOString(),
        })),
      protocol: presentProtocol(row),
      can: [
        ...(mayKeep && poll.state === 'open' ? ['open-kiosk'] : []),
        ...(mayKeep && isBeforeCount(poll) ? ['close-kiosk'] : []),
        ...(mayKeep && isOver ? ['enter'] : []),
        ...(mayKeep &&
        isOver &&
        row.serial !== null &&
        row.confirmed_at === null &&
        !isOwnWork(ctx.actor, row.by)
          ? ['confirm']
          : []),
      ],
    })),
    can: [
      ...(mayKeep && isBeforeOpening(poll) ? ['place'] : []),
      ...(mayKeep && poll.state === 'open' && rows.length > 0 ? ['give'] : []),
      ...(mayKeep && isBeforeCount(poll) && rows.some(({ serial }) => serial === null) ? ['take-back'] : []),
    ],
  };
}

/** Every place has a protocol that another person confirmed; a poll without places waits for none. */
export const isPaperIn = async (ctx: Ctx, pollId: string): Promise<boolean> =>
  (await readPlaces(ctx, pollId)).every(({ confirmed_at: at }) => at !== null);

/** Sums of all places; null = nobody voted on paper in this poll. Of a single place nothing is told apart. */
export async function readPaperSums(
  ctx: Ctx,
  pollId: string,
): Promise<{ places: number; numbers: PaperNumbers } | null> {
  const rows = await readPlaces(ctx, pollId);
  if (rows.length === 0) return null;
  return { places: rows.length, numbers: addPapers(rows.map(({ numbers }) => paperNumbers.parse(numbers))) };
}
