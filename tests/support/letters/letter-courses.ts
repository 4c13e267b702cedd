import { reopenCase } from '../../../shared/contract/messages/cases-answers.ts';
import * as moves from '../../../shared/contract/messages/cases-moves.ts';
import { addToMessage, tellWhetherHolds } from '../../../shared/contract/messages/cases-portal.ts';
import { correctAnswer } from '../../../shared/contract/messages/cases-sides.ts';
import { extendTerm, holdTerm, resumeTerm } from '../../../shared/contract/messages/cases-staff.ts';
import { mergeCase, unmergeCase } from '../../../shared/contract/messages/cases-triage.ts';
import { POTHOLE } from '../loop.ts';
import { submitCase } from '../site/cases.ts';
import {
  act,
  answer,
  ask,
  DAY,
  dayAfter,
  dispute,
  forward,
  interim,
  rate,
  reject,
  release,
  sort,
} from './letter-acts.ts';
import { otherCourses } from './letter-ends.ts';
import type { Course } from './letter-lives.ts';

/** How a message may go: every kind of end, and every turn on the way to it. */
const messageCourses: Readonly<Record<string, Course>> = {
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
    const words = { groundId: 'hold-weather', reason: 'Мороз ниже 15 градусов, асфальт не кладут', until };
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

/** Every course there is. */
export const courses: Readonly<Record<string, Course>> = { ...otherCourses, ...messageCourses };

/** Who left no contact is asked nothing, at once or a month after: the program refuses, and such a life does not begin. */
export const needsContact = (name: string): boolean =>
  name.startsWith('вопрос') || name.startsWith('через месяц');
