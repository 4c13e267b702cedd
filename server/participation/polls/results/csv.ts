import type { BudgetFigures, PollFigures } from '../../../../shared/contract/participation/poll-figures.ts';
import type { downloadPollFigures as csvRoute } from '../../../../shared/contract/participation/polls-open.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Download } from '../../../lib/module/module.ts';
import { type CsvRow, writeCsv } from '../../../lib/tables/csv.ts';
import { readShownPoll } from '../shown.ts';
import { readFigures } from './read.ts';

const head = [
  'Вопрос',
  'Строка',
  'Ответ',
  'Группа',
  'Человек',
  'Доля ответивших',
  'С весами, %',
  'Цена, ₽',
  'Деньги',
];

const moneyTitles: Readonly<Record<BudgetFigures['projects'][number]['state'], string>> = {
  funded: 'получает',
  left: 'не получает',
  tied: 'равные голоса',
  waits: 'после равных',
};

/** What is hidden is said so: an empty cell would be read as nobody. */
const told = (count: number | null): string | number => count ?? 'мало';

/** The figures as rows: of everybody, then of each district and age. Nothing the page does not tell. Pure. */
export function* writeFigureRows(figures: PollFigures): Generator<CsvRow> {
  yield head;
  yield ['', '', 'Участников', 'все', figures.participants, null, null, null, null];
  for (const group of [...figures.districts, ...figures.ages])
    yield ['', '', 'Участников', group.title, told(group.count), null, null, null, null];
  for (const group of figures.turnout)
    yield ['', '', 'Получили бюллетень', group.title, told(group.count), null, null, null, null];
  for (const { title, row, options, texts, answered, budget } of figures.questions) {
    if (budget) yield [title, row, 'Всего денег', 'все', null, null, null, budget.total, null];
    if (budget) yield [title, row, 'Осталось', 'все', null, null, null, budget.left, null];
    if (options.length === 0)
      yield [title, row, 'Ответили', 'все', told(texts ?? answered), null, null, null, null];
    for (const option of options) {
      const project = budget?.projects.find(({ id }) => id === option.id);
      const money = project ? [project.cost, moneyTitles[project.state]] : [null, null];
      yield [title, row, option.title, 'все', told(option.count), option.share, option.weighted, ...money];
      for (const [at, group] of figures.districts.entries())
        if (at in option.byDistrict)
          yield [
            title,
            row,
            option.title,
            group.title,
            told(option.byDistrict[at] ?? null),
            null,
            null,
            null,
            null,
          ];
      for (const [at, group] of figures.ages.entries())
        if (at in option.byAge)
          yield [
            title,
            row,
            option.title,
            group.title,
            told(option.byAge[at] ?? null),
            null,
            null,
            null,
            null,
          ];
    }
  }
}

/** Route: for everybody, once the result is out. */
export async function downloadPollFigures(
  ctx: Ctx,
  { params }: HandlerInput<typeof csvRoute>,
): Promise<Download> {
  const { poll, state } = await readShownPoll(ctx, params.id);
  const figures = state === 'result' ? await readFigures(ctx, poll.id) : null;
  if (!figures) throw new AppError('lib.not-found', 'Итог ещё не обнародован.');
  return {
    stream: writeCsv(writeFigureRows(figures)),
    contentType: 'text/csv; charset=utf-8',
    filename: 'poll.csv',
    isPublic: true,
  };
}
