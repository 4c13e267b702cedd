import type { Selectable } from 'kysely';
import type { TallyKey } from '../../../shared/contract/participation/ballots.ts';
import type { BallotsVote } from '../../lib/database/schema.gen.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { PublicKey } from './rsa-pss.ts';

export type VoteRow = Selectable<BallotsVote>;

/** Keys of a row as they are: jsonb has no type. */
export const keysOfVote = (
  row: Pick<VoteRow, 'entry_key' | 'ballot_key' | 'protocol_key' | 'tally_key'>,
) => ({
  entryKey: row.entry_key as unknown as PublicKey,
  ballotKey: row.ballot_key as unknown as PublicKey,
  protocolKey: row.protocol_key as unknown as PublicKey,
  tallyKey: row.tally_key as unknown as TallyKey,
});

export const missingVote = (): AppError =>
  new AppError('lib.not-found', 'Такого тайного голосования нет, или оно ещё не подготовлено.');

/** Undefined before its key was named. */
export const findVote = (ctx: Ctx, pollId: string): Promise<VoteRow | undefined> =>
  ctx.db.selectFrom('ballots.vote').selectAll().where('poll_id', '=', pollId).executeTakeFirst();

export async function lockVote(ctx: Ctx, pollId: string): Promise<VoteRow> {
  const row = await ctx.db
    .selectFrom('ballots.vote')
    .selectAll()
    .where('poll_id', '=', pollId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw missingVote();
  return row;
}

/** What was done with a vote: the journal tells it; nothing of any ballot stands there. */
export const tellVoteAct = (ctx: Ctx, pollId: string, act: string, data: Record<string, unknown> = {}) =>
  ctx.audit({ action: `ballots.${act}`, object: 'vote', objectId: pollId, data });
