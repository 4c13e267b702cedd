import { sql } from 'kysely';
import type { SpoiledKind } from '../../../shared/contract/participation/ballots.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { readPaperSums, readVotePoll } from '../polls/index.ts';
import type { VoteRow } from './rows.ts';

/**
 * The protocol of a vote: JSON, signed byte for byte by a key that is destroyed with it. Whatever is changed in it, in the list of receipts
 * or in that of ballots, a recount finds. Its form is told in docs/votes.md for whoever writes a verifier.
 */
export async function writeProtocol(
  ctx: Ctx,
  { poll_id: pollId }: Pick<VoteRow, 'poll_id'>,
  { found, spoiled }: { found: number; spoiled: Partial<Record<SpoiledKind, number>> },
): Promise<string> {
  const { title, closedAt, editions } = await readVotePoll(ctx, pollId);
  const { rows } = await sql<{ taken: number; cast: number; receipts: string; ballots: string }>`
    SELECT (SELECT coalesce(sum(taken), 0)::int FROM ballots.turnout WHERE poll_id = ${pollId}::uuid) AS taken,
      box.cast, box.receipts, found.ballots
    FROM (SELECT count(*)::int AS cast, encode(sha256(convert_to(coalesce(string_agg(receipt, E'\n' ORDER BY receipt), ''), 'UTF8')), 'hex') AS receipts
        FROM ballots.envelope WHERE poll_id = ${pollId}::uuid) AS box,
      (SELECT encode(sha256(convert_to(coalesce(string_agg(id, E'\n' ORDER BY id), ''), 'UTF8')), 'hex') AS ballots
        FROM ballots.ballot WHERE poll_id = ${pollId}::uuid) AS found`.execute(ctx.db);
  const { taken, cast, receipts, ballots } = firstRow(rows);
  return JSON.stringify({
    pollId,
    title,
    closedAt,
    openedAt: ctx.now.toISOString(),
    editions,
    taken,
    cast,
    found,
    spoiled,
    receipts,
    ballots,
    paper: await readPaperSums(ctx, pollId),
  });
}
