import { refuseCase } from '../../shared/contract/messages/cases-answers.ts';
import { correctReceipt as correctReceiptRoute } from '../../shared/contract/messages/cases-law.ts';
import { closeForwarded, forwardCase, terminateCase } from '../../shared/contract/messages/cases-moves.ts';
import { decideInterim, splitCase, writeInterim } from '../../shared/contract/messages/cases-sides.ts';
import { askResident, holdTerm } from '../../shared/contract/messages/cases-staff.ts';
import { bulkChange, mergeCase, rejectCase } from '../../shared/contract/messages/cases-triage.ts';
import { bearPartner, stateOf, versionOf } from './births.ts';
import { sendNotice } from './letters.ts';
import { addDays } from './oracle/calendar.ts';
import type { Act, Role } from './oracle/facts.ts';
import { accepted, isReached, keepToken, type Outcome, type Player, skipped } from './player.ts';
import { type Site, topics } from './site.ts';
import {
  approve,
  callBack,
  cookieOf,
  decider,
  outcomeOf,
  releaser,
  sortOut,
  withdrawQuestion,
} from './staff.ts';

export async function answer(site: Site, player: Player, by: Role, signed: boolean): Promise<Outcome> {
  const { status } = await stateOf(site, player.id);
  const appeal = player.life.facts.regime === 'appeal_59fz';
  const isReleased = player.life.end === null && (status === 'answered' || (appeal && status === 'deferred'));
  const released: Awaited<ReturnType<typeof approve>> = isReleased
    ? accepted
    : await approve(site, player, by);
  keepToken(player, 'answer', released.undoToken);
  if (released.kind !== 'accepted' || !appeal) return released;
  const sent = await sendNotice(site, player, 'answer-letter', cookieOf(site, by), signed);
  player.isReleased = sent.kind === 'refused';
  return sent;
}

/** What waits for its author, for an approver or for an executor comes back to the clerk first: from there it is sent. */
async function makeTriageable(site: Site, player: Player): Promise<void> {
  const { id } = player;
  await callBack(site, player);
  await withdrawQuestion(site, player);
  const params = { id };
  const now = await stateOf(site, id);
  const words = { groundId: 'refuse-competence', reason: 'Решает другой орган', whose: 'Другой орган' };
  if (['assigned', 'in_work', 'answer_draft', 'rework'].includes(now.status))
    await site.send(refuseCase, { params, body: { version: now.version, ...words } }, site.cookies.executor);
}

export async function forward(
  site: Site,
  player: Player,
  act: Act & { kind: 'forward' },
  by: Role,
): Promise<Outcome> {
  const appeal = player.life.facts.regime === 'appeal_59fz';
  const params = { id: player.id };
  if (by === 'clerk') await makeTriageable(site, player);
  const groundId = appeal ? 'forward-competence' : 'forward-message';
  const body = {
    version: await versionOf(site, player.id),
    bodyIds: [act.to],
    groundId,
    text: 'Вопрос решает этот орган',
  };
  const sent = await site.send(forwardCase, { params, body }, cookieOf(site, by));
  if (!sent.ok || !appeal) return outcomeOf(sent);
  // Nothing is left to the end of the walk: the notice goes with the forwarding, and the case is closed as forwarded.
  const isTold = player.life.facts.hasAddress && player.life.facts.hasName;
  const close = async () =>
    site.send(
      closeForwarded,
      { params, body: { version: await versionOf(site, player.id), text: 'Принято' } },
      site.cookies.clerk,
    );
  if (act.withoutNotice && isTold) {
    const closed = await close();
    if (closed.ok) return accepted;
    // Refused, as it must be: the notice is sent then, and the walk goes on from there.
    const told = await sendNotice(site, player, 'forward-notice', site.cookies.head);
    player.isToldAfterAll = told.kind === 'accepted';
    return outcomeOf(closed);
  }
  if (isTold && !isReached(player)) return sendNotice(site, player, 'forward-notice', site.cookies.head);
  return accepted;
}

/** ст. 11: the letter that stands in the place of an answer. */
export async function returnWithNotice(
  site: Site,
  player: Player,
  by: Role,
  withoutNotice: boolean,
): Promise<Outcome> {
  const params = { id: player.id };
  if (withoutNotice) {
    const body = { version: await versionOf(site, player.id), ground: 'insult' as const };
    return outcomeOf(await site.send(rejectCase, { params, body }, cookieOf(site, by)));
  }
  return sendNotice(site, player, 'return-notice', cookieOf(site, by === 'clerk' ? 'head' : by));
}

export async function refuse(
  site: Site,
  player: Player,
  act: Act & { kind: 'refuse' },
  by: Role,
): Promise<Outcome> {
  const appeal = player.life.facts.regime === 'appeal_59fz';
  const body = {
    version: await versionOf(site, player.id),
    ground: (act.ground === null && !appeal ? '' : 'no_question') as 'no_question',
  };
  if (!appeal || act.ground === null)
    return outcomeOf(await site.send(rejectCase, { params: { id: player.id }, body }, cookieOf(site, by)));
  if (act.ground === 'no_name_or_address') return skipped('no way to leave without an answer is offered');
  return returnWithNotice(site, player, by, act.withoutNotice);
}

export async function terminate(site: Site, player: Player, by: Role): Promise<Outcome> {
  const body = {
    version: await versionOf(site, player.id),
    groundId: 'terminate-repeated',
    text: 'Ответы от 01.02 № 11 и 03.04 № 12',
  };
  const done = await site.send(terminateCase, { params: { id: player.id }, body }, cookieOf(site, by));
  if (!done.ok) return outcomeOf(done);
  const isTold = player.life.facts.hasAddress && player.life.facts.hasName;
  return isTold && !isReached(player)
    ? sendNotice(site, player, 'termination-notice', site.cookies.head)
    : accepted;
}

export async function pause(site: Site, player: Player, by: Role): Promise<Outcome> {
  const sorted = await sortOut(site, player);
  if (sorted.kind !== 'accepted') return sorted;
  const params = { id: player.id };
  const now = site.now();
  const until = addDays(new Date(now).toISOString().slice(0, 10), 5);
  const body = {
    version: await versionOf(site, player.id),
    groundId: 'hold-weather',
    until,
    reason: 'Работу нельзя вести по погоде',
  };
  return outcomeOf(await site.send(holdTerm, { params, body }, decider(site, player, by)));
}

export async function interim(site: Site, player: Player, by: Role): Promise<Outcome> {
  const sorted = await sortOut(site, player);
  if (sorted.kind !== 'accepted') return sorted;
  const params = { id: player.id };
  const finalOn = addDays(new Date(site.now()).toISOString().slice(0, 10), 20);
  const text = 'Пока сделано начало, остальное — в названный день';
  const written = await site.send(
    writeInterim,
    { params, body: { version: await versionOf(site, player.id), text, finalOn } },
    site.cookies.executor,
  );
  if (!written.ok) return outcomeOf(written);
  const { version, interims } = written.reply as unknown as { version: number; interims: { id: string }[] };
  const at = { id: player.id, interimId: interims.at(-1)!.id };
  const decided = await site.send(
    decideInterim,
    { params: at, body: { version, decision: 'release' } },
    releaser(site, by),
  );
  return outcomeOf(decided);
}

export async function split(site: Site, player: Player, by: Role): Promise<Outcome> {
  const part = (text: string) => ({ text, factId: topics[0], unitId: site.unitId });
  const body = {
    version: await versionOf(site, player.id),
    parts: [part('Первая часть'), part('Вторая часть')],
  };
  const done = await site.send(splitCase, { params: { id: player.id }, body }, cookieOf(site, by));
  if (done.ok) player.isSplit = true;
  return outcomeOf(done);
}

export async function bulk(site: Site, player: Player, inner: Act, by: Role): Promise<Outcome> {
  const cases = [{ id: player.id, version: await versionOf(site, player.id) }];
  const action =
    inner.kind === 'close'
      ? { kind: 'reject' as const, ground: 'no_question' }
      : { kind: 'assign' as const, unitId: site.unitId };
  const done = await site.send(bulkChange, { body: { cases, action, preview: false } }, cookieOf(site, by));
  if (!done.ok) return outcomeOf(done);
  return done.reply.applied === 1 ? accepted : { kind: 'refused', said: done.reply.refused[0]?.reason ?? '' };
}

export async function merge(site: Site, player: Player, by: Role): Promise<Outcome> {
  player.partner ??= await bearPartner(site, player.plan);
  const body = { version: await versionOf(site, player.id), into: player.partner.id };
  const done = await site.send(mergeCase, { params: { id: player.id }, body }, cookieOf(site, by));
  if (done.ok) keepToken(player, 'merge', done.reply.undoToken);
  return outcomeOf(done);
}

/** At ten in the morning of the city, as everything of the walks begins. */
export async function correctReceipt(
  site: Site,
  player: Player,
  act: Act & { kind: 'correct_receipt' },
  by: Role,
): Promise<Outcome> {
  const body = {
    version: await versionOf(site, player.id),
    receivedAt: `${act.to}T05:00:00.000Z`,
    ground: act.ground ? 'На конверте штемпель приёмной' : '',
  };
  return outcomeOf(
    await site.send(correctReceiptRoute, { params: { id: player.id }, body }, cookieOf(site, by)),
  );
}

export async function ask(site: Site, player: Player, by: Role): Promise<Outcome> {
  const body = { version: await versionOf(site, player.id), text: 'Уточните, где это?' };
  return outcomeOf(await site.send(askResident, { params: { id: player.id }, body }, cookieOf(site, by)));
}
