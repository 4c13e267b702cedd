import type { Measure } from '../../contract/heatmap/heatmap.ts';
import type { AdditiveMeasure, cohortMeasures, PivotSide } from '../../contract/heatmap/heatmap-pivot.ts';

/** What a number of the heat map counts, and how to open exactly its cases. */

export const measureTitles: Readonly<Record<AdditiveMeasure, string>> = {
  open: 'все открытые',
  overdue: 'просрочено',
  received: 'поступило',
  given: 'дано ответов',
  'given-late': 'ответов позже срока',
  settled: 'решено',
  returned: 'возвращено жителями',
  scored: 'оценено ответов',
  'scored-well': 'ответов с оценкой 4–5',
  'score-sum': 'сумма оценок ответов',
  'still-open': 'из поступивших открыто сейчас',
  'still-overdue': 'из поступивших просрочено сейчас',
  solved: 'из поступивших решено',
  answered: 'из поступивших дан ответ',
  late: 'из поступивших ответ позже срока',
  broken: 'из поступивших срок нарушен: ответ или закрытие позже срока',
  rated: 'из поступивших оценено',
  'rated-well': 'из поступивших оценено на 4–5',
  'rating-sum': 'из поступивших: сумма оценок',
  reopened: 'из поступивших возвращено жителем',
  reworked: 'из поступивших возвращено на доработку',
  deferred: 'из поступивших отложено',
};

/** Measures that count cases of the matrix and the map one by one. */
export type DrawnMeasure = Extract<
  AdditiveMeasure,
  'open' | 'overdue' | 'received' | 'given' | 'settled' | 'returned' | 'scored'
>;

/** What the matrix and the map are asked, as the measure whose cases are drawn and listed; of a ratio those of its part. */
export const heatMeasures: Readonly<Record<Measure, DrawnMeasure>> = {
  open: 'open',
  overdue: 'overdue',
  received: 'received',
  answered: 'given',
  solved: 'settled',
  returned: 'returned',
  'overdue-share': 'overdue',
  'solved-share': 'settled',
  'mean-rating': 'scored',
  'per-1000': 'received',
};

/** What a family of measures counts, where a number needs it said. */
export const familyTitles = {
  stock: 'на конец периода',
  flow: 'за период',
  cohort: 'из поступивших за период',
} as const;

/** Conditions of the case list that mean the same as a measure of a cohort: its cases came in the period. */
const cohortList: Readonly<Record<(typeof cohortMeasures)[number], Record<string, string>>> = {
  'still-open': { stage: 'open' },
  'still-overdue': { overdue: 'yes' },
  solved: { outcome: 'solved' },
  answered: { counted: 'answered' },
  late: { counted: 'late' },
  broken: { counted: 'broken' },
  rated: { counted: 'rated' },
  'rated-well': { counted: 'rated-well' },
  'rating-sum': { counted: 'rated' },
  reopened: { counted: 'reopened' },
  reworked: { counted: 'reworked' },
  deferred: { status: 'deferred' },
};

interface Days {
  from: string;
  to: string;
}

/**
 * Conditions of the case list behind a number of these days. Of a flow they are the cases it happened to, each once: an answer that
 * was returned and given again is two numbers and one case.
 * @param today of a stock that lasts till now the list is of what is so now.
 */
export function listOfMeasure(
  measure: AdditiveMeasure,
  { from, to }: Days,
  today: string,
): Record<string, string> {
  switch (measure) {
    case 'open':
      return to >= today ? { stage: 'open' } : { openOn: to };
    case 'overdue':
      return to >= today ? { overdue: 'yes' } : { overdueOn: to };
    case 'received':
      return { from, to };
    case 'given':
    case 'given-late':
    case 'settled':
    case 'returned':
    case 'scored':
    case 'scored-well':
      return { turn: measure, since: from, until: to };
    case 'score-sum':
      return { turn: 'scored', since: from, until: to };
    default:
      return { from, to, ...cohortList[measure] };
  }
}

/** Said where a number opens its list: events are counted, cases are listed; null where the two are one. */
export function tellEvents(measure: AdditiveMeasure): string | null {
  switch (measure) {
    case 'given':
    case 'given-late':
    case 'settled':
      return 'Число — ответы, список — дела: отвеченное дважды в списке одно.';
    case 'returned':
      return 'Число — возвраты, список — дела: возвращённое дважды в списке одно.';
    case 'scored':
    case 'scored-well':
    case 'score-sum':
      return 'Число — по ответам, список — дела: оценённое дважды в списке одно.';
    default:
      return null;
  }
}

/** Sides of a pivot, as they head a line of its names. */
export const sideTitles: Readonly<Record<PivotSide, string>> = {
  district: 'Район',
  subarea: 'Район и его части',
  block: 'Блок',
  category: 'Категория',
  fact: 'Факт',
  channel: 'Канал',
  unit: 'Исполнитель',
  day: 'День',
  week: 'Неделя',
  month: 'Месяц',
  quarter: 'Квартал',
  year: 'Год',
  importance: 'Важность',
  outcome: 'Результат',
  age: 'Возраст дела',
  applicant: 'Кто обратился',
};
