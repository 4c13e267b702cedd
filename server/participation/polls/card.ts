import type { PollCard, readPoll as readRoute } from '../../../shared/contract/participation/polls.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { notePoll } from '../../../shared/text/participation/design-notes.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { takenOf } from './answering/quotas.ts';
import { ballotBox } from './ballot-box.ts';
import { pollRulesToday } from './pack.ts';
import { offeredActs } from './policy.ts';
import { findTied } from './results/budgets.ts';
import { readDecision, readFigures } from './results/read.ts';
import { fieldsOf, findPoll, type PollRow } from './rows.ts';

/** How many have answered while it runs: a number alone, no answers. Plan: the primary key of the roll. */
export async function countParticipants(
  ctx: Ctx,
  { id, kind, state }: Pick<PollRow, 'id' | 'kind' | 'state'>,
): Promise<number | null> {
  if (!['open', 'paused', 'closed'].includes(state)) return null;
  if (kind === 'vote') return (await ctx.ports.find(ballotBox)?.countBallots(ctx, id)) ?? null;
  const row = await ctx.db
    .selectFrom('polls.participant')
    .select((build) => build.fn.countAll<number>().as('count'))
    .where('poll_id', '=', id)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Quotas as they fill. Whoever watches one fill learns that somebody of the group has answered, and not what. */
async function readQuotas(
  ctx: Ctx,
  poll: PollRow,
  fields: ReturnType<typeof fieldsOf>,
): Promise<PollCard['quotasTaken']> {
  if (!['open', 'paused'].includes(poll.state)) return [];
  const taken: PollCard['quotasTaken'] = [];
  for (const { side, group } of fields.quotas)
    taken.push({ side, group, taken: await takenOf(ctx, poll.id, { side, group }) });
  return taken;
}

async function countOf(ctx: Ctx, pollId: string): Promise<{ followers: number; waiting: number }> {
  const followers = await ctx.db
    .selectFrom('polls.follower')
    .select((build) => build.fn.countAll<number>().as('count'))
    .where('poll_id', '=', pollId)
    .executeTakeFirstOrThrow();
  const waiting = await ctx.db
    .selectFrom('polls.wording')
    .select((build) => build.fn.countAll<number>().as('count'))
    .where('poll_id', '=', pollId)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  return { followers: followers.count, waiting: waiting.count };
}

/** A poll as staff see it. Figures are those everybody will read: nobody sees more, or sooner than it is counted. */
export async function readPollCard(ctx: Ctx, id: string): Promise<PollCard> {
  const poll = await findPoll(ctx, id);
  const fields = fieldsOf(poll);
  const { followers, waiting } = await countOf(ctx, id);
  const figures = await readFigures(ctx, id);
  const history = await ctx.db
    .selectFrom('polls.event')
    .select(['at', 'by_name', 'what', 'note'])
    .where('poll_id', '=', id)
    .orderBy('serial', 'desc')
    .execute();
  return {
    ...fields,
    id,
    state: poll.state,
    stateAt: poll.state_at.toISOString(),
    reason: poll.reason,
    edition: poll.edition,
    openedAt: poll.opened_at?.toISOString() ?? null,
    closedAt: poll.closed_at?.toISOString() ?? null,
    madeBy: poll.made_by_name,
    madeAt: poll.made_at.toISOString(),
    approvedBy: poll.approved_by_name,
    notes:
      poll.state === 'draft' || poll.state === 'legal-review' ? notePoll(fields, pollRulesToday(ctx)) : [],
    participants: await countParticipants(ctx, poll),
    quotasTaken: await readQuotas(ctx, poll, fields),
    followers,
    figures,
    decision: await readDecision(ctx, id),
    wordingsWaiting: waiting,
    history: history.map((row) => ({
      at: row.at.toISOString(),
      by: row.by_name,
      what: row.what,
      note: row.note,
    })),
    version: poll.version,
    can: offeredActs(ctx, poll).filter((act) => act !== (findTied(figures) ? 'publish' : 'settle')),
  };
}

/** Route. */
export const openPollCard = (ctx: Ctx, { params }: HandlerInput<typeof readRoute>): Promise<PollCard> =>
  readPollCard(ctx, params.id);
