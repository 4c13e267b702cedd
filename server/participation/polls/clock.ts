import { z } from 'zod';
import type { Question } from '../../../shared/contract/participation/questionnaire.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import { closePoll } from './acts/close.ts';
import { ballotBox } from './ballot-box.ts';
import { insertEdition } from './editions.ts';
import { pollClosed, pollOpened } from './events.ts';
import { pollRulesToday } from './pack.ts';
import { countPollJob } from './results/count-job.ts';
import { contentOf, lockPoll, tellPollAct, updatePoll } from './rows.ts';
import { beginPulse } from './signs/note.ts';

/** Each minute: polls open and close by their own times, and what is closed is counted. */
export const clockJob = defineJob('polls.by-the-clock', z.object({}));

/** Plans: poll_opens, poll_closes, poll_counted. */
export async function turnPolls(ctx: Ctx): Promise<void> {
  await openDue(ctx);
  await closeDue(ctx);
  // One whose count was cut off is counted again.
  const waiting = await ctx.db.selectFrom('polls.poll').select('id').where('state', '=', 'closed').execute();
  for (const { id } of waiting)
    ctx.enqueue(countPollJob, { pollId: id }, { key: `${countPollJob.name}:${id}` });
}

/** A budget is shared out by the rule of the day people are asked. */
const withRule = (ctx: Ctx, question: Question): Question =>
  question.kind === 'budget' ? { ...question, whenShort: pollRulesToday(ctx).budget.whenShort } : question;

async function openDue(ctx: Ctx): Promise<void> {
  const due = await ctx.db
    .selectFrom('polls.poll')
    .select('id')
    .where('state', '=', 'announced')
    .where('opens_at', '<=', ctx.now)
    .orderBy('id')
    .execute();
  for (const { id } of due) {
    const poll = await lockPoll(ctx, { id });
    if (poll.state !== 'announced') continue;
    const questions = contentOf(poll).questions.map((question) => withRule(ctx, question));
    const serial = poll.edition + 1;
    await insertEdition(ctx, { pollId: id, serial, questions });
    if (poll.kind === 'vote') await ctx.ports.find(ballotBox)?.open(ctx, id, questions);
    await updatePoll(ctx, poll, {
      state: 'open',
      edition: serial,
      opened_at: ctx.now,
      questions: JSON.stringify(questions),
    });
    await beginPulse(ctx, id);
    await tellPollAct(ctx, id, 'open-poll', { what: 'открыт' });
    ctx.announce(pollOpened, { pollId: id });
  }
}

async function closeDue(ctx: Ctx): Promise<void> {
  const due = await ctx.db
    .selectFrom('polls.poll')
    .select('id')
    .where('state', 'in', ['open', 'paused'])
    .where('closes_at', '<=', ctx.now)
    .orderBy('id')
    .execute();
  for (const { id } of due) {
    const poll = await lockPoll(ctx, { id });
    if (poll.state !== 'open' && poll.state !== 'paused') continue;
    await closePoll(ctx, poll);
    await tellPollAct(ctx, id, 'close-poll', { what: 'закрыт' });
    ctx.announce(pollClosed, { pollId: id });
  }
}
