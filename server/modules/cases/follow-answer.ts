import type { Outcome, Status } from '../../../shared/contract/cases.ts';
import { fillTemplate } from '../../../shared/text/answer-templates.ts';
import type { Ctx } from '../../lib/context.ts';
import { AppError } from '../../lib/errors.ts';
import { writeAnswer } from './answers.ts';
import { readDecisionCase } from './decision-case.ts';
import { followersOf, lastAnswer, noteAct, versionOf } from './follow.ts';
import { lockCase } from './move.ts';
import { requireOn } from './reach.ts';
import { templateValues } from './template-values.ts';
import { describeFormer } from './undo.ts';
import { workStatuses } from './workflow.ts';

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
      await answerOne(ctx, file.id, id === leadId, answer);
      done.sent += 1;
    } catch (error) {
      // Thrown before anything of this case was written: by the right, the state or the parts still asked.
      if (!(error instanceof AppError)) throw error;
      done.refused.push({ id, number, reason: error.message });
    }
  }
  return done;
}

async function answerOne(
  ctx: Ctx,
  caseId: string,
  isLead: boolean,
  { text, outcome }: CommonAnswer,
): Promise<void> {
  const file = await lockCase(ctx, caseId);
  const before = await readDecisionCase(ctx, file);
  const former = await lastAnswer(ctx, caseId);
  const draft = former?.state === 'draft' ? { body: former.body, outcome: former.outcome as Outcome } : null;
  const values = await templateValues(ctx, caseId, text);
  await writeAnswer(ctx, file, { text: fillTemplate(text, values), outcome, files: [], submit: true });
  const written = await lastAnswer(ctx, caseId);
  if (isLead || !written) return;
  const version = await versionOf(ctx, caseId);
  await noteAct(ctx, caseId, {
    before: before.version,
    former: { ...describeFormer(before, { ...file, version }), version },
    at: ctx.now.toISOString(),
    answer: { id: written.id, draft },
  });
}
