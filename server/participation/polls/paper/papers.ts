import type { downloadPollPaper as downloadRoute } from '../../../../shared/contract/participation/poll-paper.ts';
import { type Question, UNSURE } from '../../../../shared/contract/participation/questionnaire.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { formatDateTime } from '../../../../shared/text/dates.ts';
import { boundsOf, choicesOf } from '../../../../shared/text/participation/questions.ts';
import { readCity } from '../../../lib/city.ts';
import { organisationOf } from '../../../lib/documents/letterhead.ts';
import type { Block, OfficialDocument } from '../../../lib/documents/model.ts';
import { renderPaper } from '../../../lib/documents/render.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Download } from '../../../lib/module/module.ts';
import { contentOf, findPoll, type PollRow } from '../rows.ts';
import { readPlaces } from './rows.ts';

/** What is printed for a place: the ballot, and the form of its protocol. Both say which edition of the questions they are of. */

function titleOf(question: Question, choice: string): string {
  if (choice === UNSURE) return 'Затрудняюсь ответить';
  if (question.kind !== 'scale') return question.options.find(({ id }) => id === choice)?.title ?? choice;
  const end =
    choice === '1' ? question.lowTitle : choice === String(question.steps) ? question.highTitle : '';
  return end ? `${choice} — ${end}` : choice;
}

function hintOf(question: Question): string {
  if (question.kind !== 'multi') return 'Поставьте знак в одном квадрате.';
  const { least, most } = boundsOf(question);
  return least === most ? `Поставьте знаков: ${most}.` : `Поставьте от ${least} до ${most} знаков.`;
}

const EMPTY = '☐';
const BLANK = '____________';

const ballotBlocks = (questions: readonly Question[]): Block[] => [
  {
    kind: 'text',
    text: 'Бюллетень без подписи и печати участка недействителен. Имя и телефон на нём не пишут.',
  },
  ...questions.flatMap((question, at): Block[] => [
    { kind: 'heading', text: `${at + 1}. ${question.title}` },
    { kind: 'text', text: question.hint ? `${question.hint} ${hintOf(question)}` : hintOf(question) },
    ...choicesOf(question).map(
      (choice): Block => ({ kind: 'line', text: `${EMPTY}  ${titleOf(question, choice)}` }),
    ),
  ]),
];

const protocolBlocks = (questions: readonly Question[]): Block[] => [
  {
    kind: 'facts',
    rows: [
      ['Участок', BLANK],
      ['1. Получено бюллетеней', BLANK],
      ['2. Выдано', BLANK],
      ['3. Испорчено', BLANK],
      ['4. Осталось', BLANK],
      ['5. В ящике', BLANK],
      ['6. Из них недействительных', BLANK],
    ],
  },
  { kind: 'text', text: 'Строка 1 равна сумме строк 2, 3 и 4. Строка 5 не больше строки 2.' },
  ...questions.map(
    (question, at): Block => ({
      kind: 'table',
      caption: `${at + 1}. ${question.title}`,
      head: ['Вариант', 'Бюллетеней'],
      rows: [
        ...choicesOf(question).map((choice) => [titleOf(question, choice), '']),
        ['Без отметки в этом вопросе', ''],
      ],
      widths: [80, 20],
      figures: [1],
      hasTotal: false,
    }),
  ),
  { kind: 'text', text: 'Подписи членов комиссии (не меньше двух):' },
  { kind: 'line', text: `${BLANK}${BLANK}` },
  { kind: 'line', text: `${BLANK}${BLANK}` },
];

function makePaper(ctx: Ctx, poll: PollRow, paper: 'ballot' | 'protocol', blocks: Block[]): OfficialDocument {
  const { zone } = readCity(ctx.config);
  const { organisation, edition: card } = organisationOf();
  const edition = Math.max(1, poll.edition);
  return {
    // A ballot has no place for a number: whoever writes one down beside a name would know who chose what.
    letterhead: paper === 'ballot' ? null : { organisation, lines: [], edition: card },
    date: null,
    number: null,
    refer: null,
    addressee: [],
    kind: paper === 'ballot' ? 'БЮЛЛЕТЕНЬ' : 'ПРОТОКОЛ УЧАСТКА',
    title: poll.title,
    salutation: null,
    blocks: [
      ...blocks,
      {
        kind: 'note',
        lines: [
          organisation,
          `Редакция вопросов ${edition}${poll.closes_at ? `; голосование до ${formatDateTime(poll.closes_at, zone)}` : ''}; № ${poll.id}`,
        ],
      },
    ],
    attachments: [],
    signature: null,
    executor: null,
    qr: null,
    isLandscape: false,
    isLongKept: false,
  };
}

/** Route. */
export async function downloadPollPaper(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof downloadRoute>,
): Promise<Download> {
  const poll = await findPoll(ctx, params.id);
  if ((await readPlaces(ctx, poll.id)).length === 0)
    throw new AppError('lib.conflict', 'Сначала назовите участки: без них бумаги нет.');
  const { questions } = contentOf(poll);
  const blocks = params.paper === 'ballot' ? ballotBlocks(questions) : protocolBlocks(questions);
  const name = params.paper === 'ballot' ? 'Бюллетень' : 'Протокол участка';
  return renderPaper(
    makePaper(ctx, poll, params.paper, blocks),
    query.format,
    `${name} ${poll.title.slice(0, 60)}`,
  );
}
