import type { Selectable } from 'kysely';
import { type PollFigures, pollFigures } from '../../../../shared/contract/participation/poll-figures.ts';
import type { PollDecision } from '../../../../shared/contract/participation/polls.ts';
import type { DB } from '../../../lib/database/schema.gen.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { readBudgets, withBudget } from './budgets.ts';

/** The one count of a poll: staff and everybody read the same row, with who gets the money of its budgets. Null = not counted yet. */
export async function readFigures(ctx: Ctx, pollId: string): Promise<PollFigures | null> {
  const row = await ctx.db
    .selectFrom('polls.result')
    .select('figures')
    .where('poll_id', '=', pollId)
    .executeTakeFirst();
  if (!row) return null;
  const figures = pollFigures.parse(row.figures);
  if (!figures.questions.some(({ kind }) => kind === 'budget')) return figures;
  const budgets = await readBudgets(ctx, pollId);
  return { ...figures, questions: figures.questions.map((question) => withBudget(question, budgets)) };
}

type DecisionRow = Omit<Selectable<DB['polls.decision']>, 'poll_id' | 'by_name'>;

/** What was decided, as staff and everybody read it; of polls, discussions and initiatives alike. */
export const presentDecision = (row: DecisionRow): PollDecision => ({
  isNeeded: row.is_needed,
  title: row.title,
  words: row.words,
  actTitle: row.act_title,
  actNumber: row.act_number,
  actOn: row.act_on,
  actUrl: row.act_url,
  at: row.at.toISOString(),
});

export async function readDecision(ctx: Ctx, pollId: string): Promise<PollDecision | null> {
  const row = await ctx.db
    .selectFrom('polls.decision')
    .selectAll()
    .where('poll_id', '=', pollId)
    .executeTakeFirst();
  return row ? presentDecision(row) : null;
}
