import { sql } from 'kysely';
import type { Ctx } from '../../lib/module/context.ts';
import { findPoll } from './rows.ts';
import { endOfLetter, pollPage, writeToFollowers } from './told.ts';

/** What the city did, as the account of decisions reads it of a poll or a discussion. */
export interface CountableDecision {
  title: string;
  words: string;
  isNeeded: boolean;
  actUrl: string;
  at: Date;
}

/** Columns of a decision that may not be there (`LEFT JOIN … AS decision`). */
export interface DecidedColumns {
  decided: string | null;
  words: string | null;
  isNeeded: boolean | null;
  actUrl: string | null;
  at: Date | null;
}

export const decidedColumns = sql`
  decision.title AS decided, decision.words, decision.is_needed AS "isNeeded", decision.act_url AS "actUrl", decision.at`;

export const readCountableDecision = (row: DecidedColumns): CountableDecision | null =>
  row.decided === null || row.at === null
    ? null
    : {
        title: row.decided,
        words: row.words ?? '',
        isNeeded: row.isNeeded === true,
        actUrl: row.actUrl ?? '',
        at: row.at,
      };

/** A poll that everybody sees, for whoever keeps what decisions took it into account. */
export interface CountablePoll {
  id: string;
  title: string;
  /** Whom it was asked of; none = the whole city. */
  districtIds: string[];
  /** What the city did; null = nothing is written yet. */
  decision: CountableDecision | null;
}

/** Which of them are asked for. */
export interface CountableAsked {
  ids?: readonly string[];
  /** Words of the title. */
  words?: string;
  isDecided?: boolean;
}

/** Polls that are over, the latest first. Plans: the keys, poll_shown. */
export async function findCountablePolls(
  ctx: Ctx,
  { ids, words, isDecided }: CountableAsked,
): Promise<CountablePoll[]> {
  const { rows } = await sql<DecidedColumns & { id: string; title: string; districtIds: string[] | null }>`
    SELECT poll.id, poll.title, poll.audience->'districtIds' AS "districtIds", ${decidedColumns}
    FROM polls.poll LEFT JOIN polls.decision ON decision.poll_id = poll.id
    WHERE poll.state IN ('published', 'decision-recorded', 'archived')
      ${ids ? sql`AND poll.id = ANY(${[...ids]}::uuid[])` : sql``}
      ${words ? sql`AND position(lower(${words}) IN lower(poll.title)) > 0` : sql``}
      ${isDecided ? sql`AND decision.is_needed` : sql``}
    ORDER BY poll.closes_at DESC, poll.id DESC LIMIT ${ids ? ids.length : 50}`.execute(ctx.db);
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    districtIds: row.districtIds ?? [],
    decision: readCountableDecision(row),
  }));
}

/** Writes to whoever asked for news of a poll: a decision took its answers into account, or was carried out. */
export async function tellPollCounted(
  ctx: Ctx,
  pollId: string,
  letter: { subject: string; words: string },
): Promise<void> {
  const { title } = await findPoll(ctx, pollId);
  const page = pollPage(ctx, pollId);
  await writeToFollowers(ctx, pollId, {
    subject: `${letter.subject}: ${title}`,
    text: [`«${title}». ${letter.words}`, `Подробно: ${page}`, endOfLetter(page)].join('\n\n'),
  });
}
