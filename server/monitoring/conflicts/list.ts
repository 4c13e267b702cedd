import { type RawBuilder, sql } from 'kysely';
import type * as signals from '../../../shared/contract/monitoring/conflict-signals.ts';
import type * as contract from '../../../shared/contract/monitoring/conflicts.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { DAY } from '../../../shared/time.ts';
import { networksToday } from '../../base/networks/index.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import { badCursor, cursorId, cursorMoment, readCursor, writeCursor } from '../../lib/http/cursor.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { offers } from '../../lib/module/offers.ts';
import {
  type ConflictTitles,
  conflictColumns,
  presentConflict,
  presentSignal,
  type SignalTitles,
  signalColumns,
} from './present.ts';
import { type ConflictRow, type SignalRow, seenRows } from './rows.ts';

type List = typeof contract.listConflicts;

interface Place {
  at: string;
  id: string;
}

function readPlace(cursor: string | undefined): Place | null {
  const keys = readCursor(cursor, 2);
  if (!keys) return null;
  const at = cursorMoment(keys[0] ?? null);
  if (at === null) throw badCursor();
  return { at, id: cursorId(keys[1] ?? null) };
}

/** Those about the answers of one body, where the list is narrowed to it. */
const ofUnit = (alias: 'conflict' | 'signal', unit: string | undefined): RawBuilder<boolean> =>
  unit === undefined ? sql<boolean>`true` : sql<boolean>`${sql.ref(`${alias}.unit_id`)} = ${unit}::uuid`;

/** Route: open ones by their term, closed ones the latest first. Plans: conflict_open, conflict_closed. */
export async function listConflicts(ctx: Ctx, { query }: HandlerInput<List>): Promise<RouteReplyInput<List>> {
  const { tab, unit, limit, cursor } = query;
  const place = readPlace(cursor);
  const isOpen = tab === 'open';
  const key = isOpen ? sql`conflict.due_at` : sql`conflict.closed_at`;
  const after = place
    ? sql`(${key}, conflict.id) ${isOpen ? sql`>` : sql`<`} (${place.at}::timestamptz, ${place.id}::uuid)`
    : sql`true`;
  const direction = isOpen ? sql`ASC` : sql`DESC`;
  const { rows } = await sql<ConflictRow & ConflictTitles>`
    SELECT ${conflictColumns} FROM conflicts.conflict AS conflict
    WHERE ${isOpen ? sql`conflict.state <> 'closed'` : sql`conflict.state = 'closed'`}
      AND ${seenRows(ctx.actor, 'conflict')} AND ${after}
      AND ${ofUnit('conflict', unit)}
    ORDER BY ${key} ${direction}, conflict.id ${direction} LIMIT ${limit + 1}`.execute(ctx.db);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const lastKey = last && (isOpen ? last.due_at : last.closed_at);
  return {
    conflicts: page.map((row) => presentConflict(ctx, row)),
    next: last && lastKey ? writeCursor([lastKey.toISOString(), last.id]) : null,
    networks: networksToday(ctx).map(({ id, title, short }) => ({ id, title, short })),
    can: offers(ctx, { open: 'conflicts.lead' }),
  };
}

type Signals = typeof signals.listSignals;

/** Route: what nobody has decided about, the latest first. Plan: signal_new. */
export async function listSignals(
  ctx: Ctx,
  { query }: HandlerInput<Signals>,
): Promise<RouteReplyInput<Signals>> {
  const { unit, limit, cursor } = query;
  const place = readPlace(cursor);
  const after = place
    ? sql`(signal.last_at, signal.id) < (${place.at}::timestamptz, ${place.id}::uuid)`
    : sql`true`;
  const { rows } = await sql<SignalRow & SignalTitles>`
    SELECT ${signalColumns} FROM conflicts.signal AS signal
    WHERE signal.state = 'new' AND ${seenRows(ctx.actor, 'signal')} AND ${after}
      AND ${ofUnit('signal', unit)}
    ORDER BY signal.last_at DESC, signal.id DESC LIMIT ${limit + 1}`.execute(ctx.db);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    signals: page.map(presentSignal),
    next: last ? writeCursor([last.last_at.toISOString(), last.id]) : null,
  };
}

type Count = typeof contract.countConflicts;

interface Counted {
  open: number;
  late: number;
  mark: string;
}

/** Route. Plans: conflict_open, conflict_closed, signal_new. A version only grows, so no change leaves the mark as it was. */
export async function countConflicts(
  ctx: Ctx,
  { query: { unit } }: HandlerInput<Count>,
): Promise<RouteReplyInput<Count>> {
  const lately = new Date(ctx.now.getTime() - 90 * DAY);
  const conflicts = await sql<Counted>`
    SELECT count(*) FILTER (WHERE state <> 'closed')::int AS open,
      count(*) FILTER (WHERE state <> 'closed' AND due_at < ${ctx.now})::int AS late,
      count(*) || '.' || coalesce(sum(version), 0) AS mark
    FROM conflicts.conflict AS conflict
    WHERE ${seenRows(ctx.actor, 'conflict')} AND ${ofUnit('conflict', unit)}
      AND (state <> 'closed' OR closed_at > ${lately})`.execute(ctx.db);
  const waiting = await sql<{ count: number; mark: string }>`
    SELECT count(*)::int AS count, count(*) || '.' || coalesce(sum(version), 0) || '.' || coalesce(max(noticed_at)::text, '') AS mark
    FROM conflicts.signal AS signal
    WHERE signal.state = 'new' AND ${seenRows(ctx.actor, 'signal')} AND ${ofUnit('signal', unit)}`.execute(
    ctx.db,
  );
  const { open, late, mark } = firstRow(conflicts.rows);
  const { count, mark: ofSignals } = firstRow(waiting.rows);
  return { open, late, signals: count, mark: `${mark}/${ofSignals}` };
}
