import { type Selectable, sql } from 'kysely';
import type { Remark, Verdict } from '../../../../shared/contract/participation/discussion-remarks.ts';
import { isOneOf } from '../../../../shared/lists.ts';
import { maskPersonal } from '../../../base/understanding/index.ts';
import type { DB } from '../../../lib/database/schema.gen.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import { type Ctx, hasPermission } from '../../../lib/module/context.ts';
import { lockSeen, type RecordKind } from '../../../lib/module/stale.ts';
import { type DiscussionRow, readParagraphs } from '../rows.ts';

export type RemarkRow = Selectable<DB['discussions.remark']>;

const remarkRecord: RecordKind = { words: 'Замечание', object: 'discussion', module: 'discussions' };
export const missingRemark = (): AppError =>
  new AppError('lib.not-found', 'Такого замечания нет. Обновите список.');

export const lockRemark = (ctx: Ctx, { id, version }: { id: string; version: number }): Promise<RemarkRow> =>
  lockSeen(remarkRecord, ctx.db.selectFrom('discussions.remark').selectAll().where('id', '=', id), {
    seen: version,
    missing: missingRemark,
  });

interface NewRemark
  extends Pick<
    RemarkRow,
    | 'id'
    | 'paragraph_id'
    | 'text'
    | 'wording'
    | 'source'
    | 'person_id'
    | 'is_local'
    | 'said_on'
    | 'entered_by_name'
    | 'client_key'
  > {}

/** A paragraph of this very project, or the project as a whole. */
async function requireParagraph(ctx: Ctx, row: DiscussionRow, paragraphId: string | null): Promise<void> {
  if (paragraphId === null) return;
  const ids = (await readParagraphs(ctx, row.id)).map(({ id }) => id);
  if (!isOneOf(ids, paragraphId))
    throw badField('paragraphId', 'Такого пункта в проекте нет. Обновите страницу: написанное сохранено');
}

/** Writes a remark under the next number of its discussion; false = this very one is there already, sent again. */
export async function insertRemark(ctx: Ctx, row: DiscussionRow, remark: NewRemark): Promise<boolean> {
  await requireParagraph(ctx, row, remark.paragraph_id);
  // One number after another: two at once would have the same.
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`discussions.number ${row.id}`}, 0))`.execute(
    ctx.db,
  );
  const there = await findByKey(ctx, row.id, remark.client_key);
  if (there) return false;
  const last = await ctx.db
    .selectFrom('discussions.remark')
    .select((build) => build.fn.max('number').as('number'))
    .where('discussion_id', '=', row.id)
    .executeTakeFirst();
  await ctx.db
    .insertInto('discussions.remark')
    .values({ ...remark, discussion_id: row.id, number: (last?.number ?? 0) + 1, made_at: ctx.now })
    .execute();
  return true;
}

/** Plan: the unique key of the devices' names. */
export const findByKey = (ctx: Ctx, discussionId: string, clientKey: string) =>
  ctx.db
    .selectFrom('discussions.remark')
    .selectAll()
    .where('discussion_id', '=', discussionId)
    .where('client_key', '=', clientKey)
    .executeTakeFirst();

export interface RemarkView extends RemarkRow {
  supports: number;
  alike_title: string | null;
  alike_count: number;
  verdict: Verdict | null;
  answer_reason: string | null;
  answer_at: Date | null;
  answer_by: string | null;
}

/** A remark with what stands around it, as lists show it. */
export const selectRemarks = sql`
  SELECT remark.*, alike.title AS alike_title, answer.verdict, answer.reason AS answer_reason, answer.at AS answer_at,
    answer.by_name AS answer_by,
    (SELECT count(*)::int FROM discussions.support WHERE support.remark_id = remark.id) AS supports,
    (SELECT count(*)::int FROM discussions.remark AS other WHERE other.alike_id = remark.alike_id) AS alike_count
  FROM discussions.remark
  LEFT JOIN discussions.alike ON alike.id = remark.alike_id
  LEFT JOIN discussions.answer ON answer.id = remark.answer_id`;

/** As staff see it: in full to whoever answers, without names and numbers of people to whoever only reads. */
export function presentRemark(ctx: Ctx, row: RemarkView): Remark {
  const words = hasPermission(ctx, 'discussions.keep')
    ? (text: string) => text
    : (text: string) => maskPersonal(text);
  const { verdict, answer_reason: reason, answer_at: at } = row;
  return {
    id: row.id,
    number: row.number,
    paragraphId: row.paragraph_id,
    text: words(row.text),
    wording: words(row.wording),
    source: row.source,
    isLocal: row.is_local,
    saidOn: row.said_on,
    madeAt: row.made_at.toISOString(),
    enteredBy: row.entered_by_name,
    supports: row.supports,
    shown: row.shown,
    shownText: row.shown === 'released' ? row.shown_text : maskPersonal(row.text),
    shownWording: row.shown === 'released' ? row.shown_wording : maskPersonal(row.wording),
    judgedBy: row.judged_by_name,
    hiddenReason: row.hidden_reason,
    alike:
      row.alike_id === null
        ? null
        : { id: row.alike_id, title: row.alike_title ?? '', count: row.alike_count },
    answer:
      verdict !== null && reason !== null && at !== null
        ? { verdict, reason, at: at.toISOString(), by: row.answer_by ?? '' }
        : null,
    version: row.version,
  };
}

/** One remark, read again after it changed. */
export async function readRemark(ctx: Ctx, id: string): Promise<Remark> {
  const { rows } = await sql<RemarkView>`${selectRemarks} WHERE remark.id = ${id}::uuid`.execute(ctx.db);
  const [row] = rows;
  if (!row) throw missingRemark();
  return presentRemark(ctx, row);
}
