import { sql } from 'kysely';
import type { PlaybookStep } from '../../../shared/contract/group/practices.ts';
import { addWorkingDays, localDate, localDayEnd } from '../../base/deadlines/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Practice, PracticeSource } from '../../monitoring/conflicts/index.ts';

interface Row {
  id: string;
  title: string;
  block: string | null;
  steps: PlaybookStep[];
}

/** Steps of a practice have working days: each is due as its day ends. */
function toPractice(ctx: Ctx, { id, title, block, steps }: Row): Practice {
  const today = localDate(ctx.now);
  return {
    id,
    title,
    block,
    steps: steps.map(({ text, days }) => ({ text, dueAt: localDayEnd(addWorkingDays(today, days)) })),
  };
}

/** Offered on one conflict. */
const MOST = 5;

/** Practices of the working group as playbooks of a conflict: of its block or of none, those most adopted first. */
export const conflictPractices: PracticeSource = {
  offer: async (ctx, block) => {
    const { rows } = await sql<Row>`
      SELECT id, title, block, steps FROM recommendations.practice
      WHERE block IS NULL OR ${block}::text IS NULL OR block = ${block}
      ORDER BY (block = ${block}) DESC NULLS LAST,
        (SELECT count(*) FROM recommendations.adoption WHERE practice_id = practice.id)
        + (SELECT count(*) FROM conflicts.v_run AS run WHERE run.practice_id = practice.id) DESC, made_at DESC, id
      LIMIT ${MOST}`.execute(ctx.db);
    return rows.map((row) => toPractice(ctx, row));
  },
  find: async (ctx, id) => {
    const { rows } = await sql<Row>`
      SELECT id, title, block, steps FROM recommendations.practice WHERE id::text = ${id}`.execute(ctx.db);
    return rows[0] && toPractice(ctx, rows[0]);
  },
};
