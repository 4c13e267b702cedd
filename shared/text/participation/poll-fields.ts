import { z } from 'zod';
import { type PollFields, pollFields } from '../../contract/participation/polls.ts';
import { notePoll } from './design-notes.ts';

/** Polls as their author describes them: a good one, and one with something changed. */

const fields = z.object(pollFields);
export const twoOptions = [
  { id: 'a', title: 'Титова' },
  { id: 'b', title: 'Суворова' },
];
export const goodPoll = {
  kind: 'survey',
  title: 'Какой двор обновить?',
  matter: 'какой двор благоустроят летом',
  outcome: 'Обязателен для администрации',
  afterwards: 'Опубликуем итог и решение',
  resultBy: '2026-12-20',
  opensAt: '2026-12-01T04:00:00Z',
  closesAt: '2026-12-15T15:00:00Z',
  questions: [
    { id: 'q1', kind: 'single', title: 'Какой двор обновить?', hasUnsure: true, options: twoOptions },
  ],
};
export const makePoll = (given: object = {}): PollFields => fields.parse({ ...goodPoll, ...given });
/** Of one question. */
export const makeOne = (given: object): PollFields =>
  makePoll({ questions: [{ ...goodPoll.questions[0], ...given }] });
/** What the author is told, each with its tone. */
export const notesOf = (given: PollFields): string[] =>
  notePoll(given, { leastDays: 3 }).map(({ tone, words }) => `${tone}: ${words}`);

export const makeBudget = (given: object, costs: readonly (number | null)[] = [6e6, 5e6]): PollFields =>
  makePoll({
    kind: 'budget-vote',
    questions: [
      {
        id: 'q1',
        kind: 'budget',
        title: 'На что потратить 10 млн ₽?',
        total: 10e6,
        isShuffled: true,
        options: costs.map((cost, at) => ({ id: `p${at}`, title: `Проект ${at}`, place: 'Парк', cost })),
        ...given,
      },
    ],
  });
