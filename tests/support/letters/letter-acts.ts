import { decideAnswer, draftAnswer, takeToWork } from '../../../shared/contract/messages/cases-answers.ts';
import * as moves from '../../../shared/contract/messages/cases-moves.ts';
import { disputeRejection, rateMessage } from '../../../shared/contract/messages/cases-portal.ts';
import { decideInterim, writeInterim } from '../../../shared/contract/messages/cases-sides.ts';
import { askResident, changeRegime } from '../../../shared/contract/messages/cases-staff.ts';
import { rejectCase, triageCase } from '../../../shared/contract/messages/cases-triage.ts';
import { getAppeal } from '../../../shared/contract/messages/office.ts';
import {
  makeDocument,
  sendDocument,
  signDocument,
} from '../../../shared/contract/messages/office-documents.ts';
import { POTHOLE } from '../loop.ts';
import { readCard } from '../site/cases.ts';
import type { LetterTown, Person } from './letter-lives.ts';

export const DAY = 24;

export async function act(town: LetterTown, { number }: Person) {
  const card = await readCard(town.server, number, town.crew.operator);
  const at = (more: object) => ({
    params: { id: card.id },
    body: { version: card.version, ...more } as never,
  });
  return { card, at };
}

export async function sort(town: LetterTown, author: Person): Promise<void> {
  const { at } = await act(town, author);
  await town.server.call(triageCase, at({ factId: POTHOLE }), town.crew.operator);
  await town.pass(1);
  await take(town, author);
}

export async function take(town: LetterTown, author: Person): Promise<void> {
  const { at } = await act(town, author);
  await town.server.call(takeToWork, at({}), town.crew.executor);
  await town.pass(1);
}

export async function release(town: LetterTown, author: Person, more: object = {}): Promise<void> {
  const { at } = await act(town, author);
  const text = `Яму заделали литым асфальтом, площадь 4 м². Сообщение № ${author.number}.`;
  const answer = { text, outcome: 'solved', submit: true, ...more };
  const sent = await town.server.call(draftAnswer, at(answer), town.crew.executor);
  const answerId = sent.answers.at(-1)!.id;
  await town.server.call(
    decideAnswer,
    { params: { id: sent.id, answerId }, body: { version: sent.version, decision: 'approve' } },
    town.crew.approver,
  );
  await town.pass(1);
}

export async function answer(town: LetterTown, author: Person): Promise<void> {
  await sort(town, author);
  await release(town, author);
}

export async function rate(town: LetterTown, author: Person, resolved: 'yes' | 'no'): Promise<void> {
  const body = { score: resolved === 'yes' ? 5 : 1, resolved, comment: 'Так и есть' };
  await town.server.call(rateMessage, { params: { number: author.number }, query: { k: author.key }, body });
  await town.pass(1);
}

export async function reject(town: LetterTown, author: Person): Promise<void> {
  const { at } = await act(town, author);
  await town.server.call(rejectCase, at({ ground: 'spam' }), town.crew.operator);
  await town.pass(1);
}

export async function ask(town: LetterTown, author: Person): Promise<void> {
  const { at } = await act(town, author);
  await town.server.call(askResident, at({ text: 'У какого подъезда яма?' }), town.crew.operator);
  await town.pass(1);
}

export async function forward(town: LetterTown, author: Person, groundId = 'forward-message'): Promise<void> {
  const { bodies } = await town.server.call(moves.listBodies, {}, town.crew.operator);
  const { at } = await act(town, author);
  const to = { bodyIds: [bodies[0]!.id], groundId, text: 'Дорога областная' };
  await town.server.call(moves.forwardCase, at(to), town.crew.operator);
  await town.pass(1);
}

export async function interim(town: LetterTown, author: Person, finalOn: string): Promise<void> {
  const { at } = await act(town, author);
  const written = await town.server.call(
    writeInterim,
    at({ text: 'Заказали асфальт', finalOn }),
    town.crew.executor,
  );
  const params = { id: written.id, interimId: written.interims.at(-1)!.id };
  const body = { version: written.version, decision: 'release' as const };
  await town.server.call(decideInterim, { params, body }, town.crew.approver);
  await town.pass(1);
}

export async function dispute(town: LetterTown, author: Person): Promise<void> {
  const input = { params: { number: author.number }, query: { k: author.key } };
  await town.server.call(disputeRejection, { ...input, body: { text: 'Это не рассылка' } });
  await town.pass(1);
}

/** A day so many days after the clock of the town. */
export const dayAfter = (town: LetterTown, days: number): string =>
  new Date(town.now() + days * DAY * 3_600_000).toISOString().slice(0, 10);

/** By another legal order: what was said to be a message turns out to be an appeal. */
export async function toAppeal(town: LetterTown, author: Person, signs: string[] = []): Promise<void> {
  const { card, at } = await act(town, author);
  if (card.regime === 'appeal_59fz' && signs.length === 0) return;
  const ground = 'Подписано и подано как обращение';
  await town.server.call(changeRegime, at({ regime: 'appeal_59fz', signs, ground }), town.crew.operator);
  await town.pass(1);
}

/** A letter of the office about an appeal, signed by the head and sent: by e-mail where one is known, else by post. */
export async function sendPaper(town: LetterTown, author: Person, kind: string): Promise<void> {
  const { card } = await act(town, author);
  const clerk = town.crew.operator;
  const made = { params: { id: card.id }, body: { kind: kind as never } };
  const { documents } = await town.server.call(makeDocument, made, clerk);
  const { id, version } = documents.find((paper) => paper.kind === kind)!;
  await town.server.call(signDocument, { params: { id }, body: { version } }, town.chair);
  const signed = await town.server.call(getAppeal, { params: { number: author.number } }, clerk);
  const how = author.channel === 'email' ? ('email' as const) : ('post' as const);
  const body = { version: signed.documents.find((paper) => paper.id === id)!.version, how };
  await town.server.call(sendDocument, { params: { id }, body }, clerk);
  await town.pass(1);
}
