import type * as contract from '../../../../shared/contract/participation/poll-kiosk.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { isRunning } from '../answering/admit.ts';
import { CODE_MINUTES, makeCode, requireUnusedCode } from '../paper/codes.ts';
import { endKiosk, insertKiosk } from '../paper/kiosks.ts';
import { holdPerson } from '../paper/marks.ts';
import { findPlacePoll, presentPaper, readPlaces } from '../paper/rows.ts';
import { holdPoll, lockPoll, tellPollAct } from '../rows.ts';

/** What the commission of a place does with its kiosk. */

/** Route. */
export async function openKiosk(
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.openKiosk>,
): Promise<RouteReplyInput<typeof contract.openKiosk>> {
  const poll = await lockPoll(ctx, { id: await findPlacePoll(ctx, params.id) });
  if (!isRunning(ctx, poll)) throw new AppError('lib.conflict', 'Киоск открывают, пока голосование идёт.');
  const key = await insertKiosk(ctx, poll, params.id);
  const title = (await readPlaces(ctx, poll.id)).find(({ id }) => id === params.id)?.title ?? '';
  await tellPollAct(ctx, poll.id, 'open-kiosk', { what: `открыт киоск, участок «${title}»` });
  return { link: `/kiosk/${key}`, paper: await presentPaper(ctx, poll) };
}

/** Route. */
export async function closeKiosk(
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.closeKiosk>,
): Promise<RouteReplyInput<typeof contract.closeKiosk>> {
  const ended = await endKiosk(ctx, params.id);
  if (!ended) throw new AppError('lib.not-found', 'Этот киоск уже закрыт. Обновите страницу.');
  const poll = await lockPoll(ctx, { id: ended.poll_id });
  await tellPollAct(ctx, poll.id, 'close-kiosk', { what: `закрыт киоск, участок «${ended.place_title}»` });
  return presentPaper(ctx, poll);
}

/**
 * Route. A code instead of one that was not used: the person mistyped it or came late. Nothing of it stands in the journal, as of a paper
 * ballot.
 */
export async function giveKioskCode(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.giveKioskCode>,
): Promise<RouteReplyInput<typeof contract.giveKioskCode>> {
  const poll = await holdPoll(ctx, params.id);
  if (!isRunning(ctx, poll)) throw new AppError('lib.conflict', 'Коды дают, пока голосование идёт.');
  const place = (await readPlaces(ctx, poll.id)).find(({ id }) => id === body.placeId);
  if (!place) throw badField('placeId', 'Такого участка в этом опросе нет');
  const { markKey, mark } = await holdPerson(ctx, poll, body);
  if (mark?.way === 'paper')
    throw new AppError('lib.conflict', 'Этот человек уже получил бумажный бюллетень.');
  if (mark && mark.placeId !== place.id)
    throw new AppError('lib.conflict', 'Этому человеку уже дали код киоска на другом участке.');
  if (mark?.codeKey) await requireUnusedCode(ctx, poll, mark.codeKey);
  const { code, codeKey } = makeCode(ctx, poll.id);
  await ctx.db
    .insertInto('polls.paper_mark')
    .values({ poll_id: poll.id, mark_key: markKey, place_id: place.id, way: 'kiosk', code_key: codeKey })
    .onConflict((conflict) => conflict.columns(['poll_id', 'mark_key']).doUpdateSet({ code_key: codeKey }))
    .execute();
  return { code, minutes: CODE_MINUTES, paper: await presentPaper(ctx, poll) };
}
