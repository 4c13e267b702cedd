import { sql } from 'kysely';
import type { BudgetFigures, PollFigures } from '../../../shared/contract/participation/poll-figures.ts';
import { defineOpenSet } from '../../base/open-data/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { readFigures } from './results/read.ts';

interface Poll {
  id: string;
  title: string;
  closes_at: Date;
  decided: string | null;
}

type Money = BudgetFigures['projects'][number]['state'];

type Question = PollFigures['questions'][number];

interface Row {
  poll: Poll;
  questionId: string;
  question: string;
  row: string;
  optionId: string;
  option: string;
  group: string;
  groupTitle: string;
  count: number | null;
  share: number | null;
  weighted: number | null;
  cost: number | null;
  money: Money | null;
}

/** Polls whose result is published, and no other. Plan: poll_shown. */
async function readPolls(ctx: Ctx): Promise<Poll[]> {
  const { rows } = await sql<Poll>`
    SELECT poll.id, poll.title, poll.closes_at, decision.title AS decided
    FROM polls.poll LEFT JOIN polls.decision ON decision.poll_id = poll.id
    WHERE poll.state IN ('published', 'decision-recorded', 'archived')
    ORDER BY poll.closes_at, poll.id`.execute(ctx.db);
  return rows;
}

const none = { count: null, share: null, weighted: null, cost: null, money: null };
const ALL = { group: 'all', groupTitle: 'все' };

function rowsOfQuestion(poll: Poll, figures: PollFigures, question: Question): Row[] {
  const { id: questionId, title, row } = question;
  const own = { poll, questionId, question: title, row };
  const groups = [
    ...figures.districts.map(({ id, title: name }) => ({ group: `district:${id}`, groupTitle: name })),
    ...figures.ages.map(({ id, title: name }) => ({ group: `age:${id}`, groupTitle: name })),
  ];
  const answered: Row = Object.assign({ optionId: 'answered', option: 'Ответили' }, own, ALL, none, {
    count: question.texts ?? question.answered,
  });
  return [
    answered,
    ...question.options.flatMap(({ id, title: option, count, share, weighted, byDistrict, byAge }): Row[] => {
      const of = Object.assign({ optionId: id, option }, own);
      // A question that is not told by groups has none of their numbers.
      const told = [...pad(byDistrict, figures.districts.length), ...pad(byAge, figures.ages.length)];
      return [
        Object.assign({}, of, ALL, none, { count, share, weighted }, moneyOf(question, id)),
        ...groups.flatMap((group, at): Row[] => {
          const number = told[at];
          return number === undefined ? [] : [Object.assign({}, of, group, none, { count: number })];
        }),
      ];
    }),
  ];
}

/** Of a project of a sum that was shared out: its price and whether it gets the money. */
function moneyOf({ budget }: Question, optionId: string): { cost: number | null; money: Money | null } {
  const project = budget?.projects.find(({ id }) => id === optionId);
  return { cost: project?.cost ?? null, money: project?.state ?? null };
}

const pad = (told: readonly (number | null)[], length: number): (number | null | undefined)[] =>
  Array.from({ length }, (_, at) => told[at]);

function rowsOfPoll(poll: Poll, figures: PollFigures): Row[] {
  const own = {
    poll,
    questionId: 'all',
    question: '',
    row: '',
    optionId: 'participants',
    option: 'Участников',
  };
  return [
    Object.assign({}, own, ALL, none, { count: figures.participants }),
    ...figures.districts.map((one) =>
      Object.assign({}, own, none, { group: `district:${one.id}`, groupTitle: one.title, count: one.count }),
    ),
    ...figures.ages.map((one) =>
      Object.assign({}, own, none, { group: `age:${one.id}`, groupTitle: one.title, count: one.count }),
    ),
    ...figures.turnout.map((one) =>
      Object.assign({}, own, none, {
        optionId: 'ballots',
        option: 'Получили бюллетень',
        group: `district:${one.id}`,
        groupTitle: one.title,
        count: one.count,
      }),
    ),
    ...figures.questions.flatMap((question) => rowsOfQuestion(poll, figures, question)),
  ];
}

/** Results of polls as they are published: the one count everybody reads, with few people hidden in it. */
export const openPollSet = defineOpenSet<Row>({
  id: 'poll-results',
  title: 'Итоги опросов',
  description:
    'Числа опросов, итог которых обнародован: по вопросам и ответам, всего и по районам и возрастам. Пустое число скрыто: людей мало или оно выдало бы такое. Ответов отдельных людей и ответов словами нет.',
  keywords: ['опросы', 'голосования', 'мнение жителей'],
  provenance: 'Опросы «Отклик»',
  periodicity: 'по мере обнародования итогов, сверяется не реже раза в час',
  primaryKey: ['poll_id', 'question_id', 'row', 'option_id', 'group'],
  fields: [
    { name: 'poll_id', title: 'Код опроса', type: 'string', of: ({ poll }) => poll.id },
    { name: 'poll', title: 'Опрос', type: 'string', isRequired: true, of: ({ poll }) => poll.title },
    {
      name: 'closed_at',
      title: 'Когда завершён',
      type: 'datetime',
      isRequired: true,
      of: ({ poll }) => poll.closes_at.toISOString(),
    },
    { name: 'decision', title: 'Что решили', type: 'string', of: ({ poll }) => poll.decided },
    {
      name: 'question_id',
      title: 'Код вопроса; all — об участниках опроса',
      type: 'string',
      of: ({ questionId }) => questionId,
    },
    { name: 'question', title: 'Вопрос', type: 'string', of: ({ question }) => question || null },
    {
      name: 'row',
      title: 'Строка таблицы, где вопрос — таблица; иначе «-»',
      type: 'string',
      of: ({ row }) => row || '-',
    },
    {
      name: 'option_id',
      title:
        'Код ответа; answered — сколько ответили, participants — сколько участвовали, ballots — сколько получили бюллетень',
      type: 'string',
      of: ({ optionId }) => optionId,
    },
    { name: 'option', title: 'Ответ', type: 'string', isRequired: true, of: ({ option }) => option },
    {
      name: 'group',
      title:
        'Чьи ответы: all — всех, district:… — района, age:… — возраста; paper и phone на их месте — на бумаге и с телефона',
      type: 'string',
      of: ({ group }) => group,
    },
    {
      name: 'group_title',
      title: 'Чьи ответы словами',
      type: 'string',
      isRequired: true,
      of: ({ groupTitle }) => groupTitle,
    },
    { name: 'count', title: 'Человек; пусто — скрыто', type: 'integer', of: ({ count }) => count },
    { name: 'share', title: 'Доля ответивших, 0…1', type: 'number', of: ({ share }) => share },
    { name: 'weighted', title: 'С весами, %', type: 'number', of: ({ weighted }) => weighted },
    { name: 'cost', title: 'Цена проекта, ₽: где делили сумму', type: 'number', of: ({ cost }) => cost },
    {
      name: 'money',
      title: 'Деньги: funded — получает, left — не получает, tied — равные голоса, waits — после равных',
      type: 'string',
      words: ['funded', 'left', 'tied', 'waits'],
      of: ({ money }) => money,
    },
  ],
  rows: async (ctx) => {
    const rows: Row[] = [];
    for (const poll of await readPolls(ctx)) {
      const figures = await readFigures(ctx, poll.id);
      if (figures) rows.push(...rowsOfPoll(poll, figures));
    }
    return rows;
  },
});
