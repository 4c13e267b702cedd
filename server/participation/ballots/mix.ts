import { sql } from 'kysely';
import { z } from 'zod';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import { pollRulesToday } from '../polls/index.ts';

/**
 * The roll and the box are written anew in batches and in random order, as answers of other polls are (decision 0050): the database's own
 * marks of a row then say that it is one of many.
 */
export const mixBallotsJob = defineJob('ballots.mix', z.object({}));

/** Plans: voter_unmixed, envelope_unmixed. */
export async function mixBallots(ctx: Ctx): Promise<void> {
  const { mixLeast } = pollRulesToday(ctx);
  const { rows } = await sql<{ poll_id: string }>`
    SELECT poll_id FROM ballots.envelope WHERE NOT is_mixed GROUP BY poll_id HAVING count(*) >= ${mixLeast}`.execute(
    ctx.db,
  );
  for (const { poll_id: pollId } of rows) {
    // Envelopes of the moment wait: they hold the vote by a share of its lock.
    await ctx.db
      .selectFrom('ballots.vote')
      .select('poll_id')
      .where('poll_id', '=', pollId)
      .forUpdate()
      .execute();
    await sql`
      WITH gone AS (DELETE FROM ballots.voter WHERE poll_id = ${pollId}::uuid AND NOT is_mixed RETURNING *)
      INSERT INTO ballots.voter (poll_id, person_key, request_hash, district_id, is_mixed)
      SELECT poll_id, person_key, request_hash, district_id, true FROM gone ORDER BY random()`.execute(
      ctx.db,
    );
    await sql`
      WITH gone AS (DELETE FROM ballots.envelope WHERE poll_id = ${pollId}::uuid AND NOT is_mixed RETURNING *)
      INSERT INTO ballots.envelope (poll_id, entry, receipt, envelope, is_mixed)
      SELECT poll_id, entry, receipt, envelope, true FROM gone ORDER BY random()`.execute(ctx.db);
  }
}
