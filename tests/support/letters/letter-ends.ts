import {
  approveEqual,
  decideAnswer,
  draftAnswer,
  listEqual,
  refuseCase,
  undoApproval,
} from '../../../shared/contract/messages/cases-answers.ts';
import {
  createBulkRun,
  getBulkRun,
  startBulkRun,
  undoBulkRun,
} from '../../../shared/contract/messages/cases-bulk.ts';
import * as moves from '../../../shared/contract/messages/cases-moves.ts';
import { listMyConsents, withdrawConsent } from '../../../shared/contract/messages/cases-resident.ts';
import { splitCase } from '../../../shared/contract/messages/cases-sides.ts';
import { changeCase, extendTerm } from '../../../shared/contract/messages/cases-staff.ts';
import { rejectCase, triageCase, undoDecision } from '../../../shared/contract/messages/cases-triage.ts';
import { leaveNamelessAppeal } from '../../../shared/contract/messages/office-documents.ts';
import {
  answerProblem,
  createProblem,
  getProblem,
  takeOut,
} from '../../../shared/contract/messages/problems.ts';
import { POTHOLE } from '../loop.ts';
import { submitCase } from '../site/cases.ts';
import { signInResident } from '../site/sign-in.ts';
import {
  act,
  answer,
  DAY,
  dayAfter,
  forward,
  release,
  sendPaper,
  sort,
  take,
  toAppeal,
} from './letter-acts.ts';
import type { Course, LetterTown, Person } from './letter-lives.ts';

/** Answered as an appeal is: approved, then on paper that the head has signed. */
async function answerAppeal(town: LetterTown, author: Person): Promise<void> {
  await answer(town, author);
  await sendPaper(town, author, 'answer-letter');
}

/** What the law lets be done with an appeal. */
const appealCourses: Readonly<Record<string, Course>> = {
  'обращение, подписанный ответ': async (town, author) => {
    await toAppeal(town, author);
    await answerAppeal(town, author);
    await town.pass(5 * DAY);
  },
  'обращение, обещанный день': async (town, author) => {
    await toAppeal(town, author);
    await sort(town, author);
    await release(town, author, { outcome: 'planned', promisedOn: dayAfter(town, 20) });
    await sendPaper(town, author, 'answer-letter');
    await town.pass(18 * DAY);
  },
  'обращение, переписка прекращена': async (town, author) => {
    await toAppeal(town, author);
    const { at } = await act(town, author);
    const words = { groundId: 'terminate-repeated', text: 'Ответы от 01.02 № И-1 и от 03.04 № И-2' };
    await town.server.call(moves.terminateCase, at(words), town.chair);
    await town.pass(1);
    if (author.channel !== 'none') return;
    await sendPaper(town, author, 'termination-notice');
  },
  'обращение, ответ не даётся: судебное решение': async (town, author) => {
    await toAppeal(town, author, ['court-act']);
    await sendPaper(town, author, 'return-notice');
  },
  'обращение без имени, ответ не даётся': async (town, author) => {
    await toAppeal(town, author, ['no-surname']);
    const { card } = await act(town, author);
    await town.server.call(leaveNamelessAppeal, { params: { id: card.id } }, town.crew.operator);
    await town.pass(1);
  },
  'обращение, передано с уведомлением': async (town, author) => {
    await toAppeal(town, author);
    await forward(town, author, 'forward-competence');
    if (author.channel === 'none') await sendPaper(town, author, 'forward-notice');
    const { at } = await act(town, author);
    await town.server.call(moves.closeForwarded, at({ text: 'Принято' }), town.crew.operator);
    await town.pass(1);
  },
  'обращение, срок продлён': async (town, author) => {
    await toAppeal(town, author);
    await sort(town, author);
    const { card, at } = await act(town, author);
    const dueOn = new Date(Date.parse(card.deadline!.dueAt) + 20 * 86_400_000).toISOString().slice(0, 10);
    await town.server.call(extendTerm, at({ dueOn, reason: 'Запрошены документы' }), town.chair);
    await town.pass(1);
  },
};

/** A second message of the same matter, by somebody with a phone. */
async function other(town: LetterTown, phone: string): Promise<Person> {
  const sent = await submitCase(town.server, { factId: POTHOLE, phone });
  return { role: 'author', channel: 'sms', contact: phone, number: sent.number, key: sent.trackToken };
}

/** The message and another one become a mass problem, led by one of them, and go to the executor together. */
async function gather(town: LetterTown, lead: Person, member: Person): Promise<string> {
  const [{ card: first }, { card: second }] = [await act(town, lead), await act(town, member)];
  const body = { leadId: first.id, caseIds: [second.id] };
  const { id } = await town.server.call(createProblem, { body }, town.crew.operator);
  const { at } = await act(town, lead);
  await town.server.call(triageCase, at({ factId: POTHOLE }), town.crew.operator);
  await town.pass(1);
  return id;
}

async function answerTogether(town: LetterTown, id: string, number: string): Promise<void> {
  const { version } = await town.server.call(getProblem, { params: { id } }, town.crew.executor);
  const text = 'Яму по сообщению № {номер} засыпали 26.11.2026 асфальтом, работы приняты.';
  const body = { version, text, outcome: 'solved' as const };
  await town.server.call(answerProblem, { params: { id }, body }, town.crew.executor);
  const { groups } = await town.server.call(listEqual, {}, town.crew.approver);
  const group = groups.find(({ items }) => items.some((item) => item.number === number))!;
  const items = group.items.map((item) => ({ id: item.id, answerId: item.answerId, version: item.version }));
  await town.server.call(approveEqual, { body: { items, preview: false } }, town.crew.approver);
  await town.pass(1);
}

let phones = 0;
const freshPhone = (): string => {
  phones += 1;
  return `+7914${String(1_000_000 + phones)}`;
};

/** Several messages of one matter. */
const problemCourses: Readonly<Record<string, Course>> = {
  'массовая проблема: главное сообщение': async (town, author) => {
    const member = await other(town, freshPhone());
    await answerTogether(town, await gather(town, author, member), author.number);
  },
  'массовая проблема: одно из прочих': async (town, author) => {
    const lead = await other(town, freshPhone());
    await answerTogether(town, await gather(town, lead, author), author.number);
  },
  'массовая проблема: вынуто, ответ отдельно': async (town, author) => {
    const lead = await other(town, freshPhone());
    const id = await gather(town, lead, author);
    const { card } = await act(town, author);
    const { version } = await town.server.call(getProblem, { params: { id } }, town.crew.operator);
    await town.server.call(
      takeOut,
      { params: { id }, body: { version, caseIds: [card.id] } },
      town.crew.operator,
    );
    await town.pass(1);
    await answer(town, author);
  },
};

async function approve(town: LetterTown, author: Person) {
  const { at } = await act(town, author);
  const text = `Яму заделали, площадь 4 м². Сообщение № ${author.number}.`;
  const written = await town.server.call(
    draftAnswer,
    at({ text, outcome: 'solved', submit: true }),
    town.crew.executor,
  );
  const params = { id: written.id, answerId: written.answers.at(-1)!.id };
  const body = { version: written.version, decision: 'approve' as const };
  return town.server.call(decideAnswer, { params, body }, town.crew.approver);
}

/** What is decided and taken back, or put right on the way. */
const turnCourses: Readonly<Record<string, Course>> = {
  'отказ отменён сразу, ответ': async (town, author) => {
    const { at } = await act(town, author);
    const done = await town.server.call(rejectCase, at({ ground: 'spam' }), town.crew.operator);
    await town.server.call(undoDecision, { body: { undoToken: done.undoToken! } }, town.crew.operator);
    await town.pass(1);
    await answer(town, author);
  },
  'отказ многим отменён через минуты, ответ': async (town, author) => {
    const body = { filter: { q: author.number }, action: { kind: 'reject', ground: 'spam' } as const };
    const { id } = await town.server.call(createBulkRun, { body }, town.crew.operator);
    await town.pass(0);
    await town.server.call(startBulkRun, { params: { id } }, town.crew.operator);
    await town.pass(0);
    await town.pass(0.05);
    const run = await town.server.call(getBulkRun, { params: { id } }, town.crew.operator);
    if (run.done !== 1) throw new Error(`Действие над многими: сделано ${run.done} вместо 1`);
    await town.server.call(undoBulkRun, { params: { id } }, town.crew.operator);
    await town.pass(0);
    await town.pass(1);
    await answer(town, author);
  },
  'утверждение отменено, утверждено снова': async (town, author) => {
    await sort(town, author);
    const done = await approve(town, author);
    await town.server.call(undoApproval, { body: { undoToken: done.undoToken! } }, town.crew.approver);
    await town.pass(1);
    const { card } = await act(town, author);
    const params = { id: card.id, answerId: card.answers.at(-1)!.id };
    const body = { version: card.version, decision: 'approve' as const };
    await town.server.call(decideAnswer, { params, body }, town.crew.approver);
    await town.pass(1);
  },
  'не тот исполнитель, другой, ответ': async (town, author) => {
    await sort(town, author);
    const { at } = await act(town, author);
    const words = { groundId: 'refuse-competence', reason: 'Не наша дорога', whose: 'Другой отдел' };
    await town.server.call(refuseCase, at(words), town.crew.executor);
    await town.pass(1);
    await answer(town, author);
  },
  'тема исправлена, срок другой': async (town, author) => {
    await sort(town, author);
    const { at } = await act(town, author);
    await town.server.call(changeCase, at({ factId: 'roads.pavement.flooding' }), town.crew.operator);
    await town.pass(1);
  },
  'разделено на части, общий ответ': async (town, author) => {
    const { at } = await act(town, author);
    const parts = [
      { text: 'Заделать яму', factId: POTHOLE },
      { text: 'Убрать щебень', factId: POTHOLE },
    ];
    const whole = await town.server.call(splitCase, at({ parts }), town.crew.operator);
    await town.pass(1);
    for (const { number } of whole.children) {
      await take(town, { ...author, number });
      await release(town, { ...author, number });
    }
    const { card } = await act(town, author);
    const last = card.answers.at(-1)!;
    await town.server.call(
      decideAnswer,
      { params: { id: card.id, answerId: last.id }, body: { version: card.version, decision: 'approve' } },
      town.crew.approver,
    );
    await town.pass(1);
  },
  'согласие отозвано, передано, закрыто': async (town, author) => {
    if (author.channel !== 'none') {
      const cookie = await signInResident(town.server, author.contact);
      const { consents } = await town.server.call(listMyConsents, {}, cookie);
      const { contactId } = consents.find(({ number }) => number === author.number)!;
      await town.server.call(withdrawConsent, { params: { contactId }, body: { scope: 'all' } }, cookie);
    }
    await forward(town, author);
    const { at } = await act(town, author);
    await town.server.call(moves.closeForwarded, at({ text: 'Принято' }), town.crew.operator);
    await town.pass(1);
  },
};

/** Whether a course is one of an appeal: of who wrote on paper it begins as one. */
export const isOfAppeal = (name: string): boolean => Object.hasOwn(appealCourses, name);

export const otherCourses = { ...appealCourses, ...problemCourses, ...turnCourses };
