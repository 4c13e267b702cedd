import type { BudgetFigures, QuestionFigures } from '../../contract/participation/poll-figures.ts';
import { UNSURE } from '../../contract/participation/questionnaire.ts';
import { formatRoubles } from '../numbers.ts';
import { acted, counted, nbsp } from '../plural.ts';

/** The sentence over the picture of each question: what came out. Pure. */

type Told = Omit<QuestionFigures, 'sentence'>;

export const NONE = 'none';

const percent = (share: number): string => `${Math.round(share * 100)}${nbsp}%`;
const decimal = (value: number): string => value.toFixed(1).replace('.', ',');

const people = ['человек', 'человека', 'человек'] as const;

function sayChoice({ kind, options }: Told): string {
  const offered = options.filter(({ id }) => id !== NONE && id !== UNSURE);
  const known = offered.flatMap(({ title, share }) => (share === null ? [] : [{ title, share }]));
  const most = Math.max(0, ...known.map(({ share }) => share));
  const first = known.filter(({ share }) => share === most);
  const [one] = first;
  if (!one || most === 0) return 'Ответов слишком мало, чтобы показать итог';
  if (first.length > 1)
    return `Поровну, по ${percent(most)}: ${first.map(({ title }) => `«${title}»`).join(', ')}`;
  if (kind === 'ranking') return `Первым чаще всего ставили «${one.title}»: ${percent(one.share)}`;
  return `Чаще всего выбирали «${one.title}»: ${percent(one.share)}`;
}

const projects = ['проект', 'проекта', 'проектов'] as const;

/** «Деньги получают 3 проекта из 7, осталось 1,2 млн ₽». */
export function sayBudget({ projects: all, left }: BudgetFigures): string {
  const of = (state: BudgetFigures['projects'][number]['state']): number =>
    all.filter((one) => one.state === state).length;
  const [funded, tied] = [of('funded'), of('tied')];
  if (tied > 0)
    return `Поровну голосов у ${counted(tied, 'проекта', 'проектов', 'проектов')}, на всех осталось ${formatRoubles(left)}`;
  if (funded === 0) return 'Денег не получил ни один проект';
  const rest = left === 0 ? 'распределено всё' : `осталось ${formatRoubles(left)}`;
  return `Деньги ${acted(funded, ['получает', 'получают'], ...projects)} из ${all.length}, ${rest}`;
}

export function sayResult(figures: Told): string {
  const { kind, answered, average, texts, options, cells, outside } = figures;
  if (answered === 0) return 'На этот вопрос никто не ответил';
  if (kind === 'text')
    return texts === null
      ? 'Своими словами ответили немногие'
      : `Своими словами ${acted(texts, ['ответил', 'ответили'], ...people)}`;
  if (kind === 'point') {
    const shown = cells.reduce((sum, { count }) => sum + count, 0);
    if (shown === 0) return 'Точки разбросаны: нигде нет стольких, чтобы показать место';
    return `На карте ${counted(shown, 'точка', 'точки', 'точек')}${outside === 0 ? '' : ' там, где их поставили несколько человек'}`;
  }
  if (kind === 'scale' && average !== null) {
    const steps = options.filter(({ id }) => id !== NONE && id !== UNSURE).length;
    return `Средняя оценка — ${decimal(average)} из ${steps}`;
  }
  return sayChoice(figures);
}
