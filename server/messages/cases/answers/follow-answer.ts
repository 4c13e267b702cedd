import type { Outcome, Status } from '../../../../shared/contract/messages/cases.ts';
import { fillTemplate } from '../../../../shared/text/answer-templates.ts';
import { AppError } from '../../../lib/errors.ts';
import { actingAs, type Ctx } from '../../../lib/module/context.ts';
import { selectAnswers } from '../card/answer-rows.ts';
import { readDecisionCase } from '../card/decision-case.ts';
import { type LockedCase, lockCase } from '../card/move.ts';
import { requireOn } from '../core/reach.ts';
import { workStatuses } from '../core/statuses.ts';
import { followersOf, noteAct } from '../sorting/follow.ts';
import { describeFormer } from '../sorting/undo.ts';
import { writeAnswer } from './answers.ts';
import { templateValues } from './template-values.ts';

export interface CommonAnswer {
  /** May hold {номер}, {адрес}, {имя} and the other fields of templates: each letter gets its own. */
  text: string;
  outcome: Outcome;
}

export interface FanOut {
  sent: number;
  refused: { id: string; number: string; reason: string }[];
}

/** Statuses in which a case takes an answer. */
const takesAnswer: readonly Status[] = workStatuses;

/**
 * One answer to every case of a problem that is in work: each gets a version of its own, with its number, place and name,
 * and goes the usual way through review and approval. What cannot take it now is named with the reason, the rest go on.
 */
export async function answerTogether(ctx: Ctx, leadId: string, answer: CommonAnswer): Promise<FanOut> {
  const followers = await followersOf(ctx, leadId, takesAnswer);
  const done: FanOut = { sent: 0, refused: [] };
  for (const id of [leadId, ...followers].toSorted()) {
    let number = '';
    try {
      const file = await lockCase(ctx, id);
      number = file.number;
      requireOn(ctx.actor, file, 'cases.answer');
      if (!takesAnswer.includes(file.status)) {
        throw new AppError('cases.illegal-transition', 'Дело не в работе: ответ сейчас не принимается.');
      }
      await answerOne(ctx, file, id === leadId, answer);
      done.sent += 1;
    } catch (error) {
      // Thrown before anything of this case was written: by the right, the state or the parts still asked.
      if (!(error instanceof AppError)) throw error;
      done.refused.push({ id, number, reason: error.message });
    }
  }
  return done;
}

/** Statuses in which nobody writes an answer yet, so that a proposed one is in nobody's way. */
const takesProposal: readonly Status[] = ['assigned', 'in_work'];

/**
 * An answer proposed to several cases by a paper that stands above them, signed by its name: each gets a version of its own and goes
 * through review and approval as every other. What the actor may not see, what is answered or written by its executor is named and left.
 */
export async function proposeAnswers(
  ctx: Ctx,
  caseIds: readonly string[],
  answer: CommonAnswer,
  author: string,
): Promise<FanOut> {
  const asPaper = actingAs(ctx, { kind: 'system', name: author });
  const done: FanOut = { sent: 0, refused: [] };
  for (const id of [...caseIds].toSorted()) {
    let number = '';
    try {
      const file = await lockCase(ctx, id);
      number = file.number;
      if (!takesProposal.includes(file.status))
        throw new AppError('cases.illegal-transition', reasonAgainst(file.status));
      await answerOne(asPaper, file, !(await isFollower(ctx, id)), answer);
      done.sent += 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      done.refused.push({ id, number, reason: error.message });
    }
  }
  return done;
}

function reasonAgainst(status: Status): string {
  if (status === 'answered' || status === 'closed') return 'Жителю уже ответили.';
  return ['answer_draft', 'review', 'approval', 'rework'].includes(status)
    ? 'Ответ уже готовит исполнитель.'
    : 'Дело не в работе: сначала назначьте исполнителя.';
}

async function isFollower(ctx: Ctx, id: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('cases.case_file')
    .select('follows_id')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.follows_id != null;
}

async function answerOne(
  ctx: Ctx,
  file: LockedCase,
  isLead: boolean,
  { text, outcome }: CommonAnswer,
): Promise<void> {
  const [before, last, values] = [
    await readDecisionCase(ctx, file),
    (await selectAnswers(ctx, [file.id])).at(-1),
    await templateValues(ctx, file.id, text),
  ];
  const draft = last?.state === 'draft' ? { body: last.body, outcome: last.outcome as Outcome } : null;
  const answer = { text: fillTemplate(text, values), outcome, files: [], submit: true };
  const { answerId, version } = await writeAnswer(ctx, file, answer);
  if (isLead) return;
  await noteAct(ctx, file.id, {
    before: before.version,
    former: describeFormer(before, { ...file, version }),
    at: ctx.now.toISOString(),
    answer: { id: answerId, draft },
  });
}
