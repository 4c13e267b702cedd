import { sql } from 'kysely';
import type { Ctx } from '../../lib/context.ts';
import { listTemplates } from './answer-templates.ts';
import { templateShare } from './shingles.ts';

/** Answers compared, and characters of each: enough to know a copy, little enough to take milliseconds. */
const COMPARED = 60;
const COMPARED_LENGTH = 2000;

export interface Likeness {
  likeness: number | null;
  likenessNumber: string | null;
  templateShare: number | null;
  templateTitle: string | null;
}

interface Compared {
  id: string;
  executor_unit_id: string | null;
  fact_id: string | null;
}

/**
 * How like the unit's latest released answers and the topic's templates a text is. Plan: answer_of_unit backwards, 60
 * rows; templates of one topic by their index.
 */
export async function measureLikeness(ctx: Ctx, file: Compared, text: string): Promise<Likeness> {
  const [{ rows }, templates] = await Promise.all([
    sql<{ likeness: number; number: string }>`
      SELECT similarity(left(earlier.body, ${COMPARED_LENGTH}), left(${text}, ${COMPARED_LENGTH})) AS likeness, number
      FROM (SELECT body, case_id FROM cases.answer
            WHERE author_unit_id = ${file.executor_unit_id} AND state = 'released' AND case_id <> ${file.id}
            ORDER BY created_at DESC LIMIT ${COMPARED}) AS earlier
      JOIN cases.case_file ON cases.case_file.id = earlier.case_id
      ORDER BY likeness DESC LIMIT 1`.execute(ctx.db),
    listTemplates(ctx, file.fact_id),
  ]);
  const shares = templates.map(({ title, text: template }) => ({
    title,
    share: templateShare(text, template),
  }));
  const nearest = shares.toSorted((a, b) => b.share - a.share)[0];
  return {
    likeness: rows[0]?.likeness ?? null,
    likenessNumber: rows[0]?.number ?? null,
    templateShare: nearest?.share ?? null,
    templateTitle: nearest?.title ?? null,
  };
}
