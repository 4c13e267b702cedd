import { localDate } from '../../base/deadlines/index.ts';
import { defineOpenSet } from '../../base/open-data/index.ts';
import { findBlock } from '../../base/taxonomy/index.ts';
import { type OpenDecision, readOpenDecisions } from './promises.ts';

/** How everybody is told an assignment goes. */
const stateOf = ({ row }: OpenDecision): 'done' | 'reported' | 'open' => {
  if (row.state === 'accepted') return 'done';
  return row.state === 'reported' ? 'reported' : 'open';
};

/** Decisions of the working group that answer for a message everybody may read; no words of the group, no names. */
export const openDecisionSet = defineOpenSet<OpenDecision>({
  id: 'decisions',
  title: 'Решения рабочей группы по сообщениям жителей',
  description:
    'Решения из подписанных протоколов, по которым дано поручение, если они отвечают за сообщение, которое показано всем. Решение названо по этому сообщению: слов протокола, имён и голосов в наборе нет. Если сообщение скрыли, решение выходит из набора.',
  keywords: ['рабочая группа', 'решения', 'поручения', 'исполнение'],
  provenance: 'Поручения «Отклик»',
  periodicity: 'по мере изменений, сверяется не реже раза в час',
  primaryKey: ['id'],
  fields: [
    { name: 'id', title: 'Код решения', type: 'string', of: ({ row }) => row.id },
    {
      name: 'basis',
      title: 'Протокол и пункт',
      type: 'string',
      isRequired: true,
      of: ({ row }) => row.basis,
    },
    {
      name: 'title',
      title: 'О чём: заголовок сообщения, у дома заявителя — тема',
      type: 'string',
      isRequired: true,
      of: ({ matter }) => matter.title,
    },
    { name: 'place', title: 'Место', type: 'string', of: ({ matter }) => matter.place },
    { name: 'block_id', title: 'Код темы верхнего уровня', type: 'string', of: ({ matter }) => matter.block },
    {
      name: 'block',
      title: 'Тема верхнего уровня',
      type: 'string',
      of: ({ matter }) => findBlock(matter.block ?? '')?.title ?? null,
    },
    {
      name: 'message',
      title: 'Номер сообщения',
      type: 'string',
      isRequired: true,
      of: ({ matter }) => matter.number,
    },
    {
      name: 'issued_at',
      title: 'Поручение дано',
      type: 'datetime',
      isRequired: true,
      of: ({ row }) => row.issued_at.toISOString(),
    },
    {
      name: 'first_due_on',
      title: 'Первый срок',
      type: 'date',
      isRequired: true,
      of: ({ row }) => row.first_due_on,
    },
    {
      name: 'due_on',
      title: 'Срок с учётом переносов',
      type: 'date',
      isRequired: true,
      of: ({ row }) => row.moves.at(-1)?.on ?? row.first_due_on,
    },
    {
      name: 'extensions',
      title: 'Сколько раз срок переносили',
      type: 'integer',
      isRequired: true,
      of: ({ row }) => row.moves.length,
    },
    {
      name: 'state',
      title: 'Состояние: open — исполняется, reported — отчёт на проверке, done — исполнено',
      type: 'string',
      isRequired: true,
      words: ['open', 'reported', 'done'],
      of: stateOf,
    },
    {
      name: 'done_on',
      title: 'Когда исполнено',
      type: 'date',
      of: ({ row }) => (row.state === 'accepted' && row.reported_at ? localDate(row.reported_at) : null),
    },
  ],
  rows: (ctx) => readOpenDecisions(ctx),
});
