import { decideAnswer, draftAnswer, reopenCase, takeToWork } from '../../shared/contract/cases-answers.ts';
import * as moves from '../../shared/contract/cases-moves.ts';
import {
  addToMessage,
  disputeRejection,
  rateMessage,
  tellWhetherHolds,
} from '../../shared/contract/cases-portal.ts';
import { correctAnswer, decideInterim, writeInterim } from '../../shared/contract/cases-sides.ts';
import { askResident, extendTerm, holdTerm, resumeTerm } from '../../shared/contract/cases-staff.ts';
import { mergeCase, rejectCase, triageCase, unmergeCase } from '../../shared/contract/cases-triage.ts';
import { readCard, submitCase } from './cases.ts';
import type { LetterTown, Person } from './letter-lives.ts';
import { POTHOLE } from './loop.ts';

/** One way a message may go, from its registration on; `author` acts by their own link. */
type Course = (town: LetterTown, author: Person) => Promise<void>;

const DAY = 24;

async function act(town: LetterTown, { number }: Person) {
  const card = await readCard(town.server, number, town.crew.operator);
  const at = (more: object) => ({
    params: { id: card.id },
    body: { version: card.version, ...more } as never,
  });
  return { card, at };
}

async function sort(town: LetterTown, author: Person): Promise<void> {
  const { at } = await act(town, author);
  await town.server.call(triageCase, at({ factId: POTHOLE }), town.crew.operator);
  await town.pass(1);
  const taken = await act(town, author);
  await town.server.call(takeToWork, taken.at({}), town.crew.executor);
  await town.pass(1);
}

async function release(town: LetterTown, author: Person, more: object = {}): Promise<void> {
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

async function answer(town: LetterTown, author: Person): Promise<void> {
  await sort(town, author);
  await release(town, author);
}

async function rate(town: LetterTown, author: Person, resolved: 'yes' | 'no'): Promise<void> {
  const body = { score: resolved === 'yes' ? 5 : 1, resolved, comment: 'Так и есть' };
  await town.server.call(rateMessage, { params: { number: author.number }, query: { k: author.key }, body });
  await town.pass(1);
}

async function reject(town: LetterTown, author: Person): Promise<void> {
  const { at } = await act(town, author);
  await town.server.call(rejectCase, at({ ground: 'spam' }), town.crew.operator);
  await town.pass(1);
}

async function ask(town: LetterTown, author: Person): Promise<void> {
  const { at } = await act(town, author);
  await town.server.call(askResident, at({ text: 'У какого подъезда яма?' }), town.crew.operator);
  await town.pass(1);
}

async function forward(town: LetterTown, author: Person): Promise<void> {
  const { bodies } = await town.server.call(moves.listBodies, {}, town.crew.operator);
  const { at } = await act(town, author);
  const to = { bodyIds: [bodies[0]!.id], groundId: 'forward-message', text: 'Дорога областная' };
  await town.server.call(moves.forwardCase, at(to), town.crew.operator);
  await town.pass(1);
}

async function interim(town: LetterTown, author: Person, finalOn: string): Promise<void> {
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

async function dispute(town: LetterTown, author: Person): Promise<void> {
  const input = { params: { number: author.number }, query: { k: author.key } };
  await town.server.call(disputeRejection, { ...input, body: { text: 'Это не рассылка' } });
  await town.pass(1);
}

/** A day so many days after the clock of the town. */
const dayAfter = (town: LetterTown, days: number): string =>
  new Date(town.now() + days * DAY * 3_600_000).toISOString().slice(0, 10);

/** Every kind of end, and every turn on the way to it. */
export const courses: Readonly<Record<string, Course>> = {
  'ответ, «решено»': async (town, author) => {
    await answer(town, author);
    await rate(town, author, 'yes');
  },
  'ответ, молчание': async (town, author) => {
    await answer(town, author);
    await town.pass(5 * DAY);
    await town.pass(4 * DAY);
  },
  'ответ, возврат, новый ответ': async (town, author) => {
    await answer(town, author);
    await rate(town, author, 'no');
    await answer(town, author);
    await rate(town, author, 'yes');
  },
  'ответ исправлен': async (town, author) => {
    await answer(town, author);
    const { card } = await act(town, author);
    const params = { id: card.id, answerId: card.answers.at(-1)!.id };
    const body = { version: card.version, text: 'Яму заделали 23.11.2026.', reason: 'Дата была другой' };
    await town.server.call(correctAnswer, { params, body }, town.crew.approver);
    await town.pass(1);
  },
  'отказ, закрыто': async (town, author) => {
    await reject(town, author);
    await town.pass(9 * DAY);
  },
  'отказ, спор, ответ': async (town, author) => {
    await reject(town, author);
    await dispute(town, author);
    await answer(town, author);
  },
  'отказ, спор, снова отказ': async (town, author) => {
    await reject(town, author);
    await dispute(town, author);
    await reject(town, author);
  },
  'передано, закрыто': async (town, author) => {
    await forward(town, author);
    const { at } = await act(town, author);
    await town.server.call(moves.closeForwarded, at({ text: 'Принято' }), town.crew.operator);
    await town.pass(1);
  },
  'передано, вернулось, ответ': async (town, author) => {
    await forward(town, author);
    const { at } = await act(town, author);
    await town.server.call(moves.takeForwardedBack, at({ reason: 'Дорога городская' }), town.crew.operator);
    await town.pass(1);
    await answer(town, author);
  },
  'вопрос, уточнение, ответ': async (town, author) => {
    await ask(town, author);
    const input = { params: { number: author.number }, query: { k: author.key } };
    await town.server.call(addToMessage, { ...input, body: { text: 'У второго', files: [] } });
    await town.pass(1);
    await answer(town, author);
  },
  'вопрос без ответа': async (town, author) => {
    await ask(town, author);
    await town.pass(7 * DAY);
  },
  'обещание, его день, ответ': async (town, author) => {
    await sort(town, author);
    await release(town, author, { outcome: 'planned', promisedOn: dayAfter(town, 20) });
    await town.pass(18 * DAY);
    await release(town, author);
  },
  'промежуточный ответ, новый день, ответ': async (town, author) => {
    await sort(town, author);
    await interim(town, author, dayAfter(town, 5));
    await interim(town, author, dayAfter(town, 8));
    await release(town, author);
  },
  'срок продлён': async (town, author) => {
    await sort(town, author);
    const { card, at } = await act(town, author);
    const dueOn = new Date(Date.parse(card.deadline!.dueAt) + 3 * 86_400_000).toISOString().slice(0, 10);
    await town.server.call(extendTerm, at({ dueOn, reason: 'Ждём материал' }), town.crew.approver);
    await town.pass(1);
  },
  'срок стоит и идёт снова': async (town, author) => {
    await sort(town, author);
    const { at } = await act(town, author);
    const until = dayAfter(town, 5);
    const words = { groundId: 'hold-weather', reason: 'Мороз', until };
    await town.server.call(holdTerm, at(words), town.crew.approver);
    await town.pass(3 * DAY);
    const held = await act(town, author);
    await town.server.call(resumeTerm, held.at({}), town.crew.approver);
    await town.pass(1);
  },
  'объединено, ответ по главному': async (town, author) => {
    const main = await submitCase(town.server, { factId: POTHOLE, phone: '+79120000099' });
    const lead = { ...author, number: main.number, key: main.trackToken };
    const { card } = await act(town, lead);
    const own = await act(town, author);
    await town.server.call(mergeCase, own.at({ into: card.id }), town.crew.operator);
    await town.pass(1);
    await answer(town, lead);
  },
  'объединено, разъединено': async (town, author) => {
    const main = await submitCase(town.server, { factId: POTHOLE, phone: '+79120000098' });
    const { card } = await act(town, { ...author, number: main.number });
    const own = await act(town, author);
    await town.server.call(mergeCase, own.at({ into: card.id }), town.crew.operator);
    await town.pass(1);
    const merged = await act(town, author);
    await town.server.call(unmergeCase, merged.at({}), town.crew.operator);
    await town.pass(1);
  },
  'закрыто, возобновлено решением': async (town, author) => {
    await answer(town, author);
    await rate(town, author, 'yes');
    const { at } = await act(town, author);
    const words = { reason: 'Яма открылась', groundId: 'reopen-undone' };
    await town.server.call(reopenCase, at(words), town.chair);
    await town.pass(1);
  },
  'через месяц не держится': async (town, author) => {
    await answer(town, author);
    await rate(town, author, 'yes');
    await town.pass(31 * DAY);
    const input = { params: { number: author.number }, query: { k: author.key } };
    await town.server.call(tellWhetherHolds, { ...input, body: { holds: false, comment: 'Просело' } });
    await town.pass(1);
  },
};
