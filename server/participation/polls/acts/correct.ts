import type { PollCard } from '../../../../shared/contract/participation/polls.ts';
import type * as acts from '../../../../shared/contract/participation/polls-acts.ts';
import type { Question } from '../../../../shared/contract/participation/questionnaire.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { badField } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { readPollCard } from '../card.ts';
import { insertEdition } from '../editions.ts';
import { requireAct } from '../policy.ts';
import { contentOf, lockPoll, tellPollAct, updatePoll } from '../rows.ts';

/** All of a question but its words: what must stay, for answers given before to mean the same. */
const bonesOf = ({ title, hint, lowTitle, highTitle, options, rows, ...bones }: Question): string =>
  JSON.stringify([
    bones,
    options.map(({ id, cost, fileId }) => [id, cost, fileId]),
    rows.map(({ id }) => id),
  ]);

/** Whether two editions ask the same in other words. Pure. */
export const isSameAsked = (one: readonly Question[], other: readonly Question[]): boolean =>
  one.length === other.length &&
  one.every((question, at) => {
    const there = other[at];
    return there !== undefined && bonesOf(question) === bonesOf(there);
  });

/** Route: a misprint in a poll that runs. People see what was put right and why. */
export async function correctPoll(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.correctPoll>,
): Promise<PollCard> {
  const { questions, reason, version } = body;
  const poll = await lockPoll(ctx, { id: params.id, version });
  const rule = requireAct(ctx, poll, 'correct', reason);
  if (!isSameAsked(contentOf(poll).questions, questions))
    throw badField('questions', 'Пока опрос идёт, правят только слова: состав вопросов и вариантов прежний');
  await insertEdition(ctx, { pollId: poll.id, serial: poll.edition + 1, questions, reason });
  await updatePoll(ctx, poll, { questions: JSON.stringify(questions), edition: poll.edition + 1 });
  await tellPollAct(ctx, poll.id, 'correct-poll', { what: rule.what, note: reason });
  return readPollCard(ctx, poll.id);
}
