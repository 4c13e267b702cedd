import { MINUTE } from '../../../../shared/time.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Conversation } from '../../../lib/module/module.ts';
import { runMutation, type Services } from '../../../lib/module/unit-of-work.ts';
import { findDueNetworks, type Lane, openLanes, type Step, takeDueStep, takeStep } from './lane.ts';
import { performStep } from './perform.ts';
import { type Publication, publishRoundJob, wakeRound } from './rows.ts';
import { loseHeld, type Result, settleStep } from './settle.ts';
import { endChange } from './settle-change.ts';

/**
 * A round publishes what is due for so many ms on all its pages, then does the rest (looks, edits, pictures of later posts) for so many:
 * what is left goes to the next, with what has come meanwhile.
 */
const DUE_MS = 15_000;
const REST_MS = 5000;
/** What is spoken of for longer than any exchange lasts was held by a process that is no more, ms. */
const HELD_MS = 10 * MINUTE;

interface Round {
  network: string;
  lanes: Lane[];
}

const caller = {
  actor: { kind: 'system', name: publishRoundJob.name },
  requestId: publishRoundJob.name,
  ip: '',
} as const;

type Take = (ctx: Ctx, lane: Lane) => Promise<Step | null>;

/**
 * One page: each step is marked before it is done and settled after, in a transaction with the mark of the next. False where the page's
 * key was refused: nothing more is tried with it.
 */
async function runLane(services: Services, lane: Lane, take: Take, end: number): Promise<boolean> {
  let result: Result | null = null;
  for (;;) {
    const settled: Result | null = result;
    const next = await runMutation(services, caller, async (ctx) => {
      const { stopsPage } = settled ? await settleStep(ctx, lane, settled) : { stopsPage: false };
      const isOver = stopsPage || performance.now() > end;
      return { stopsPage, step: isOver ? null : await take(ctx, lane) };
    });
    if (!next.step) return !next.stopsPage;
    result = await performStep(services, lane, next.step);
  }
}

/** Gives the pages that may go on. What one of them throws is thrown when all have ended. */
async function runLanes(
  services: Services,
  lanes: readonly Lane[],
  take: Take,
  within: number,
): Promise<Lane[]> {
  const end = performance.now() + within;
  const ended = await Promise.allSettled(lanes.map((lane) => runLane(services, lane, take, end)));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
  return lanes.filter((_, at) => {
    const one = ended[at];
    return one?.status === 'fulfilled' && one.value;
  });
}

/** A round: pages side by side, the posts of each in turn. Marks are kept step by step: what a dead process held is known by its round. */
export const publishing: Conversation<{ network: string; round: string }, Round, 'done'> = {
  async intend(ctx, { network, round }) {
    const lanes = await openLanes(ctx, network, round);
    return lanes.length > 0 ? { network, lanes } : null;
  },
  async call({ lanes }, services) {
    const going = await runLanes(services, lanes, takeDueStep, DUE_MS);
    await runLanes(services, going, takeStep, REST_MS);
    return 'done';
  },
  settle: async (ctx, { network }) => wakeIfDue(ctx, network),
  async lose(ctx, { network, round }) {
    await loseRows(ctx, { round });
    wakeRound(ctx, network);
  },
};

async function wakeIfDue(ctx: Ctx, network: string): Promise<void> {
  if ((await findDueNetworks(ctx, network)).length > 0) wakeRound(ctx, network);
}

/** Marks what a round held, or whoever held it for too long, as what nobody knows the end of. */
async function loseRows(ctx: Ctx, held: { round: string } | { before: Date }): Promise<void> {
  const of = ctx.db
    .selectFrom('networks.publication as publication')
    .innerJoin('networks.page as page', 'page.id', 'publication.page_id')
    .selectAll('publication')
    .select('page.network');
  const publishing = of
    .where('publication.state', '=', 'publishing')
    .where('publication.next_at', 'is', null);
  const changing = of.where('publication.change_state', '=', 'doing');
  const [lost, undone] =
    'round' in held
      ? [
          publishing.where('publication.round_id', '=', held.round),
          changing.where('publication.round_id', '=', held.round),
        ]
      : [
          publishing.where('publication.state_at', '<', held.before),
          changing.where('publication.change_at', '<', held.before),
        ];
  for (const row of await lost.forUpdate('publication').execute()) await loseHeld(ctx, row, row);
  for (const row of await undone.forUpdate('publication').execute()) await loseChange(ctx, row);
}

const loseChange = (ctx: Ctx, publication: Publication): Promise<void> =>
  endChange(ctx, publication, {
    state: 'unknown',
    reason: 'Сервер остановился, пока говорил с сетью',
    nextAt: ctx.now,
  });

/** Job, each minute. */
export async function publishDue(ctx: Ctx): Promise<void> {
  await loseRows(ctx, { before: new Date(ctx.now.getTime() - HELD_MS) });
  for (const network of await findDueNetworks(ctx)) wakeRound(ctx, network);
}
