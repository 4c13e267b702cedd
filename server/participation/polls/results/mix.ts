import { sql } from 'kysely';
import { z } from 'zod';
import { type Ctx, defineJob } from '../../../lib/module/context.ts';
import { pollRulesToday } from '../pack.ts';

/**
 * Answers apart from people (decision 0050): a row of the roll and a sheet that were written by one transaction bear its mark in the
 * database's own columns. Batches of both are written anew, in random order and together, so that the mark is one of many.
 */

/** Every ten minutes, for polls that run. */
export const mixJob = defineJob('polls.mix', z.object({}));

/** Mixes what has gathered, where it is a batch. Plan: participant_unmixed. */
export async function mixOpenPolls(ctx: Ctx): Promise<void> {
  const { mixLeast } = pollRulesToday(ctx);
  const { rows } = await sql<{ poll_id: string }>`
    SELECT poll_id FROM polls.participant WHERE NOT is_mixed GROUP BY poll_id HAVING count(*) >= ${mixLeast}`.execute(
    ctx.db,
  );
  for (const { poll_id: pollId } of rows) {
    // Answers of the moment wait: they hold the poll by a share of its lock.
    await ctx.db.selectFrom('polls.poll').select('id').where('id', '=', pollId).forUpdate().execute();
    await sql`
      WITH gone AS (DELETE FROM polls.participant WHERE poll_id = ${pollId}::uuid AND NOT is_mixed RETURNING person_key, repeat_key)
      INSERT INTO polls.participant (poll_id, person_key, repeat_key, is_mixed)
      SELECT ${pollId}::uuid, person_key, repeat_key, true FROM gone ORDER BY random()`.execute(ctx.db);
    await sql`
      WITH gone AS (DELETE FROM polls.sheet WHERE poll_id = ${pollId}::uuid AND NOT is_mixed RETURNING edition, district_id, age_group, answers)
      INSERT INTO polls.sheet (id, poll_id, edition, district_id, age_group, answers, is_mixed)
      SELECT gen_random_uuid(), ${pollId}::uuid, edition, district_id, age_group, answers, true FROM gone ORDER BY random()`.execute(
      ctx.db,
    );
  }
}

/**
 * The poll is counted: its roll is gone, and so are words and exact places in its sheets, which are in another order from now on.
 * `gone` names questions answered by words or a place.
 */
export async function settleSheets(ctx: Ctx, pollId: string, gone: readonly string[]): Promise<void> {
  await ctx.db.deleteFrom('polls.participant').where('poll_id', '=', pollId).execute();
  await ctx.db.deleteFrom('polls.paper_mark').where('poll_id', '=', pollId).execute();
  await sql`
    WITH gone AS (DELETE FROM polls.sheet WHERE poll_id = ${pollId}::uuid RETURNING edition, district_id, age_group, answers)
    INSERT INTO polls.sheet (id, poll_id, edition, district_id, age_group, answers, is_mixed)
    SELECT gen_random_uuid(), ${pollId}::uuid, edition, district_id, age_group, answers - ${[...gone]}::text[], true
    FROM gone ORDER BY random()`.execute(ctx.db);
}
