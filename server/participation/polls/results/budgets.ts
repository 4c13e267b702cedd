import { z } from 'zod';
import type {
  BudgetFigures,
  PollFigures,
  QuestionFigures,
} from '../../../../shared/contract/participation/poll-figures.ts';
import {
  type Question,
  type shortRules,
  UNSURE,
} from '../../../../shared/contract/participation/questionnaire.ts';
import { must } from '../../../../shared/known.ts';
import { itemAt } from '../../../../shared/lists.ts';
import { allot, type Project, placesOf } from '../../../../shared/text/participation/budget.ts';
import { NONE, sayBudget } from '../../../../shared/text/participation/result-sentences.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { CHOSEN, type Tally } from './tally.ts';

/**
 * Who gets the money of a poll. Places are kept beside the figures: they are of true counts, and a tie is settled after those that are
 * few were hidden.
 */

const projectsKept = z.array(z.object({ id: z.string(), cost: z.number(), place: z.number().nullable() }));
const idsKept = z.array(z.string());

export interface KeptBudget {
  questionId: string;
  total: number;
  whenShort: (typeof shortRules)[number];
  projects: Project[];
  settled: BudgetFigures['settled'];
}

/** Voices of each project. */
function voicesOf({ partitions }: Tally, question: Question): Map<string, number> {
  return new Map(
    partitions
      .filter(({ questionId, part }) => questionId === question.id && part !== NONE && part !== UNSURE)
      .map(({ part, classes, counts }) => [
        part,
        itemAt(counts, classes.indexOf(CHOSEN)).reduce((sum, count) => sum + count, 0),
      ]),
  );
}

/** With the result of a poll: by what the money of its budgets is shared out. */
export async function keepBudgets(
  ctx: Ctx,
  pollId: string,
  questions: readonly Question[],
  tally: Tally,
): Promise<void> {
  const budgets = questions.filter(({ kind }) => kind === 'budget');
  if (budgets.length === 0) return;
  await ctx.db
    .insertInto('polls.budget')
    .values(
      budgets.map((question) => {
        const places = placesOf(voicesOf(tally, question));
        return {
          poll_id: pollId,
          question_id: question.id,
          total: must(question.total, 'the sum of a budget that was asked'),
          when_short: question.whenShort,
          projects: JSON.stringify(
            question.options.map(({ id, cost }) => ({ id, cost: cost ?? 0, place: places.get(id) ?? null })),
          ),
        };
      }),
    )
    .execute();
}

/** Plans: the primary keys. */
export async function readBudgets(ctx: Ctx, pollId: string): Promise<KeptBudget[]> {
  const rows = await ctx.db.selectFrom('polls.budget').selectAll().where('poll_id', '=', pollId).execute();
  const ties = await ctx.db
    .selectFrom('polls.settled_tie')
    .selectAll()
    .where('poll_id', '=', pollId)
    .orderBy('serial')
    .execute();
  return rows.map((row) => ({
    questionId: row.question_id,
    total: Number(row.total),
    whenShort: row.when_short,
    projects: projectsKept.parse(row.projects),
    settled: ties
      .filter(({ question_id: id }) => id === row.question_id)
      .map((tie) => ({
        projects: idsKept.parse(tie.project_ids),
        reason: tie.reason,
        by: tie.by_name,
        at: tie.at.toISOString(),
      })),
  }));
}

export const allotKept = ({ settled, projects, ...rules }: KeptBudget) =>
  allot(
    rules,
    projects,
    settled.map((one) => one.projects),
  );

/** As it is told: in the order of the question, so that it says of no project how many chose it. */
function presentBudget(kept: KeptBudget): BudgetFigures {
  const { funded, left, tied, waiting } = allotKept(kept);
  const stateOf = (id: string): BudgetFigures['projects'][number]['state'] => {
    if (funded.includes(id)) return 'funded';
    if (tied.includes(id)) return 'tied';
    return waiting.includes(id) ? 'waits' : 'left';
  };
  return {
    total: kept.total,
    whenShort: kept.whenShort,
    left,
    projects: kept.projects.map(({ id, cost }) => ({ id, cost, state: stateOf(id) })),
    settled: kept.settled,
  };
}

const isTied = ({ budget }: QuestionFigures): boolean =>
  budget?.projects.some(({ state }) => state === 'tied') ?? false;

/** A question whose money waits for a person; undefined = all is said. */
export const findTied = (figures: PollFigures | null): QuestionFigures | undefined =>
  figures?.questions.find(isTied);

/** A question with who gets its money, where it is of money. */
export function withBudget(question: QuestionFigures, budgets: readonly KeptBudget[]): QuestionFigures {
  const kept = budgets.find(({ questionId }) => questionId === question.id);
  if (question.kind !== 'budget' || !kept) return question;
  const budget = presentBudget(kept);
  return { ...question, budget, sentence: sayBudget(budget) };
}
