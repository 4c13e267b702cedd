import type { AdditiveMeasure, PivotSide } from '../../contract/heatmap/heatmap-pivot.ts';

/** What a number of the heat map counts, and how to open exactly its cases. */

export const measureTitles: Readonly<Record<AdditiveMeasure, string>> = {
  received: 'поступило',
  open: 'все открытые',
  overdue: 'просрочено',
  solved: 'решено',
  answered: 'дан ответ',
  late: 'ответ позже срока',
  broken: 'срок нарушен: ответ или закрытие позже срока',
  rated: 'оценено',
  'rated-well': 'оценки 4–5',
  'rating-sum': 'сумма оценок',
  reopened: 'возвращено жителем',
  reworked: 'возвращено на доработку',
  deferred: 'отложено',
};

/** Conditions of the case list that mean the same as a measure. */
export const measureList: Readonly<Record<AdditiveMeasure, Record<string, string>>> = {
  received: {},
  open: { stage: 'open' },
  overdue: { overdue: 'yes' },
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
