import type { Selectable } from 'kysely';
import { identityLevel } from '../../../shared/contract/base/identity.ts';
import { type DiscussionFields, meeting } from '../../../shared/contract/participation/discussions.ts';
import type { DB } from '../../lib/database/schema.gen.ts';
import { AppError } from '../../lib/errors.ts';
import { actorRef, type Ctx, nameOfActor } from '../../lib/module/context.ts';
import { addHistoryLine } from '../../lib/module/history.ts';
import { lockSeen, type RecordKind } from '../../lib/module/stale.ts';

const history = { table: 'discussions.event', of: 'discussion_id' } as const;

export type DiscussionRow = Selectable<DB['discussions.discussion']>;

const discussionRecord: RecordKind = {
  words: 'Обсуждение',
  object: 'discussion',
  module: 'discussions',
};
export const missingDiscussion = (): AppError =>
  new AppError('lib.not-found', 'Такого обсуждения нет. Обновите список.');

/** Locks a discussion by the version that was seen; without one, for what happens by the clock. */
export const lockDiscussion = (
  ctx: Ctx,
  { id, version }: { id: string; version?: number },
): Promise<DiscussionRow> =>
  lockSeen(discussionRecord, ctx.db.selectFrom('discussions.discussion').selectAll().where('id', '=', id), {
    seen: version,
    missing: missingDiscussion,
  });

export async function findDiscussion(ctx: Ctx, id: string): Promise<DiscussionRow> {
  const row = await ctx.db
    .selectFrom('discussions.discussion')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw missingDiscussion();
  return row;
}

/** Held so that it is not closed or finished meanwhile; those who propose and answer do not wait for each other. */
export async function holdDiscussion(ctx: Ctx, id: string): Promise<DiscussionRow> {
  const row = await ctx.db
    .selectFrom('discussions.discussion')
    .selectAll()
    .where('id', '=', id)
    .forShare()
    .executeTakeFirst();
  if (!row) throw missingDiscussion();
  return row;
}

export async function readParagraphs(ctx: Ctx, discussionId: string) {
  return ctx.db
    .selectFrom('discussions.paragraph')
    .select(['id', 'text', 'outcome'])
    .where('discussion_id', '=', discussionId)
    .orderBy('serial')
    .execute();
}

export async function readMaterials(ctx: Ctx, discussionId: string) {
  const rows = await ctx.db
    .selectFrom('discussions.material')
    .select(['file_id', 'title'])
    .where('discussion_id', '=', discussionId)
    .orderBy('serial')
    .execute();
  return rows.map((row) => ({ fileId: row.file_id, title: row.title }));
}

/** A discussion in the fields of its own row; paragraphs and files have theirs. */
export const ownFieldsOf = (row: DiscussionRow): Omit<DiscussionFields, 'paragraphs' | 'materials'> => ({
  kind: row.kind,
  title: row.title,
  matter: row.matter,
  subject: row.subject,
  level: identityLevel.parse(row.level),
  responsible: row.responsible,
  opensAt: row.opens_at?.toISOString() ?? null,
  closesAt: row.closes_at?.toISOString() ?? null,
  resultBy: row.result_by,
  meeting: meeting.parse(row.meeting),
});

const momentOf = (text: string | null): Date | null => (text === null ? null : new Date(text));

/** Columns of the fields. */
export const discussionColumns = (fields: DiscussionFields) => ({
  kind: fields.kind,
  title: fields.title,
  matter: fields.matter,
  subject: fields.subject,
  level: fields.level,
  responsible: fields.responsible,
  opens_at: momentOf(fields.opensAt),
  closes_at: momentOf(fields.closesAt),
  result_by: fields.resultBy,
  meeting: JSON.stringify({
    ...fields.meeting,
    at: momentOf(fields.meeting.at)?.toISOString() ?? null,
  }),
});

type Columns = ReturnType<typeof discussionColumns>;
type State = Pick<
  DiscussionRow,
  | 'state'
  | 'reason'
  | 'announced_at'
  | 'opened_at'
  | 'closed_at'
  | 'closes_at'
  | 'made_by'
  | 'made_by_name'
  | 'approved_by_name'
>;

/** Writes what changed of a locked discussion, as its next version. */
export async function updateDiscussion(
  ctx: Ctx,
  row: DiscussionRow,
  set: Partial<Columns & State>,
): Promise<void> {
  await ctx.db
    .updateTable('discussions.discussion')
    .set({
      ...set,
      ...(set.state && set.state !== row.state && { state_at: ctx.now }),
      version: row.version + 1,
    })
    .where('id', '=', row.id)
    .execute();
}

/** What an act of staff, or of the clock, leaves behind. What residents propose is told by the remarks themselves. */
export async function tellDiscussionAct(
  ctx: Ctx,
  discussionId: string,
  act: string,
  { what, note = '' }: { what: string; note?: string },
): Promise<void> {
  await addHistoryLine(ctx, history, discussionId, { what, note });
  ctx.audit({ action: `discussions.${act}`, object: 'discussion', objectId: discussionId, data: {} });
}

export const discussionMaker = (ctx: Ctx) => ({
  made_by: actorRef(ctx.actor),
  made_by_name: nameOfActor(ctx),
});
