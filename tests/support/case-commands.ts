import { randomUUID } from 'node:crypto';
import type { MoveName } from '../../server/messages/cases/core/workflow.ts';
import * as answersContract from '../../shared/contract/messages/cases-answers.ts';
import * as movesContract from '../../shared/contract/messages/cases-moves.ts';
import * as sidesContract from '../../shared/contract/messages/cases-sides.ts';
import * as staffContract from '../../shared/contract/messages/cases-staff.ts';
import * as triageContract from '../../shared/contract/messages/cases-triage.ts';
import type { Route } from '../../shared/contract/route.ts';

/** What staff may do with a case, each command as its route, with what it sends and the moves of the table it makes. */

export const POTHOLE = 'roads.pavement.pothole';

export const NOW = '2026-11-24T09:00:00Z';

export const answerId = randomUUID();

export const linkToken = 'link-of-the-matrix-0123456789-abcdefghij';

export interface Command {
  /** Name under which the card offers it. */
  offer: string;
  route: Route;
  params?: Record<string, string>;
  body: Record<string, unknown>;
  /** Moves of the table it makes. */
  moves: MoveName[];
  isVersioned?: false;
}

export const answer = { text: 'Сделали 24.11.2026', outcome: 'solved' };

export const because = { reason: 'Так сложилось' };

export const commands: Command[] = [
  {
    offer: 'triage',
    route: triageContract.triageCase,
    body: { factId: POTHOLE },
    moves: ['assign', 'recoordinate'],
  },
  { offer: 'reject', route: triageContract.rejectCase, body: { ground: 'spam' }, moves: ['reject'] },
  { offer: 'merge', route: triageContract.mergeCase, body: { into: '' }, moves: ['merge'] },
  { offer: 'unmerge', route: triageContract.unmergeCase, body: {}, moves: ['unmerge'] },
  { offer: 'snooze', route: triageContract.snoozeCase, body: { until: '2026-11-25T09:00:00Z' }, moves: [] },
  { offer: 'ask', route: staffContract.askResident, body: { text: 'Где?' }, moves: ['ask'] },
  { offer: 'change', route: staffContract.changeCase, body: { title: 'Яма' }, moves: ['withdraw-from-work'] },
  { offer: 'note', route: staffContract.addNote, body: { text: 'Заметка' }, moves: [], isVersioned: false },
  { offer: 'pass-moderation', route: movesContract.passModeration, body: {}, moves: ['pass-moderation'] },
  {
    offer: 'return-to-moderation',
    route: movesContract.returnToModeration,
    body: because,
    moves: ['return-to-moderation'],
  },
  {
    offer: 'forward',
    route: movesContract.forwardCase,
    body: { bodyIds: [''], groundId: 'forward-competence', text: 'Дорога областная' },
    moves: ['forward'],
  },
  { offer: 'take-back', route: movesContract.takeForwardedBack, body: because, moves: ['forwarded-back'] },
  {
    offer: 'close-forwarded',
    route: movesContract.closeForwarded,
    body: { text: 'Орган принял' },
    moves: ['close-forwarded'],
  },
  { offer: 'resume', route: movesContract.resumeCase, body: { text: 'Дом 14' }, moves: ['resume'] },
  {
    offer: 'terminate',
    route: movesContract.terminateCase,
    body: { groundId: 'terminate-repeated', text: 'Ответы от 01.02 и 03.04' },
    moves: ['terminate'],
  },
  { offer: 'name-complained', route: movesContract.nameComplained, body: {}, moves: [] },
  { offer: 'take', route: answersContract.takeToWork, body: {}, moves: ['take'] },
  {
    offer: 'refuse',
    route: answersContract.refuseCase,
    body: { ...because, groundId: 'refuse-owner', whose: 'Область' },
    moves: ['refuse'],
  },
  {
    offer: 'draft',
    route: answersContract.draftAnswer,
    body: { ...answer, submit: true },
    moves: ['draft', 'redraft', 'submit'],
  },
  decision('agree', ['agree']),
  decision('approve', ['approve', 'defer']),
  decision('return', ['return'], because),
  {
    offer: 'reopen',
    route: answersContract.reopenCase,
    body: { ...because, groundId: 'reopen-undone' },
    moves: ['reopen', 'reopen-closed'],
  },
  {
    offer: 'create-link',
    route: answersContract.createExecutorLink,
    body: {},
    moves: [],
    isVersioned: false,
  },
  {
    offer: 'split',
    route: sidesContract.splitCase,
    body: {
      parts: [
        { text: 'Яма', factId: POTHOLE },
        { text: 'Ещё яма', factId: POTHOLE },
      ],
    },
    moves: [],
  },
  { offer: 'join-parts', route: sidesContract.joinParts, body: {}, moves: [] },
  {
    offer: 'ask-part',
    route: sidesContract.askPart,
    body: { unitId: '', task: 'Смета', dueOn: '2026-11-25' },
    moves: [],
  },
  {
    offer: 'write-interim',
    route: sidesContract.writeInterim,
    body: { text: 'Заказали асфальт', finalOn: '2026-12-01' },
    moves: [],
  },
  {
    offer: 'decide-interim',
    route: sidesContract.decideInterim,
    params: { interimId: randomUUID() },
    body: { decision: 'release' },
    moves: [],
  },
  {
    offer: 'correct',
    route: sidesContract.correctAnswer,
    params: { answerId },
    body: { text: 'Сделали 23.11.2026', reason: 'Дата' },
    moves: [],
  },
  { offer: 'publish', route: staffContract.publishCase, body: { published: true }, moves: [] },
];

export function decision(name: string, moves: MoveName[], more: object = {}): Command {
  const body = { decision: name, ...more };
  return { offer: name, route: answersContract.decideAnswer, params: { answerId }, body, moves };
}
