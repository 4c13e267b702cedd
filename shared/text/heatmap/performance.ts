import type {
  CaseListId,
  IndicatorSlice,
  NetworkSide,
  PerformanceFigure,
  PerformanceLine,
  PerformanceSide,
  PerformanceView,
} from '../../contract/heatmap/indicators.ts';

/** What each view of performance shows and how its numbers are called. Pure. */

interface ViewWords {
  title: string;
  sides: readonly PerformanceSide[];
  figures: readonly PerformanceFigure[];
  /** The line where this is worst comes first. */
  worst: PerformanceFigure;
  about: string;
}

export const viewWords: Readonly<Record<PerformanceView, ViewWords>> = {
  equity: {
    title: 'Равенство каналов',
    sides: ['channel', 'block', 'district'],
    figures: ['median', 'slowest', 'social', 'overdue', 'confirmed', 'good'],
    worst: 'median',
    about:
      'Кто ждёт дольше других. Сверху — те, кому отвечают медленнее всего. Рядом — как скоро отвечают о том же в соцсетях.',
  },
  promise: {
    title: 'Обещано и сделано',
    sides: ['unit', 'block', 'district', 'channel'],
    figures: ['kept', 'overdue', 'prolonged', 'promises'],
    worst: 'overdue',
    about:
      'Сроки ответа, наступившие в периоде, их переносы и обещанные жителям даты. Сверху — где сроки нарушали чаще.',
  },
  rework: {
    title: 'Переделки',
    sides: ['unit', 'fact', 'block', 'district'],
    figures: ['rework', 'reopened', 'unsolved'],
    worst: 'unsolved',
    about: 'Что вернули на доработку согласующие, что вернули жители и где ответили «не решено».',
  },
  league: {
    title: 'Исполнители',
    sides: ['unit'],
    figures: ['confirmed', 'overdue', 'reopened', 'unsolved', 'median'],
    worst: 'confirmed',
    about:
      'Место — по нижней границе доли подтверждённых решений среди закрытых дел: закрыть много дел без подтверждения — значит опуститься, а несколько удачных дел места не дают.',
  },
};

/** A side as the head of its column, and after «по». */
export const sideWords: Readonly<Record<PerformanceSide, { head: string; by: string }>> = {
  channel: { head: 'Канал', by: 'каналам' },
  block: { head: 'Блок', by: 'блокам' },
  district: { head: 'Территория', by: 'территориям' },
  unit: { head: 'Исполнитель', by: 'исполнителям' },
  fact: { head: 'Тема', by: 'темам' },
};

export const networkSideWords: Readonly<Record<NetworkSide, { head: string; by: string }>> = {
  page: { head: 'Страница', by: 'страницам' },
  unit: sideWords.unit,
  block: sideWords.block,
  district: sideWords.district,
};

interface FigureWords {
  title: string;
  unit: 'share' | 'days' | 'hours';
  /** «из 1 закрытого», «из 12 закрытых». */
  of: readonly [one: string, many: string];
  list: CaseListId;
  /** What the list holds, where it is not the number itself. */
  listWords: string;
}

export const figureWords: Readonly<Record<PerformanceFigure, FigureWords>> = {
  median: {
    title: 'Срок ответа, медиана',
    unit: 'days',
    of: ['отвеченного', 'отвеченных'],
    list: 'K2',
    listWords: 'отвеченные дела',
  },
  slowest: {
    title: '9 из 10 быстрее',
    unit: 'days',
    of: ['отвеченного', 'отвеченных'],
    list: 'K2',
    listWords: 'отвеченные дела',
  },
  overdue: {
    title: 'Просрочено',
    unit: 'share',
    of: ['срока', 'сроков'],
    list: 'K1',
    listWords: 'просроченные дела',
  },
  confirmed: {
    title: 'Подтверждено',
    unit: 'share',
    of: ['закрытого', 'закрытых'],
    list: 'K8',
    listWords: 'подтверждённые дела',
  },
  good: {
    title: 'Оценки 4–5',
    unit: 'share',
    of: ['оценки', 'оценок'],
    list: 'K3',
    listWords: 'дела с оценками 1–3',
  },
  kept: {
    title: 'В срок',
    unit: 'share',
    of: ['срока', 'сроков'],
    list: 'kept',
    listWords: 'дела, отвеченные в срок',
  },
  prolonged: {
    title: 'Срок перенесён',
    unit: 'share',
    of: ['срока', 'сроков'],
    list: 'prolonged',
    listWords: 'дела с перенесённым сроком',
  },
  promises: {
    title: 'Обещания сдержаны',
    unit: 'share',
    of: ['обещания', 'обещаний'],
    list: 'broken',
    listWords: 'дела с нарушенным или перенесённым обещанием',
  },
  rework: {
    title: 'Вернули на доработку',
    unit: 'share',
    of: ['проверки', 'проверок'],
    list: 'K11',
    listWords: 'дела с доработкой',
  },
  reopened: {
    title: 'Вернули жители',
    unit: 'share',
    of: ['ответа', 'ответов'],
    list: 'K10',
    listWords: 'дела, возвращённые в работу',
  },
  unsolved: {
    title: '«Не решено»',
    unit: 'share',
    of: ['ответа жителя', 'ответов жителей'],
    list: 'unsolved',
    listWords: 'дела с ответом «не решено»',
  },
  social: {
    title: 'Первый ответ в соцсетях, медиана',
    unit: 'hours',
    of: ['инцидента', 'инцидентов'],
    list: 'K7',
    listWords: 'отвеченные инциденты',
  },
};

/** Lines in the order of a view: by place, or the worst first; those of too few cases below. */
export function orderLines(
  lines: readonly PerformanceLine[],
  view: PerformanceView,
  smallest: number,
): PerformanceLine[] {
  const { worst } = viewWords[view];
  const weight = ({ figures, rank }: PerformanceLine): number => {
    if (view === 'league') return rank === null ? Number.NEGATIVE_INFINITY : -rank;
    const { value, of } = figures[worst];
    return value === null || of < smallest ? of - smallest - 1 : value;
  };
  return lines.toSorted((a, b) => weight(b) - weight(a) || b.answered - a.answered);
}

/** The slice of one line: the filter of the page and what the line is of. */
export function sliceOfLine(filter: IndicatorSlice, by: PerformanceSide, id: string): IndicatorSlice {
  if (id === '') return filter;
  const keys = { channel: 'channel', block: 'block', district: 'districtId', unit: 'unitId', fact: 'factId' };
  // A narrower territory of the page is kept: the line is of a part of it.
  if (by === 'district' && filter.districtId) return filter;
  return { ...filter, [keys[by]]: id };
}
