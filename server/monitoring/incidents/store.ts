import { type Insertable, sql, type Updateable } from 'kysely';
import { localMonth } from '../../base/deadlines/index.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import type { DB } from '../../lib/database/schema.gen.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';
import { addHistoryLine } from '../../lib/module/history.ts';
import { type PostRow, readPosts } from '../posts/index.ts';
import type { IncidentRow } from './rows.ts';

const history = { table: 'incidents.event', of: 'incident_id' } as const;

type Row = Insertable<DB['incidents.incident']>;

/** The next number of the month: «И-2026-11-0188». */
async function takeNumber(ctx: Ctx): Promise<string> {
  const month = localMonth(ctx.now);
  const { rows } = await sql<{ last: number }>`
    INSERT INTO incidents.number_counter AS counter (month, last) VALUES (${month}, 1)
    ON CONFLICT (month) DO UPDATE SET last = counter.last + 1 RETURNING last`.execute(ctx.db);
  return `И-${month}-${String(firstRow(rows).last).padStart(4, '0')}`;
}

export type NewIncident = Omit<Row, 'id' | 'number' | 'opened_at'>;

/** Writes an incident; its id and number. */
export async function insertIncident(ctx: Ctx, given: NewIncident): Promise<{ id: string; number: string }> {
  const id = newId();
  const number = await takeNumber(ctx);
  await ctx.db
    .insertInto('incidents.incident')
    .values({ ...given, id, number, opened_at: ctx.now })
    .execute();
  return { id, number };
}

/** Writes what changed of a locked incident, as its next version. */
export async function updateIncident(
  ctx: Ctx,
  { id }: { id: string },
  set: Omit<Updateable<DB['incidents.incident']>, 'id' | 'version'>,
): Promise<void> {
  await ctx.db
    .updateTable('incidents.incident')
    .set((build) => ({ ...set, version: build('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** Something more was written of it. */
export const noteLastWords = (ctx: Ctx, id: string, at: Date) =>
  sql`
    UPDATE incidents.incident SET last_posted_at = greatest(last_posted_at, ${at}), version = version + 1
    WHERE id = ${id}::uuid`.execute(ctx.db);

/** Adds a line to the history; `note` holds no words of residents and no names of them. */
export async function addEvent(ctx: Ctx, incidentId: string, what: string, note = ''): Promise<void> {
  await addHistoryLine(ctx, history, incidentId, { what, note });
}

export interface NewMember {
  postId: string;
  why: readonly string[];
}

/** Puts posts into an incident; one that stands in another moves. `cameFrom` where that one was merged with them. */
export async function putPosts(
  ctx: Ctx,
  incidentId: string,
  posts: readonly NewMember[],
  cameFrom: string | null = null,
): Promise<void> {
  if (posts.length === 0) return;
  await ctx.db
    .insertInto('incidents.member')
    .values(
      posts.map(({ postId, why }) => ({
        post_id: postId,
        incident_id: incidentId,
        came_from: cameFrom,
        at: ctx.now,
        by_name: nameOfActor(ctx),
        why: [...why],
      })),
    )
    .onConflict((conflict) =>
      conflict.column('post_id').doUpdateSet(({ ref }) => ({
        incident_id: ref('excluded.incident_id'),
        came_from: ref('excluded.came_from'),
        at: ref('excluded.at'),
        by_name: ref('excluded.by_name'),
        why: ref('excluded.why'),
      })),
    )
    .execute();
}

/** What an act leaves behind: the history of the incident and the journal. */
export async function tellAct(
  ctx: Ctx,
  incident: Pick<IncidentRow, 'id'>,
  act: string,
  { what, note = '', data = {} }: { what: string; note?: string; data?: Record<string, unknown> },
): Promise<void> {
  await addEvent(ctx, incident.id, what, note);
  ctx.audit({ action: `incidents.${act}`, object: 'incident', objectId: incident.id, data });
}

/** Posts of an incident, the earliest first. */
export async function readMemberPosts(ctx: Ctx, incidentId: string): Promise<PostRow[]> {
  const members = await ctx.db
    .selectFrom('incidents.member')
    .select('post_id')
    .where('incident_id', '=', incidentId)
    .execute();
  return readPosts(
    ctx,
    members.map(({ post_id: id }) => id),
  );
}
