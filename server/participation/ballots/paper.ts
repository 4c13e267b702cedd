import { createHash, type KeyObject } from 'node:crypto';
import type {
  BallotRefusal,
  takeBallot as takeRoute,
} from '../../../shared/contract/participation/ballots.ts';
import type { takeKioskBallot as kioskRoute } from '../../../shared/contract/participation/poll-kiosk.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { admitKioskVoter, admitVoter, noteComing, personKey, type Voter } from '../polls/index.ts';
import { blindSign } from './blind-sign.ts';
import { openVoteKeys } from './keys.ts';
import { missingVote, type VoteRow } from './rows.ts';

/**
 * Puts the person on the roll, once. The same asked again (its reply was lost) is signed again: it is the same ballot. Another one is
 * refused. True: they were not on it. Plan: the primary key.
 */
async function enterRoll(
  ctx: Ctx,
  pollId: string,
  voter: { personKey: string; requestHash: string; districtId: string | null },
  refusal: string,
): Promise<boolean> {
  const made = await ctx.db
    .insertInto('ballots.voter')
    .values({
      poll_id: pollId,
      person_key: voter.personKey,
      request_hash: voter.requestHash,
      district_id: voter.districtId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('poll_id')
    .executeTakeFirst();
  if (made) return true;
  const there = await ctx.db
    .selectFrom('ballots.voter')
    .select('request_hash')
    .where('poll_id', '=', pollId)
    .where('person_key', '=', voter.personKey)
    .executeTakeFirst();
  if (there?.request_hash === voter.requestHash) return false;
  throw new AppError('lib.conflict', refusal, { details: { why: 'elsewhere' satisfies BallotRefusal } });
}

const takenWords = {
  phone:
    'Вы уже получили бюллетень этого голосования. Он на том устройстве, где вы его заполняли: откройте голосование на нём.',
  kiosk: 'По этому коду бюллетень уже выдан: второй не выдают. Если он не опущен, позовите члена комиссии.',
};

/** The vote, held so that it is not closed meanwhile; those who take ballots do not wait for each other. */
async function holdVote(ctx: Ctx, pollId: string): Promise<VoteRow> {
  const vote = await ctx.db
    .selectFrom('ballots.vote')
    .selectAll()
    .where('poll_id', '=', pollId)
    .forShare()
    .executeTakeFirst();
  if (vote?.state !== 'open') throw missingVote();
  return vote;
}

/** What one who was let in asks to be signed. True: they were not on the roll. */
async function signBlinded(
  ctx: Ctx,
  pollId: string,
  { personId, districtId }: Voter,
  asked: Pick<HandlerInput<typeof takeRoute>['body'], 'entry' | 'ballot'> & { at: keyof typeof takenWords },
): Promise<{ isNew: boolean; signed: RouteReplyInput<typeof takeRoute> }> {
  const vote = await holdVote(ctx, pollId);
  const keys = openVoteKeys(ctx.config, vote);
  const sign = (key: KeyObject, blinded: string) =>
    blindSign(key, Buffer.from(blinded, 'base64url')).toString('base64url');
  const signed = { entry: sign(keys.entry, asked.entry), ballot: sign(keys.ballot, asked.ballot) };
  const entered = {
    personKey: personKey(ctx, pollId, personId),
    requestHash: createHash('sha256').update(`${asked.entry}.${asked.ballot}`).digest('hex'),
    districtId,
  };
  const isNew = await enterRoll(ctx, pollId, entered, takenWords[asked.at]);
  return { isNew, signed };
}

/**
 * Route. The city looks at who asks and signs what it cannot read. Nothing of it stands in the journal: the roll itself says who has
 * taken a ballot, and no moment.
 */
export async function takeBallot(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof takeRoute>,
): Promise<RouteReplyInput<typeof takeRoute>> {
  const voter = await admitVoter(ctx, params.id, body.said);
  const asked = { entry: body.entry, ballot: body.ballot, at: 'phone' as const };
  const { isNew, signed } = await signBlinded(ctx, params.id, voter, asked);
  if (isNew) await noteComing(ctx, params.id, voter.personId);
  return signed;
}

/** Route: the same for whoever came to a kiosk with a code. */
export async function takeKioskBallot(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof kioskRoute>,
): Promise<RouteReplyInput<typeof kioskRoute>> {
  const voter = await admitKioskVoter(ctx, params.token, body.code, body.said);
  const asked = { entry: body.entry, ballot: body.ballot, at: 'kiosk' as const };
  const { signed } = await signBlinded(ctx, voter.pollId, voter, asked);
  return signed;
}
