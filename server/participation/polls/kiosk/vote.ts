import { identityLevels } from '../../../../shared/contract/base/identity.ts';
import type * as contract from '../../../../shared/contract/participation/poll-kiosk.ts';
import type { Said } from '../../../../shared/contract/participation/questionnaire.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { type Admitted, isRunning, requireEligible, type Voter, voterOf } from '../answering/admit.ts';
import { takeAnswers } from '../answering/take.ts';
import { findCodeHolder } from '../paper/codes.ts';
import { findKiosk, type KioskRow, voteIsOver } from '../paper/kiosks.ts';
import { isOnRoll } from '../roll.ts';
import { contentOf, findPoll, holdPoll, type PollRow } from '../rows.ts';

/** What people do at a kiosk. How they come is not summed (signs/note.ts): all come from one device, one after another. */

/** The commission has seen a document: nobody is known better. */
const seenByCommission = identityLevels.at(-1) ?? 'anonymous';

function requireOpenKiosk(ctx: Ctx, poll: PollRow): void {
  if (isRunning(ctx, poll)) return;
  if (poll.state !== 'paused') throw voteIsOver();
  throw new AppError('lib.conflict', `Голосование приостановлено: ${poll.reason}. Позовите члена комиссии.`);
}

interface Came {
  kiosk: KioskRow;
  poll: PollRow;
  personId: string;
}

/** Who came with this code; they are held. */
async function comeBy(ctx: Ctx, key: string, code: string): Promise<Came> {
  const kiosk = await findKiosk(ctx, key);
  const poll = await holdPoll(ctx, kiosk.poll_id);
  requireOpenKiosk(ctx, poll);
  const personId = await findCodeHolder(ctx, { pollId: poll.id, placeId: kiosk.place_id }, code);
  return { kiosk, poll, personId };
}

async function admitAtKiosk(ctx: Ctx, key: string, code: string, said: Said): Promise<Admitted> {
  const { poll, personId } = await comeBy(ctx, key, code);
  const content = contentOf(poll);
  requireEligible(ctx, poll, content, { level: seenByCommission, said });
  return { poll, content, personId };
}

/** Lets whoever came with a code to the ballot of a secret vote, or says why not. */
export async function admitKioskVoter(
  ctx: Ctx,
  key: string,
  code: string,
  said: Said,
): Promise<Voter & { pollId: string }> {
  const admitted = await admitAtKiosk(ctx, key, code, said);
  return { ...voterOf(admitted, said), pollId: admitted.poll.id };
}

/** Route. */
export async function readKiosk(
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.readKiosk>,
): Promise<RouteReplyInput<typeof contract.readKiosk>> {
  const kiosk = await findKiosk(ctx, params.token);
  const poll = await findPoll(ctx, kiosk.poll_id);
  return {
    pollId: poll.id,
    title: poll.title,
    place: kiosk.place_title,
    until: kiosk.until.toISOString(),
  };
}

/** Route. */
export async function checkKioskCode(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.checkKioskCode>,
): Promise<RouteReplyInput<typeof contract.checkKioskCode>> {
  const { poll, personId } = await comeBy(ctx, params.token, body.code);
  if (await isOnRoll(ctx, poll, personId))
    throw new AppError('lib.conflict', 'По этому коду уже проголосовали: он годится один раз.');
  return { isGood: true };
}

/** Route. */
export async function answerAtKiosk(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.answerAtKiosk>,
): Promise<RouteReplyInput<typeof contract.answerAtKiosk>> {
  await takeAnswers(ctx, await admitAtKiosk(ctx, params.token, body.code, body.said), body);
  return { isTaken: true };
}
