import type * as contract from '../../../../shared/contract/participation/poll-paper.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { checkPaper, whyNotOnPaper } from '../../../../shared/text/participation/paper-sums.ts';
import { claimFiles } from '../../../base/files/index.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import { actorRef, type Ctx, nameOfActor } from '../../../lib/module/context.ts';
import { requireOtherPerson } from '../../../lib/module/two-people.ts';
import { ballotBox } from '../ballot-box.ts';
import { contentOf, findPoll, holdPoll, lockPoll, tellPollAct } from '../rows.ts';
import { markPaper, requireNothingOf, unmarkPaper } from './marks.ts';
import {
  findPlacePoll,
  isBeforeCount,
  isBeforeOpening,
  missingPlace,
  presentPaper,
  readPlaces,
} from './rows.ts';

type Reply = Promise<contract.PollPaper>;

/** Route. */
export const readPaper = async (ctx: Ctx, { params }: HandlerInput<typeof contract.readPaper>): Reply =>
  presentPaper(ctx, await findPoll(ctx, params.id));

/** Route. */
export async function setPlaces(ctx: Ctx, { params, body }: HandlerInput<typeof contract.setPlaces>): Reply {
  const poll = await lockPoll(ctx, { id: params.id });
  if (!isBeforeOpening(poll))
    throw new AppError('lib.conflict', 'Участки называют до открытия: потом на них уже голосуют.');
  const titles = [...new Set(body.titles.map((title) => title.trim()))];
  const whyNot = whyNotOnPaper({ ...contentOf(poll), isWeighted: poll.is_weighted });
  if (titles.length > 0 && whyNot) throw badField('titles', `${whyNot}.`);
  await ctx.db.deleteFrom('polls.place').where('poll_id', '=', poll.id).execute();
  if (titles.length > 0)
    await ctx.db
      .insertInto('polls.place')
      .values(titles.map((title, at) => ({ id: newId(), poll_id: poll.id, serial: at + 1, title })))
      .execute();
  await tellPollAct(ctx, poll.id, 'set-places', { what: `участков для бумаги: ${titles.length}` });
  return presentPaper(ctx, poll);
}

/** Route. Nothing of it stands in the journal: the roll itself says who has taken a ballot, and no moment. */
export async function givePaper(ctx: Ctx, { params, body }: HandlerInput<typeof contract.givePaper>): Reply {
  const poll = await holdPoll(ctx, params.id);
  if (poll.state !== 'open' || poll.closes_at === null || poll.closes_at <= ctx.now)
    throw new AppError('lib.conflict', 'Бюллетени выдают, пока голосование идёт.');
  const places = await readPlaces(ctx, poll.id);
  if (!places.some(({ id }) => id === body.placeId))
    throw badField('placeId', 'Такого участка в этом опросе нет');
  await markPaper(ctx, poll, body.placeId, body);
  return presentPaper(ctx, poll);
}

/**
 * Route. While the vote runs, and after it until the protocol of the place is entered: its numbers were compared with the marks, which do not
 * change under it any more. The poll is held, so that no protocol is entered meanwhile. The journal has the place and the reason alone.
 */
export async function takeBackPaper(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.takeBackPaper>,
): Reply {
  const poll = await lockPoll(ctx, { id: params.id });
  if (!isBeforeCount(poll))
    throw new AppError('lib.conflict', 'Отметки снимают, пока голосование идёт или ещё не подсчитано.');
  const place = (await readPlaces(ctx, poll.id)).find(({ id }) => id === body.placeId);
  if (!place) throw badField('placeId', 'Такого участка в этом опросе нет');
  if (place.serial !== null)
    throw new AppError(
      'lib.conflict',
      'Протокол этого участка уже внесён: его числа сверены с отметками, и отметки больше не снимают.',
    );
  requireNothingOf(body, body.reason);
  const way = await unmarkPaper(ctx, poll, place.id, body);
  await tellPollAct(ctx, poll.id, 'take-back-paper', {
    what: `снята отметка о ${way === 'paper' ? 'бумажном бюллетене' : 'коде киоска'}, участок «${place.title}»`,
    note: body.reason,
  });
  return presentPaper(ctx, poll);
}

/** The place with its poll, which is held: it is not counted meanwhile. */
async function holdPlace(ctx: Ctx, placeId: string) {
  const poll = await lockPoll(ctx, { id: await findPlacePoll(ctx, placeId) });
  if (poll.state !== 'closed')
    throw new AppError(
      'lib.conflict',
      'Протоколы участков вносят, когда голосование закрыто и ещё не подсчитано.',
    );
  // The signed protocol of a vote holds the numbers of its paper: they may not differ from it.
  if (poll.kind === 'vote' && (await ctx.ports.find(ballotBox)?.isOpened(ctx, poll.id)))
    throw new AppError('lib.conflict', 'Ящик уже вскрыт, протокол голосования подписан вместе с бумагой.');
  const place = (await readPlaces(ctx, poll.id)).find(({ id }) => id === placeId);
  if (!place) throw missingPlace();
  return { poll, place };
}

/** Route: numbers that do not add up are refused with words; a correction is a new version, and is confirmed anew. */
export async function enterProtocol(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.enterProtocol>,
): Reply {
  const { poll, place } = await holdPlace(ctx, params.id);
  const last = place.serial ?? 0;
  if (last !== body.seen)
    throw new AppError('lib.conflict', 'Протокол этого участка успели внести. Обновите страницу и сверьте.');
  if (last > 0 && body.reason.trim().length < 5)
    throw badField('reason', 'Напишите, почему протокол вносят заново');
  const wrong = checkPaper(contentOf(poll).questions, body.numbers, place.given);
  if (Object.keys(wrong).length > 0)
    throw new AppError('lib.bad-input', 'Числа протокола не сходятся: исправьте отмеченное.', {
      fields: Object.fromEntries(
        Object.entries(wrong).map(([name, words]) => [`numbers.${name}`, words ?? '']),
      ),
    });
  const [file] = await claimFiles(ctx, [body.file]);
  if (!file) throw badField('file', 'Приложите скан протокола');
  await ctx.db
    .insertInto('polls.place_protocol')
    .values({
      place_id: place.id,
      serial: last + 1,
      poll_id: poll.id,
      numbers: JSON.stringify(body.numbers),
      file_id: file.id,
      reason: last === 0 ? '' : body.reason.trim(),
      at: ctx.now,
      by: actorRef(ctx.actor),
      by_name: nameOfActor(ctx),
    })
    .execute();
  await tellPollAct(ctx, poll.id, 'enter-protocol', {
    what:
      last === 0 ? `внесён протокол участка «${place.title}»` : `исправлен протокол участка «${place.title}»`,
    note: last === 0 ? '' : body.reason.trim(),
  });
  return presentPaper(ctx, poll);
}

/** Route. Once all are confirmed the poll is counted: the clock finds it within a minute. */
export async function confirmProtocol(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.confirmProtocol>,
): Reply {
  const { poll, place } = await holdPlace(ctx, params.id);
  if (place.serial === null) throw new AppError('lib.conflict', 'Протокола этого участка ещё нет.');
  if (place.serial !== body.serial)
    throw new AppError('lib.conflict', 'Протокол успели исправить. Обновите страницу и сверьте заново.');
  if (place.confirmed_at) throw new AppError('lib.conflict', 'Этот протокол уже подтверждён.');
  requireOtherPerson(ctx.actor, place.by, 'Протокол подтверждает другой человек, не тот, кто его внёс.');
  await ctx.db
    .insertInto('polls.place_confirmation')
    .values({ place_id: place.id, serial: place.serial, at: ctx.now, by_name: nameOfActor(ctx) })
    .execute();
  await tellPollAct(ctx, poll.id, 'confirm-protocol', {
    what: `подтверждён протокол участка «${place.title}»`,
  });
  return presentPaper(ctx, poll);
}
