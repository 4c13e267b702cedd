import { sql } from 'kysely';
import { residentEmails } from '../../base/identity/index.ts';
import { sendLetters } from '../../base/outbox/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import {
  type CountableAsked,
  type CountableDecision,
  type DecidedColumns,
  decidedColumns,
  readCountableDecision,
} from '../polls/index.ts';
import { findDiscussion } from './rows.ts';

/** A discussion whose result is out. */
export interface CountableDiscussion {
  id: string;
  title: string;
  decision: CountableDecision | null;
}

/** Discussions that are over, the latest first. Plans: the keys, discussion_state. */
export async function findCountableDiscussions(
  ctx: Ctx,
  { ids, words, isDecided }: CountableAsked,
): Promise<CountableDiscussion[]> {
  const { rows } = await sql<DecidedColumns & { id: string; title: string }>`
    SELECT discussion.id, discussion.title, ${decidedColumns}
    FROM discussions.discussion LEFT JOIN discussions.decision ON decision.discussion_id = discussion.id
    WHERE discussion.state IN ('published', 'decision-recorded', 'archived')
      ${ids ? sql`AND discussion.id = ANY(${[...ids]}::uuid[])` : sql``}
      ${words ? sql`AND position(lower(${words}) IN lower(discussion.title)) > 0` : sql``}
      ${isDecided ? sql`AND decision.is_needed` : sql``}
    ORDER BY discussion.closes_at DESC, discussion.id DESC LIMIT ${ids ? ids.length : 50}`.execute(ctx.db);
  return rows.map((row) => ({ id: row.id, title: row.title, decision: readCountableDecision(row) }));
}

/** A remark by what leads to it; its words stay where they are. */
export interface CountableRemark {
  id: string;
  number: number;
  discussionId: string;
  title: string;
  /** Words for whoever looks for its topic and place; nobody reads them here. */
  text: string;
}

/** Remarks with an answer that took them in, wholly or in part. Plans: the keys; remark_number of a discussion. */
export async function findCountableRemarks(
  ctx: Ctx,
  asked: { ids: readonly string[] } | { discussionId: string },
): Promise<CountableRemark[]> {
  const { rows } = await sql<CountableRemark>`
    SELECT remark.id, remark.number, remark.discussion_id AS "discussionId", discussion.title, remark.text
    FROM discussions.remark JOIN discussions.discussion ON discussion.id = remark.discussion_id
    JOIN discussions.answer ON answer.id = remark.answer_id
    WHERE answer.verdict IN ('accepted', 'accepted-partly')
      AND ${'ids' in asked ? sql`remark.id = ANY(${[...asked.ids]}::uuid[])` : sql`remark.discussion_id = ${asked.discussionId}`}
    ORDER BY remark.discussion_id, remark.number LIMIT 500`.execute(ctx.db);
  return rows;
}

/** Writes to the author of a remark: a decision took it into account, or was carried out. */
export async function tellRemarkCounted(
  ctx: Ctx,
  remarkId: string,
  letter: { subject: string; words: string },
): Promise<void> {
  const remark = await ctx.db
    .selectFrom('discussions.remark as remark')
    .leftJoin('discussions.author as author', 'author.remark_id', 'remark.id')
    .select(['remark.discussion_id', 'remark.number', 'remark.person_id', 'author.email'])
    .where('remark.id', '=', remarkId)
    .executeTakeFirst();
  if (!remark) return;
  const { title } = await findDiscussion(ctx, remark.discussion_id);
  const emails = await residentEmails(ctx.db, remark.person_id ? [remark.person_id] : []);
  const recipient = remark.person_id ? emails.get(remark.person_id) : remark.email;
  if (!recipient) return;
  await sendLetters(ctx, [
    {
      channel: 'email',
      recipient,
      purpose: 'discussion-told',
      subject: `${letter.subject}: ${title}`,
      text: [
        `Вы предлагали в обсуждении «${title}» (предложение ${remark.number}). ${letter.words}`,
        `Подробно: ${ctx.config.publicUrl}/consultations/${remark.discussion_id}`,
      ].join('\n\n'),
    },
  ]);
}
