import { sql } from 'kysely';
import type { z } from 'zod';
import {
  type getSnapshot as getSnapshotRoute,
  type listSnapshots as listSnapshotsRoute,
  type recountSnapshot as recountSnapshotRoute,
  type SnapshotContent,
  snapshotContent,
  snapshotFormats,
} from '../../../shared/contract/base/snapshots.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { cityDay } from '../../lib/city.ts';
import { escapeLike } from '../../lib/database/like.ts';
import { AppError } from '../../lib/errors.ts';
import { hashToken } from '../../lib/ids.ts';
import { actorRef, type Ctx, isStaff } from '../../lib/module/context.ts';
import { recountOf } from './recount.ts';

export interface FreezeInput extends Omit<z.input<typeof snapshotContent>, 'asOf' | 'mark'> {
  /** Moment and number of event the figures hold; now and none where they are counted by the caller's own query. */
  asOf?: string;
  mark?: number | null;
  /** Who may read it: the permission that opens the same numbers on their own screen. */
  permission: string;
}

/**
 * Freezes numbers in the caller's transaction and gives their number, «С-2026-11-0042». The text is kept as it is hashed;
 * the journal gets the hash, so neither can be exchanged later.
 */
export async function freezeSnapshot(ctx: Ctx, { permission, ...input }: FreezeInput): Promise<string> {
  const content = snapshotContent.parse({ asOf: ctx.now.toISOString(), mark: null, ...input });
  const text = JSON.stringify(content);
  const hash = hashToken(text);
  const number = await nextNumber(ctx);
  await ctx.db
    .insertInto('snapshots.snapshot')
    .values({
      number,
      kind: content.kind,
      title: content.title,
      content: text,
      hash,
      permission,
      made_at: ctx.now,
      made_by: actorRef(ctx.actor),
      made_by_name: nameOf(ctx),
    })
    .execute();
  ctx.audit({
    action: 'snapshots.freeze',
    object: 'snapshot',
    objectId: number,
    data: { kind: content.kind, hash, query: content.query },
  });
  return number;
}

const nameOf = ({ actor }: Ctx): string =>
  isStaff(actor) ? actor.name : actor.kind === 'system' ? 'Отклик, по расписанию' : '';

async function nextNumber(ctx: Ctx): Promise<string> {
  const month = cityDay(ctx.config, ctx.now).slice(0, 7);
  const { last } = await ctx.db
    .insertInto('snapshots.counter')
    .values({ month, last: 1 })
    .onConflict((conflict) => conflict.column('month').doUpdateSet({ last: sql`counter.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow();
  return `С-${month}-${String(last).padStart(4, '0')}`;
}

/** The rule of the rows: a snapshot is read by who may read the same numbers live, and by the system's own jobs. */
function readable({ actor }: Ctx) {
  if (actor.kind === 'system') return sql<boolean>`true`;
  return sql<boolean>`permission = ANY(${isStaff(actor) ? [...actor.permissions] : []}::text[])`;
}

export interface Snapshot {
  number: string;
  title: string;
  madeAt: string;
  madeBy: string;
  content: SnapshotContent;
  hash: string;
  isWhole: boolean;
}

/** A snapshot the actor may read; another is not found. */
export async function readSnapshot(ctx: Ctx, number: string): Promise<Snapshot> {
  const row = await ctx.db
    .selectFrom('snapshots.snapshot')
    .selectAll()
    .where('number', '=', number)
    .where(readable(ctx))
    .executeTakeFirst();
  if (!row) throw new AppError('lib.not-found', 'Такого снимка нет или он вам не открыт.');
  return {
    number: row.number,
    title: row.title,
    madeAt: row.made_at.toISOString(),
    madeBy: row.made_by_name,
    content: snapshotContent.parse(JSON.parse(row.content)),
    hash: row.hash,
    isWhole: hashToken(row.content) === row.hash,
  };
}

/** Route: one snapshot with what can be done with it. */
export async function getSnapshot(
  ctx: Ctx,
  { params }: HandlerInput<typeof getSnapshotRoute>,
): Promise<RouteReplyInput<typeof getSnapshotRoute>> {
  const snapshot = await readSnapshot(ctx, params.number);
  const canRecount = ctx.ports.find(recountOf, snapshot.content.kind) !== undefined;
  return { ...snapshot, canRecount, files: [...snapshotFormats] };
}

/** Route: the same question asked now; what differs is told by the screen. */
export async function recountSnapshot(
  ctx: Ctx,
  { params }: HandlerInput<typeof recountSnapshotRoute>,
): Promise<RouteReplyInput<typeof recountSnapshotRoute>> {
  const { content } = await readSnapshot(ctx, params.number);
  const count = ctx.ports.find(recountOf, content.kind);
  if (!count) throw new AppError('lib.not-found', 'Эти числа заново не считаются.');
  return { tables: await count(ctx, content.query), asOf: ctx.now.toISOString() };
}

/** Route: what is frozen, newest first. Plan: snapshot_newest. */
export async function listSnapshots(
  ctx: Ctx,
  { query }: HandlerInput<typeof listSnapshotsRoute>,
): Promise<RouteReplyInput<typeof listSnapshotsRoute>> {
  const { q, cursor, limit } = query;
  const rows = await ctx.db
    .selectFrom('snapshots.snapshot')
    .select(['number', 'title', 'made_at', 'made_by_name'])
    .where(readable(ctx))
    .$if(q !== undefined, (select) =>
      select.where((eb) =>
        eb.or([eb('number', 'ilike', `%${escapeLike(q!)}%`), eb('title', 'ilike', `%${escapeLike(q!)}%`)]),
      ),
    )
    .$if(cursor !== undefined, (select) =>
      select.where(
        sql<boolean>`(made_at, number) < (SELECT made_at, number FROM snapshots.snapshot WHERE number = ${cursor})`,
      ),
    )
    .orderBy('made_at', 'desc')
    .orderBy('number', 'desc')
    .limit(limit + 1)
    .execute();
  return {
    rows: rows.slice(0, limit).map((row) => ({
      number: row.number,
      title: row.title,
      madeAt: row.made_at.toISOString(),
      madeBy: row.made_by_name,
    })),
    next: rows.length > limit ? rows[limit - 1]!.number : null,
  };
}
